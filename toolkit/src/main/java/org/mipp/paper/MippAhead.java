package org.mipp.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.PruningRun;
import org.mipp.experiment.RepairMethod;

/**
 * How far MIPP is ahead of another method at a budget, seed by seed, in points of test accuracy after retraining.
 *
 * <p>What the paper means by better and level is not known. Ours: better is more than half a point, and more than twice the
 * standard error of the differences over seeds; anything less is level. One seed has no standard error, and decides nothing.
 *
 * @param rival the other method
 * @param budget of both
 * @param pruned the share of nodes that MIPP takes away, 0 to 1
 * @param points MIPP's accuracy less the other's, mean over the seeds that both have
 * @param error standard error of that mean; infinite for one seed
 */
record MippAhead(String rival, String budget, double pruned, double points, double error) {

    static final String MIPP = "MIPP";
    private static final double POINTS = 0.5;
    private static final double ERRORS = 2;

    /** At every budget, beside every other method. */
    static List<MippAhead> of(ExperimentResult result) {
        List<MippAhead> all = new ArrayList<>();
        for (String budget : result.budgets()) {
            Map<Long, Double> own = accuracies(result, MIPP, budget);
            for (String rival : result.methods()) {
                Map<Long, Double> other = accuracies(result, rival, budget);
                List<Double> differences = own.keySet().stream()
                        .filter(other::containsKey)
                        .map(seed -> 100 * (own.get(seed) - other.get(seed)))
                        .toList();
                if (!rival.equals(MIPP) && !differences.isEmpty()) {
                    Mean mean = Mean.of(differences);
                    all.add(new MippAhead(rival, budget, pruned(result, MIPP, budget), mean.value(), mean.error()));
                }
            }
        }
        return all;
    }

    /** Whether there were seeds enough to tell. */
    boolean decided() {
        return Double.isFinite(error);
    }

    boolean better() {
        return points > POINTS && points > ERRORS * error;
    }

    boolean worse() {
        return points < -POINTS && points < -ERRORS * error;
    }

    /** Whether a mean of some differences, in points, is more than nothing. */
    static boolean more(Mean points) {
        return points.value() > POINTS && points.value() > ERRORS * points.error();
    }

    /** A mean with its standard error, infinite for one value. */
    record Mean(double value, double error) {
        boolean decided() {
            return Double.isFinite(error);
        }

        static Mean of(List<Double> values) {
            double mean =
                    values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
            double squares = values.stream()
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .sum();
            int count = values.size();
            return new Mean(mean, count < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(squares / ((count - 1.0) * count)));
        }
    }

    /** The mean share of nodes that a method takes away at a budget. */
    static double pruned(ExperimentResult result, String method, String budget) {
        return runs(result, method, budget).stream()
                .mapToDouble(run -> pruned(result, run))
                .average()
                .orElse(Double.NaN);
    }

    /** The share of nodes that a run takes away. */
    static double pruned(ExperimentResult result, PruningRun run) {
        return 1 - (double) run.size().nodes() / result.whole().get(0).size().nodes();
    }

    static List<PruningRun> runs(ExperimentResult result, String method, String budget) {
        return result.runs().stream()
                .filter(run -> !run.hasFailed()
                        && run.method().equals(method)
                        && run.budget().equals(budget))
                .toList();
    }

    private static Map<Long, Double> accuracies(ExperimentResult result, String method, String budget) {
        Map<Long, Double> bySeed = new TreeMap<>();
        runs(result, method, budget)
                .forEach(run -> bySeed.put(run.seed(), run.retrained().getOrDefault(RepairMethod.CUT, Double.NaN)));
        return bySeed;
    }
}
