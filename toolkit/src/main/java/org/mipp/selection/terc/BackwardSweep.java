package org.mipp.selection.terc;

import static org.mipp.run.Checks.refusedIn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.network.structure.Architecture;
import org.mipp.run.Progress;
import org.mipp.run.Provenance;
import org.mipp.run.RefusedException;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.RemovalPath;

/**
 * The frame of every search that goes from outputs to inputs: what has been pruned no longer counts as a target of what
 * comes before it. Tied layers come last.
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
         * @param warnings what to know of the estimates is added to these
         * @param progress to be advanced
         */
        RemovalPath path(LayerActivations layer, List<int[]> targets, List<String> warnings, Progress progress);
    }

    private final Activations activations;
    private final String method;
    private final Budget budget;
    private final long seed;
    private final Optional<PathFile> file;

    /** Names the search; the activations are those that the masks refer to. */
    BackwardSweep(Activations activations, String method, Budget budget, long seed, Optional<PathFile> file) {
        this.activations = activations;
        this.method = method;
        this.budget = budget;
        this.seed = seed;
        this.file = file;
    }

    /** Searches all layers; units says how many steps of progress the search of all will take. */
    Masks select(List<LayerActivations> layers, long units, Search search) {
        Map<String, RemovalPath> paths = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        Architecture architecture = activations.stage().network().architecture();
        budget.requireFit(architecture);
        RemainingTargets targets = new RemainingTargets(architecture);
        try (Progress progress = Progress.of("selecting masks by " + method, units)) {
            for (LayerActivations layer : RemainingTargets.outputsToInputs(layers)) {
                String name = layer.name();
                List<int[]> counting =
                        layer.layer().readers().stream().map(targets::of).toList();
                Optional<RemovalPath> known = file.flatMap(saved -> saved.path(name));
                RemovalPath path = known.orElseGet(() -> path(search, layer, counting, warnings, progress));
                if (known.isEmpty()) {
                    file.ifPresent(saved -> saved.add(path));
                }
                paths.put(name, path);
                targets.keepOnly(path.mask());
            }
            progress.complete();
            List<RemovalPath> ordered =
                    layers.stream().map(layer -> paths.get(layer.name())).toList();
            Provenance captured = activations.provenance();
            return new Masks(
                    activations,
                    method,
                    budget,
                    ordered.stream().map(RemovalPath::mask).toList(),
                    ordered,
                    warnings,
                    new Provenance(seed, captured.samples(), "cpu()", progress.seconds()));
        }
    }

    private static RemovalPath path(
            Search search, LayerActivations layer, List<int[]> targets, List<String> warnings, Progress progress) {
        try {
            return search.path(layer, targets, warnings, progress);
        } catch (RefusedException e) {
            throw refusedIn("layer " + layer.name(), e);
        }
    }
}
