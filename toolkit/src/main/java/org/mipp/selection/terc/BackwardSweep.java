package org.mipp.selection.terc;

import static org.mipp.run.Checks.refusedIn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.CutCosts;
import org.mipp.network.structure.KeptNodes;
import org.mipp.run.Provenance;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.budget.BudgetAllocation;
import org.mipp.selection.budget.LayerOrder;
import org.mipp.selection.budget.MeasuredSharing;
import org.mipp.selection.budget.Sharing;

/**
 * The frame of every search that goes from outputs to inputs: what has been pruned no longer counts as a target of what
 * comes before it. Tied layers come last.
 *
 * <p>A budget that layers can follow by themselves takes one sweep. One of the whole network takes a first sweep that prunes
 * nothing and follows all paths to their ends; a {@link Sharing} then says where each stops, and a last sweep searches
 * at those widths. Which nodes go may differ between the two; where maps see only parts of a layer, so may the cost, and the
 * aim is lowered by the excess.
 */
final class BackwardSweep {

    /** Searches one layer. */
    @FunctionalInterface
    interface Search {
        /**
         * Finds the removal path of a layer.
         *
         * @param layer the layer
         * @param targets for each of its links the outputs that count
         * @param stop how far to follow the path, and how much of it to take
         * @param warnings what to know of the estimates is added to these
         * @param progress to be advanced
         */
        RemovalPath path(
                LayerActivations layer, List<int[]> targets, Stop stop, List<String> warnings, Progress progress);
    }

    /** What one sweep has found, from inputs to outputs. */
    private record Swept(List<RemovalPath> paths, List<String> warnings, double seconds) {

        List<Mask> masks() {
            return paths.stream().map(RemovalPath::mask).toList();
        }
    }

    private final Activations activations;
    private final String method;
    private final Budget budget;
    private final long seed;
    private final Optional<PathFile> file;

    /**
     * Names the search.
     *
     * @param activations those that the masks refer to
     * @param file where finished layers are kept; of a budget of the whole network those of the first sweep
     */
    BackwardSweep(Activations activations, String method, Budget budget, long seed, Optional<PathFile> file) {
        this.activations = activations;
        this.method = method;
        this.budget = budget;
        this.seed = seed;
        this.file = file;
    }

    /** Searches all layers; units says how many steps of progress one sweep will take. */
    Masks select(List<LayerActivations> layers, long units, Search search) {
        Architecture architecture = activations.stage().network().architecture();
        budget.requireFit(architecture);
        if (budget instanceof Budget.PerLayer perLayer) {
            return masks(sweep(layers, units, search, Stop.by(perLayer), file), 0);
        }
        NetworkBudget whole = (NetworkBudget) budget;
        Swept all = sweep(layers, units, search, Stop.AT_THE_END, file);
        if (whole.measured().isEmpty()) {
            return narrowed(layers, units, search, new BudgetAllocation(architecture, whole, all.paths), all.seconds);
        }
        long start = System.nanoTime();
        MeasuredSharing measured = new MeasuredSharing(activations, whole, orders(layers, all.paths));
        double seconds = all.seconds + (System.nanoTime() - start) / 1e9;
        return narrowed(layers, units, search, measured, seconds).sharedBy(measured.curves(), measured.warnings());
    }

    private static List<LayerOrder> orders(List<LayerActivations> layers, List<RemovalPath> paths) {
        return IntStream.range(0, layers.size())
                .mapToObj(i -> LayerOrder.of(layers.get(i).layer(), paths.get(i)))
                .toList();
    }

    /** Searches at the widths found, until what the maps see of them costs no more than it may. */
    private Masks narrowed(
            List<LayerActivations> layers, long units, Search search, Sharing sharing, double secondsBefore) {
        NetworkBudget whole = (NetworkBudget) budget;
        Architecture architecture = activations.stage().network().architecture();
        double seconds = secondsBefore;
        for (long aim = whole.most(architecture); ; ) {
            Swept last = sweep(layers, units, search, Stop.by(sharing.widths(aim)), Optional.empty());
            KeptNodes kept = Masks.kept(last.masks());
            long excess = whole.resource().of(CutCosts.of(architecture.structure()), kept) - whole.most(architecture);
            if (excess <= 0) {
                return masks(last, seconds);
            }
            seconds += last.seconds;
            aim -= excess;
        }
    }

    private Swept sweep(List<LayerActivations> layers, long units, Search search, Stop stop, Optional<PathFile> kept) {
        Map<String, RemovalPath> paths = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        RemainingTargets targets =
                new RemainingTargets(activations.stage().network().architecture());
        try (Progress progress = Progress.of("selecting masks by " + method, units)) {
            for (LayerActivations layer : RemainingTargets.outputsToInputs(layers)) {
                String name = layer.name();
                List<int[]> counting =
                        layer.layer().readers().stream().map(targets::of).toList();
                Optional<RemovalPath> known = kept.flatMap(saved -> saved.path(name));
                RemovalPath path = known.orElseGet(() -> path(search, layer, counting, stop, warnings, progress));
                if (known.isEmpty()) {
                    kept.ifPresent(saved -> saved.add(path));
                }
                paths.put(name, path);
                targets.keepOnly(path.mask());
            }
            progress.complete();
            return new Swept(
                    layers.stream().map(layer -> paths.get(layer.name())).toList(), warnings, progress.seconds());
        }
    }

    private Masks masks(Swept last, double before) {
        return new Masks(
                activations,
                method,
                budget,
                last.masks(),
                last.paths,
                last.warnings,
                new Provenance(seed, activations.provenance().samples(), Provenance.OF_JAVA, before + last.seconds));
    }

    private static RemovalPath path(
            Search search,
            LayerActivations layer,
            List<int[]> targets,
            Stop stop,
            List<String> warnings,
            Progress progress) {
        try {
            return search.path(layer, targets, stop, warnings, progress);
        } catch (RefusedException e) {
            throw refusedIn("layer " + layer.name(), e);
        }
    }
}
