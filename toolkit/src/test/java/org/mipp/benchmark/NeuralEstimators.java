package org.mipp.benchmark;

import static org.mipp.run.Checks.argument;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.neural.CriticMi;
import org.mipp.information.neural.DonskerVaradhan;
import org.mipp.information.neural.InfoNce;
import org.mipp.information.neural.LatentMi;
import org.mipp.information.neural.Mine;
import org.mipp.information.neural.MlpLossDifference;
import org.mipp.information.neural.NeuralEstimate;
import org.mipp.information.neural.NeuralEstimator;
import org.mipp.information.neural.Nwj;
import org.mipp.information.neural.Smile;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;

/** How near the neural estimators come to known mutual information, and how long they take. Prints a Markdown table. */
public final class NeuralEstimators {

    private static final int SAMPLES = 10_000;
    private static final List<NeuralEstimator> ESTIMATORS = List.of(
            Mine.DEFAULT,
            Smile.DEFAULT,
            InfoNce.DEFAULT,
            DonskerVaradhan.DEFAULT,
            Nwj.DEFAULT,
            LatentMi.before(new KsgMi(KsgMi.Algorithm.FIRST, 3)),
            MlpLossDifference.of(MlpLossDifference.Target.NUMBERS));

    private static final List<MiTask> TASKS = Stream.of(
                    "1v1-normal-0.75", "multinormal-dense-5-5-0.5", "spiral-multinormal-sparse-3-3-2-2.0")
            .map(Tasks::get)
            .toList();

    private NeuralEstimators() {}

    /** The name of the class that one would open: the bound's, if a critic ascends one. */
    private static String shortName(NeuralEstimator estimator) {
        Object named = estimator instanceof CriticMi critic ? critic.bound() : estimator;
        return named.getClass().getSimpleName();
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments how many seeds, 3 if left out, or the first and the last as in {@code 3-7}; then the class names of the
     *     estimators, all if left out
     */
    public static void main(String[] arguments) {
        String[] seeds = (arguments.length > 0 ? arguments[0] : "3").split("-");
        int first = seeds.length > 1 ? Integer.parseInt(seeds[0]) : 0;
        int end = Integer.parseInt(seeds[seeds.length - 1]) + (seeds.length > 1 ? 1 : 0);
        List<String> chosen = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        List<String> known =
                ESTIMATORS.stream().map(NeuralEstimators::shortName).toList();
        argument(known.containsAll(chosen), "estimators: expected some of %s, got %s", known, chosen);
        Machine.print(
                "Neural estimators of mutual information",
                String.format(
                        Locale.ROOT,
                        "%,d samples; the seed draws the samples and everything in the estimator; one run each.",
                        SAMPLES));
        System.out.println(
                "| estimator | task | seed | estimate | truth | ratio | best step | of | seconds | CPU seconds |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (NeuralEstimator estimator : ESTIMATORS) {
            if (chosen.isEmpty() || chosen.contains(shortName(estimator))) {
                DoubleSummaryStatistics ratios = new DoubleSummaryStatistics();
                for (MiTask task : TASKS) {
                    for (int seed = first; seed < end; seed++) {
                        ratios.accept(row(estimator, task, seed));
                    }
                }
                System.out.printf(
                        Locale.ROOT,
                        "| %s | all | | | | worst %.3f, mean %.3f | | | | |%n",
                        shortName(estimator),
                        ratios.getMin(),
                        ratios.getAverage());
            }
        }
    }

    private static double row(NeuralEstimator estimator, MiTask task, int seed) {
        Sample sample = task.sample(SAMPLES, seed);
        double before = Machine.processorSeconds();
        NeuralEstimate estimate = estimator.withSeed(seed).fit(sample.x(), sample.y());
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.4f | %.4f | %.3f | %d | %d | %.1f | %.1f |%n",
                shortName(estimator),
                task,
                seed,
                estimate.estimate(),
                task.mutualInformation(),
                estimate.estimate() / task.mutualInformation(),
                estimate.bestStep(),
                estimate.curve().get(estimate.curve().size() - 1).step(),
                estimate.seconds(),
                Machine.processorSeconds() - before);
        return estimate.estimate() / task.mutualInformation();
    }
}
