package org.mipp.experiment.pruned;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.structure.Architecture;
import org.mipp.run.Notes;
import org.mipp.run.Progress;
import org.mipp.run.TextColumn;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.EvaluatedStage;
import org.mipp.training.judge.Evaluation;
import org.mipp.training.judge.Latency;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/**
 * Networks side by side: what each costs and what it can do at every step of its life.
 *
 * @param rows one per network
 */
public record Comparison(List<Row> rows) {

    /**
     * One network.
     *
     * @param name who pruned it, with the budget where others were pruned by the same; {@code "not pruned"} for the one
     *     network that the pruned ones began as, and the stage's label for others. No two rows share it
     * @param stage the network at its last stage
     * @param nodes prunable nodes
     * @param parameters numbers learned
     * @param macs multiply-accumulate operations for one image
     * @param alone how long one image takes, measured in turn with the other rows
     * @param together how long a batch of images takes, likewise
     * @param before test accuracy before pruning, 0 to 1
     * @param afterCut right after the cut
     * @param afterRepair with g installed
     * @param retrained after retraining
     */
    public record Row(
            String name,
            NetworkStage stage,
            int nodes,
            long parameters,
            long macs,
            Latency alone,
            Latency together,
            OptionalDouble before,
            OptionalDouble afterCut,
            OptionalDouble afterRepair,
            OptionalDouble retrained) {

        /** {@return who pruned it, which several rows may share; the row's name where nobody did} */
        public String method() {
            return ComparisonNames.pruned(stage)
                    .map(pruned -> pruned.masks().method())
                    .orElse(name);
        }

        /** {@return milliseconds for 1,000 images in batches} */
        public double milliseconds() {
            return together.perThousand();
        }

        Row timed(Latency one, Latency many) {
            return new Row(name, stage, nodes, parameters, macs, one, many, before, afterCut, afterRepair, retrained);
        }
    }

    private static final Latency UNTIMED = new Latency(1, 0, 0, 0, 0);

    /** Copies the rows. */
    public Comparison {
        rows = List.copyOf(rows);
    }

    /**
     * Compares stages. Those of the same pruned network share a row; latencies are measured here, in turn.
     *
     * @param stages networks that are trained, pruned or retrained
     * @return the comparison
     * @throws IllegalArgumentException if there is none
     */
    public static Comparison of(NetworkStage... stages) {
        argument(stages.length > 0, "compare: expected at least one network, got none");
        List<NetworkStage> shown = Stream.of(stages)
                .filter(stage -> !(stage instanceof PrunedNetwork
                        && Stream.of(stages)
                                .anyMatch(
                                        other -> other instanceof TrainedNetwork trained && trained.start() == stage)))
                .toList();
        List<String> names = ComparisonNames.of(shown);
        return ComparisonLatencies.measured(IntStream.range(0, shown.size())
                .mapToObj(i -> row(shown.get(i), names.get(i)))
                .toList());
    }

    /** {@return rows whose latencies differ by no more than their spread, for display} */
    public List<String> warnings() {
        List<String> names = rows.stream().map(Row::method).toList();
        String noise = Latency.noise(names, rows.stream().map(Row::together).toList());
        return noise.isEmpty() ? List.of() : List.of("milliseconds differ by noise only: " + noise);
    }

    /**
     * Adds what other methods make of the same start: cut to the same widths, repaired and retrained in the same way. Rows
     * of the same start, widths and retraining meet them once.
     *
     * @param rivals the other methods
     * @return the longer comparison; rivals say whose widths they have, where there are several
     * @throws IllegalArgumentException if no method is named, or no row is of a pruned network
     */
    public Comparison against(SelectionMethod... rivals) {
        argument(
                rivals.length > 0,
                "against: expected at least one method, got none; name some, as in against(random(0), l1Norm())");
        Map<Treated, Row> models = new LinkedHashMap<>();
        rows.forEach(row -> ComparisonNames.pruned(row.stage())
                .ifPresent(pruned -> models.putIfAbsent(Treated.of(row.stage(), pruned), row)));
        argument(
                !models.isEmpty(),
                "against: expected a comparison with a pruned network, got%n%s%n; prune one, and compare it",
                this);
        List<Row> all = new ArrayList<>(rows);
        try (Progress progress = Progress.of("other methods", (long) models.size() * rivals.length)) {
            for (Row model : models.values()) {
                for (SelectionMethod method : rivals) {
                    String name = method.name() + (models.size() > 1 ? ", widths of " + model.name() : "");
                    all.add(row(
                            rival(model.stage(), method),
                            ComparisonNames.free(
                                    name, all.stream().map(Row::name).toList())));
                    progress.advance(1, method.name());
                }
            }
        }
        return ComparisonLatencies.measured(all);
    }

    /** What rivals have in common with a pruned network. */
    private record Treated(Network start, Budget widths, Optional<Dataset> data, Optional<TrainingPlan> plan) {

        static Treated of(NetworkStage stage, PrunedNetwork pruned) {
            Optional<TrainedNetwork> retrained =
                    stage instanceof TrainedNetwork trained ? Optional.of(trained) : Optional.empty();
            return new Treated(
                    pruned.start().network(),
                    pruned.masks().widths(),
                    retrained.map(TrainedNetwork::dataset),
                    retrained.map(TrainedNetwork::plan));
        }
    }

    private static NetworkStage rival(NetworkStage model, SelectionMethod method) {
        PrunedNetwork pruned = ComparisonNames.pruned(model).orElseThrow();
        Masks masks = pruned.masks();
        NetworkStage rival = PrunedNetwork.of(pruned.start(), method.select(masks.activations(), masks.widths()));
        if (!(model instanceof TrainedNetwork trained)) {
            return rival;
        }
        return trained.data().isPresent()
                ? Training.train(rival, trained.dataset(), trained.plan())
                : Training.train(rival, trained.dataset().train(), trained.plan());
    }

    private static Row row(NetworkStage stage, String name) {
        Architecture architecture = stage.network().architecture();
        Optional<PrunedNetwork> pruned = ComparisonNames.pruned(stage);
        Optional<PrunedNetwork.Steps> steps = pruned.flatMap(PrunedNetwork::accuracy);
        OptionalDouble tested =
                stage instanceof EvaluatedStage judged && judged.test().images() > 0
                        ? OptionalDouble.of(judged.test().accuracy())
                        : OptionalDouble.empty();
        return new Row(
                name,
                stage,
                architecture.nodes(),
                architecture.parameterCount(),
                architecture.macs(),
                UNTIMED,
                UNTIMED,
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
        String method = TextColumn.of(12, rows.stream().map(Row::name));
        return String.format(
                        Locale.ROOT,
                        method + " %6s %10s %10s %8s %8s %8s %8s %8s %9s%n",
                        "method",
                        "nodes",
                        "parameters",
                        "MACs",
                        "ms/1",
                        "ms/1000",
                        "before",
                        "cut",
                        "with g",
                        "retrained")
                + rows.stream()
                        .map(row -> String.format(
                                Locale.ROOT,
                                method + " %6d %,10d %,10d %8.2f %8.1f %8s %8s %8s %9s",
                                row.name(),
                                row.nodes(),
                                row.parameters(),
                                row.macs(),
                                row.alone().milliseconds(),
                                row.milliseconds(),
                                percent(row.before()),
                                percent(row.afterCut()),
                                percent(row.afterRepair()),
                                percent(row.retrained())))
                        .collect(Collectors.joining(System.lineSeparator()))
                + Notes.of(warnings());
    }

    private static String percent(OptionalDouble share) {
        return share.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f %%", 100 * share.getAsDouble());
    }
}
