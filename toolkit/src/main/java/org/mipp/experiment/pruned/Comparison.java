package org.mipp.experiment.pruned;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.run.Notes;
import org.mipp.run.TextColumn;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Latency;

/**
 * Networks side by side: what each costs and what it can do at every step of its life.
 *
 * @param rows one per network
 */
public record Comparison(List<ComparedNetwork> rows) {

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
                .mapToObj(i -> ComparedNetwork.of(names.get(i), shown.get(i)))
                .toList());
    }

    /** {@return rows whose latencies differ by no more than their spread, for display} */
    public List<String> warnings() {
        List<String> names = rows.stream().map(ComparedNetwork::method).toList();
        String noise = Latency.noise(
                names, rows.stream().map(ComparedNetwork::together).toList());
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
        Map<Treated, ComparedNetwork> models = new LinkedHashMap<>();
        rows.forEach(row -> ComparisonNames.pruned(row.stage())
                .ifPresent(pruned -> models.putIfAbsent(Treated.of(row.stage(), pruned), row)));
        argument(
                !models.isEmpty(),
                "against: expected a comparison with a pruned network, got%n%s%n; prune one, and compare it",
                this);
        List<ComparedNetwork> all = new ArrayList<>(rows);
        try (Progress progress = Progress.of("other methods", (long) models.size() * rivals.length)) {
            for (ComparedNetwork model : models.values()) {
                for (SelectionMethod method : rivals) {
                    String name = method.name() + (models.size() > 1 ? ", widths of " + model.name() : "");
                    List<String> taken = all.stream().map(ComparedNetwork::name).toList();
                    all.add(ComparedNetwork.of(ComparisonNames.free(name, taken), rival(model.stage(), method)));
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

    @Override
    public String toString() {
        String method = TextColumn.of(12, rows.stream().map(ComparedNetwork::name));
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
