package org.mipp.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.Protocol;
import org.mipp.experiment.PruningRun;
import org.mipp.experiment.RepairMethod;

/**
 * Claim five. What pruning costs is the accuracy of the whole network less that of MIPP's retrained one, mean over the budgets
 * that both lines have in shares of nodes. Deforming hurts where it costs more on deformed digits, by more than {@link MippAhead}
 * calls level, seed by seed.
 */
final class DeformationClaim {

    private DeformationClaim() {}

    static List<Finding> judge(List<PaperResult> results) {
        Optional<MippAhead.Mean> untrained = more(results, Protocol.When.BEFORE_TRAINING);
        Optional<MippAhead.Mean> trained = more(results, Protocol.When.AFTER_TRAINING);
        if (untrained.filter(MippAhead.Mean::decided).isEmpty()
                || trained.filter(MippAhead.Mean::decided).isEmpty()) {
            return List.of();
        }
        boolean holds = MippAhead.more(untrained.get()) && !MippAhead.more(trained.get());
        return List.of(new Finding(
                "lenet5-mnist-before, lenet5-mnist-after and both deformed",
                holds,
                "on deformed digits pruning costs more by " + text(untrained.get()) + " untrained, by "
                        + text(trained.get()) + " trained"));
    }

    private static String text(MippAhead.Mean points) {
        return String.format(Locale.ROOT, "%.2f points (standard error %.2f)", points.value(), points.error());
    }

    private static Optional<MippAhead.Mean> more(List<PaperResult> results, Protocol.When when) {
        Optional<ExperimentResult> plain = of(results, PaperData.MNIST, when);
        Optional<ExperimentResult> deformed = of(results, PaperData.DEFORMED, when);
        if (plain.isEmpty() || deformed.isEmpty()) {
            return Optional.empty();
        }
        Map<Long, Map<String, Double>> before = costs(plain.get());
        Map<Long, Map<String, Double>> after = costs(deformed.get());
        List<Double> differences = new ArrayList<>();
        before.forEach((seed, budgets) -> budgets.entrySet().stream()
                .filter(cost -> after.getOrDefault(seed, Map.of()).containsKey(cost.getKey()))
                .mapToDouble(cost -> after.get(seed).get(cost.getKey()) - cost.getValue())
                .average()
                .ifPresent(differences::add));
        return differences.isEmpty() ? Optional.empty() : Optional.of(MippAhead.Mean.of(differences));
    }

    private static Optional<ExperimentResult> of(List<PaperResult> results, PaperData data, Protocol.When when) {
        return results.stream()
                .filter(result -> result.experiment().data() == data
                        && result.experiment().when() == when)
                .map(PaperResult::result)
                .findFirst();
    }

    /** In points, by seed and budget; the paper's knob takes away other shares of each, and is left out. */
    private static Map<Long, Map<String, Double>> costs(ExperimentResult result) {
        Map<Long, Double> whole = result.whole().stream()
                .collect(Collectors.toMap(
                        PruningRun::seed, run -> run.treated().getOrDefault(RepairMethod.CUT, Double.NaN)));
        return result.runs().stream()
                .filter(run -> !run.hasFailed()
                        && run.method().equals(MippAhead.MIPP)
                        && run.budget().contains("nodes"))
                .collect(Collectors.groupingBy(
                        PruningRun::seed,
                        Collectors.toMap(
                                PruningRun::budget,
                                run -> 100
                                        * (whole.getOrDefault(run.seed(), Double.NaN)
                                                - run.retrained().getOrDefault(RepairMethod.CUT, Double.NaN)))));
    }
}
