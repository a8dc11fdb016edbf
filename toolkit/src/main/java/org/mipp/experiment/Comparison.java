package org.mipp.experiment;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mipp.network.Architecture;
import org.mipp.network.Stage;
import org.mipp.run.Progress;
import org.mipp.run.TextColumn;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.Evaluation;
import org.mipp.training.Judged;
import org.mipp.training.Latency;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;

/**
 * Networks side by side: what each costs and what it can do at every step of its life.
 *
 * @param rows one per network
 */
public record Comparison(List<Row> rows) {

    /**
     * One network.
     *
     * @param method who pruned it, with the budget where others were pruned by the same; or {@code "not pruned"}
     * @param stage the network at its last stage
     * @param nodes prunable nodes
     * @param parameters numbers learned
     * @param macs multiply-accumulate operations for one image
     * @param milliseconds for 1,000 images in one batch, measured here
     * @param before test accuracy before pruning, 0 to 1
     * @param afterCut right after the cut
     * @param afterRepair with g installed
     * @param retrained after retraining
     */
    public record Row(
            String method,
            Stage stage,
            int nodes,
            long parameters,
            long macs,
            double milliseconds,
            OptionalDouble before,
            OptionalDouble afterCut,
            OptionalDouble afterRepair,
            OptionalDouble retrained) {

        private Row named(String name) {
            return new Row(
                    name, stage, nodes, parameters, macs, milliseconds, before, afterCut, afterRepair, retrained);
        }
    }

    /** Copies the rows. */
    public Comparison {
        rows = List.copyOf(rows);
    }

    /**
     * Compares stages. Those of the same pruned network share a row; every latency is measured here.
     *
     * @param stages networks that are trained, pruned or retrained
     * @return the comparison
     * @throws IllegalArgumentException if there is none
     */
    public static Comparison of(Stage... stages) {
        argument(stages.length > 0, "compare: expected at least one network, got none");
        List<Row> rows = new ArrayList<>();
        for (Stage stage : stages) {
            boolean retrainedLater = List.of(stages).stream()
                    .anyMatch(other -> other instanceof TrainedNetwork trained && trained.start() == stage);
            if (!(stage instanceof PrunedNetwork && retrainedLater)) {
                rows.add(row(stage, ""));
            }
        }
        return new Comparison(rows.stream()
                .map(row -> alone(row, rows) ? row : row.named(row.method() + budget(row)))
                .toList());
    }

    /**
     * Adds what other methods make of the same start: cut to the same widths, repaired and retrained in the same way.
     *
     * @param rivals the other methods
     * @return the longer comparison
     * @throws IllegalArgumentException if no row is of a pruned network
     */
    public Comparison against(SelectionMethod... rivals) {
        List<Row> pruned = rows.stream()
                .filter(row -> prunedNetwork(row.stage()).isPresent())
                .toList();
        argument(!pruned.isEmpty(), "against: expected a comparison with a pruned network, got%n%s", this);
        List<Row> all = new ArrayList<>(rows);
        try (Progress progress = Progress.of("other methods", (long) pruned.size() * rivals.length)) {
            for (Row row : pruned) {
                for (SelectionMethod method : rivals) {
                    Stage rival = rival(prunedNetwork(row.stage()).orElseThrow(), method);
                    all.add(row(
                            row.stage() instanceof TrainedNetwork trained
                                    ? Training.train(rival, trained.dataset(), trained.plan())
                                    : rival,
                            row.method().contains(", ") ? budget(row) : ""));
                    progress.advance(1, method.name());
                }
            }
        }
        return new Comparison(all);
    }

    private static boolean alone(Row row, List<Row> rows) {
        return rows.stream()
                        .filter(other -> other.method().equals(row.method()))
                        .count()
                == 1;
    }

    /** What tells a row from another by the same method. */
    private static String budget(Row row) {
        return prunedNetwork(row.stage())
                .map(pruned -> ", " + pruned.masks().budget())
                .orElse("");
    }

    /** The pruned network that a stage is or was retrained from. */
    private static Optional<PrunedNetwork> prunedNetwork(Stage stage) {
        Stage before = stage instanceof TrainedNetwork trained ? trained.start() : stage;
        return before instanceof PrunedNetwork pruned ? Optional.of(pruned) : Optional.empty();
    }

    private static PrunedNetwork rival(PrunedNetwork pruned, SelectionMethod method) {
        Masks masks = pruned.masks();
        return PrunedNetwork.of(pruned.start(), method.select(masks.activations(), masks.widths()));
    }

    private static Row row(Stage stage, String suffix) {
        Architecture architecture = stage.network().architecture();
        Optional<PrunedNetwork> pruned = prunedNetwork(stage);
        Optional<PrunedNetwork.Steps> steps = pruned.flatMap(PrunedNetwork::accuracy);
        OptionalDouble tested =
                stage instanceof Judged judged ? OptionalDouble.of(judged.test().accuracy()) : OptionalDouble.empty();
        return new Row(
                pruned.map(network -> network.masks().method() + suffix).orElse("not pruned"),
                stage,
                architecture.nodes(),
                architecture.parameterCount(),
                architecture.macs(),
                Latency.millisecondsPerThousandImages(stage.network()),
                pruned.isPresent() ? accuracy(steps, PrunedNetwork.Steps::before) : tested,
                accuracy(steps, PrunedNetwork.Steps::afterCut),
                accuracy(steps, PrunedNetwork.Steps::afterRepair),
                pruned.isPresent() ? tested : OptionalDouble.empty());
    }

    private static OptionalDouble accuracy(
            Optional<PrunedNetwork.Steps> steps, Function<PrunedNetwork.Steps, Evaluation> step) {
        return steps.map(step)
                .map(evaluation -> OptionalDouble.of(evaluation.accuracy()))
                .orElse(OptionalDouble.empty());
    }

    @Override
    public String toString() {
        String method = TextColumn.of(12, rows.stream().map(Row::method));
        return String.format(
                        Locale.ROOT,
                        method + " %6s %10s %10s %8s %8s %8s %8s %9s%n",
                        "method",
                        "nodes",
                        "parameters",
                        "MACs",
                        "ms/1000",
                        "before",
                        "cut",
                        "with g",
                        "retrained")
                + rows.stream()
                        .map(row -> String.format(
                                Locale.ROOT,
                                method + " %6d %,10d %,10d %8.1f %8s %8s %8s %9s",
                                row.method(),
                                row.nodes(),
                                row.parameters(),
                                row.macs(),
                                row.milliseconds(),
                                percent(row.before()),
                                percent(row.afterCut()),
                                percent(row.afterRepair()),
                                percent(row.retrained())))
                        .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String percent(OptionalDouble share) {
        return share.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f %%", 100 * share.getAsDouble());
    }
}
