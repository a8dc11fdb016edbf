package org.mipp.benchmark;

import java.util.List;
import java.util.Locale;
import org.mipp.information.MiEstimator;
import org.mipp.information.SeededMiEstimator;
import org.mipp.information.estimator.CanonicalMi;
import org.mipp.information.estimator.GaussianCopulaMi;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;

/** Estimators that take seconds on all 40 tasks: mean estimates, how far off, and what they cost. Prints Markdown tables. */
public final class FortyTasks {

    private static final List<MiEstimator> ESTIMATORS =
            List.of(new GaussianMi(), new GaussianCopulaMi(), new KsgMi(KsgMi.Algorithm.FIRST, 5), new CanonicalMi(5));

    private FortyTasks() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments samples, 2000 if left out; seeds, 3 if left out
     */
    public static void main(String[] arguments) {
        int samples = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Machine.print(
                "Estimators on 40 tasks",
                String.format(Locale.ROOT, "N = %,d, means over %d seeds, nats.", samples, seeds));
        int count = ESTIMATORS.size();
        StringBuilder head = new StringBuilder("| task | exact |");
        ESTIMATORS.forEach(
                estimator -> head.append(" ").append(estimator.name()).append(" |"));
        System.out.println(head + "\n|---|---|" + "---|".repeat(count));
        double[] off = new double[count];
        double[] seconds = new double[count];
        int[] nearest = new int[count];
        int[] close = new int[count];
        for (MiTask task : Tasks.all()) {
            double[] mean = new double[count];
            for (int seed = 0; seed < seeds; seed++) {
                Sample sample = task.sample(samples, seed);
                for (int e = 0; e < count; e++) {
                    double before = Machine.processorSeconds();
                    mean[e] += seeded(ESTIMATORS.get(e), seed).estimate(sample.x(), sample.y()) / seeds;
                    seconds[e] += (Machine.processorSeconds() - before)
                            / (seeds * Tasks.all().size());
                }
            }
            double truth = task.mutualInformation();
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %s | %.4f |", task.id(), truth));
            int best = 0;
            for (int e = 0; e < count; e++) {
                row.append(String.format(Locale.ROOT, " %.3f |", mean[e]));
                off[e] += Math.abs(mean[e] - truth) / Tasks.all().size();
                close[e] += Math.abs(Math.log(Math.max(1e-9, mean[e]) / truth)) < Math.log(1.5) ? 1 : 0;
                best = Math.abs(mean[e] - truth) < Math.abs(mean[best] - truth) ? e : best;
            }
            nearest[best]++;
            System.out.println(row);
        }
        System.out.println(
                "\n| estimator | mean absolute error, nats | nearest of all | within a factor of 1.5 | CPU s per estimate |"
                        + "\n|---|---|---|---|---|");
        for (int e = 0; e < count; e++) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.3f | %d | %d | %.2f |%n",
                    ESTIMATORS.get(e).name(),
                    off[e],
                    nearest[e],
                    close[e],
                    seconds[e]);
        }
    }

    private static MiEstimator seeded(MiEstimator estimator, long seed) {
        return estimator instanceof SeededMiEstimator own ? own.withSeed(seed) : estimator;
    }
}
