package org.mipp.selection.terc;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mipp.capture.Activations;
import org.mipp.run.ledger.RecordLedger;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.Budget;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;

/** The layers that a long search has finished, as lines of a {@link RecordLedger} whose title names the search. */
final class PathFile implements AutoCloseable {

    private static final RecordLedger.Kind<Line> KIND =
            new RecordLedger.Kind<>("a search's finished layers", 3, Line.class, Line::layer);

    private static final SettingsKey TO_THE_END = SettingsKey.of("paths-to-their-ends", 1);

    private final RecordLedger<Line> ledger;
    private final Map<String, RemovalPath> paths = new LinkedHashMap<>();

    private PathFile(RecordLedger<Line> ledger) {
        this.ledger = ledger;
        ledger.records().forEach(line -> paths.put(line.layer(), line.path()));
    }

    /**
     * What a file of finished layers is about. Budgets of the whole network share one, because their paths do not depend on
     * the target.
     */
    static SettingsKey key(SettingsKey method, Activations observed, Budget budget) {
        double[] means = observed.layers().get(0).links().get(0).moments().targetMean();
        return SettingsKey.of("search", 1)
                .with("method", method)
                .with("budget", budget instanceof Budget.PerLayer ? budget.key() : TO_THE_END)
                .with("capture", observed.options())
                .with("images", observed.provenance().samples())
                .with(
                        "sumOfMeans",
                        String.format(Locale.ROOT, "%.5g", Arrays.stream(means).sum()))
                .with("weights", observed.stage().network().fingerprint());
    }

    /** Opens the file of a search, or begins it. */
    static PathFile open(Path file, SettingsKey search) {
        return new PathFile(RecordLedger.open(file, KIND, search));
    }

    /** A layer that has been finished before. */
    Optional<RemovalPath> path(String layer) {
        return Optional.ofNullable(paths.get(layer));
    }

    /** Notes a finished layer. */
    void add(RemovalPath path) {
        ledger.append(Line.of(path));
        paths.put(path.layer(), path);
    }

    @Override
    public void close() {
        ledger.close();
    }

    /** A finished layer as it stands in the file. */
    private record Line(String layer, int nodes, double total, int taken, List<Step> removals) {

        Line {
            argument(0 <= taken && taken <= removals.size(), "%d of %d removals are taken", taken, removals.size());
            argument(Double.isFinite(total), "the total is %s nats", total);
            argument(removals.size() < nodes, "%d of %d nodes are removed", removals.size(), nodes);
            argument(
                    removals.stream().map(Step::node).distinct().count() == removals.size()
                            && removals.stream().allMatch(step -> step.node() < nodes),
                    "a node is removed twice, or there is none of its number");
        }

        static Line of(RemovalPath path) {
            return new Line(
                    path.layer(),
                    path.nodes(),
                    path.total(),
                    path.taken(),
                    path.removals().stream().map(Step::of).toList());
        }

        RemovalPath path() {
            return new RemovalPath(
                    layer, nodes, total, removals.stream().map(Step::removal).toList(), taken);
        }
    }

    /** A removal; the threshold is one number, or none. */
    private record Step(int node, int left, double nats, List<Double> threshold) {

        Step {
            argument(node >= 0 && left >= 0, "node %d is removed and %d are left", node, left);
            argument(
                    Double.isFinite(nats) && threshold.stream().allMatch(Double::isFinite),
                    "nats of %s and %s",
                    nats,
                    threshold);
            argument(threshold.size() <= 1, "%d thresholds", threshold.size());
        }

        static Step of(Removal removal) {
            return new Step(
                    removal.node(),
                    removal.left(),
                    removal.nats(),
                    removal.threshold().stream().boxed().toList());
        }

        Removal removal() {
            OptionalDouble only =
                    threshold.stream().mapToDouble(Double::doubleValue).findFirst();
            return new Removal(node, left, nats, OptionalDouble.empty(), only);
        }
    }
}
