package org.mipp.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.GaussianCopulaMi;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.measure.Interval;
import org.mipp.information.measure.Measure;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;

/**
 * How often 95 % intervals from random halves hold what they should, and how often independent samples pass the threshold
 * at 95 %. Prints a Markdown table.
 */
public final class IntervalCoverage {

    private static final int TRIALS = 200;
    private static final int SAMPLES = 500;

    private IntervalCoverage() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Machine.print(
                "Intervals and thresholds",
                String.format(
                        Locale.ROOT,
                        "%d trials, N = %d, 20 random halves, 19 permutations or the closed form. Error: mean standard error"
                                + " over the standard deviation of the estimates over trials. Standard error of the"
                                + " coverages 1.5 %%, of the last column too.",
                        TRIALS,
                        SAMPLES));
        System.out.println("| task | estimator | exact, nats | mean | error | holds the estimator's mean, % | holds the"
                + " truth, % | independent samples that pass, % |\n|---|---|---|---|---|---|---|---|");
        for (String id : new String[] {
            "1v1-normal-0.75", "1v1-additive-0.75", "multinormal-sparse-3-3-2-2.0", "asinh-student-identity-1-1-1"
        }) {
            for (MiEstimator estimator :
                    List.of(new GaussianMi(), new GaussianCopulaMi(), new KsgMi(KsgMi.Algorithm.FIRST, 5))) {
                printRow(Tasks.get(id), estimator);
            }
        }
    }

    private static void printRow(MiTask task, MiEstimator estimator) {
        double[] estimates = new double[TRIALS];
        Interval[] intervals = new Interval[TRIALS];
        int passed = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Sample sample = task.sample(SAMPLES, trial).standardised();
            var measurement =
                    Measure.with(estimator).permutations(0).seed(trial).of(sample.x(), sample.y());
            estimates[trial] = measurement.estimate();
            intervals[trial] = measurement.interval().orElseThrow();
            Matrix independent =
                    task.sample(SAMPLES, TRIALS + trial).standardised().y();
            Measure test = Measure.with(estimator).repeats(0);
            test = test.permutations() > 0 ? test.permutations(19) : test;
            var nothing = test.seed(trial).of(sample.x(), independent);
            passed += nothing.estimate() > nothing.chance().orElseThrow().threshold() ? 1 : 0;
        }
        double mean = Arrays.stream(estimates).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(estimates)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (TRIALS - 1));
        double error = Arrays.stream(intervals)
                        .mapToDouble(interval -> (interval.high() - interval.low()) / 2)
                        .average()
                        .orElseThrow()
                / 2.093; // Student's t at 97.5 %, 19 degrees of freedom
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.4f | %.4f | %.2f | %.1f | %.1f | %.1f |%n",
                task.id(),
                estimator.name(),
                task.mutualInformation(),
                mean,
                error / deviation,
                held(intervals, mean),
                held(intervals, task.mutualInformation()),
                100.0 * passed / TRIALS);
    }

    private static double held(Interval[] intervals, double value) {
        return Arrays.stream(intervals)
                .mapToDouble(interval -> interval.low() <= value && value <= interval.high() ? 100 : 0)
                .average()
                .orElseThrow();
    }
}
