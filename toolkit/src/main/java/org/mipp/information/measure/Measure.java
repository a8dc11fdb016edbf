package org.mipp.information.measure;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;
import static org.mipp.run.Checks.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.mipp.information.CheckedEstimate;
import org.mipp.information.MiEstimator;
import org.mipp.information.NullAwareEstimator;
import org.mipp.information.SeededMiEstimator;
import org.mipp.information.Unit;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.linalg.Matrix;
import org.mipp.run.Provenance;
import org.mipp.run.RandomOrder;
import org.mipp.run.progress.Progress;

/**
 * How to measure mutual information with an estimator, its uncertainty and what chance gives included:
 *
 * <pre>{@code
 * Measure.with(estimator).repeats(20).permutations(100).level(0.95).seed(0).of(x, y)
 * }</pre>
 *
 * <p><b>Interval.</b> The estimator runs on random halves of the rows, drawn without replacement, with another seed each
 * time if it takes one. With replacement, copies of rows would be each other's nearest neighbours and look like infinite
 * information. The spread of estimates from m of n rows, times {@code sqrt(m / (n - m))}, is a standard error of the
 * estimate from all n (the delete-d jackknife: Shao and Wu, Annals of Statistics 17, 1989; Politis and Romano, Annals of
 * Statistics 22, 1994, on subsampling at large): for halves the factor is 1, so that the spread over seeds keeps its size
 * too. The interval is Student's t interval with that error: few repeats have a spread, but no quantiles worth the name.
 * Rows must be independent; those of a time series or of the patches of one image are not.
 *
 * <p><b>Chance.</b> The estimator runs on the sample with the rows of Y permuted, which keeps everything but the
 * dependence. With B permutations {@code p = (1 + #{at least as large}) / (1 + B)} is exact. A {@link NullAwareEstimator}
 * needs none, unless they are asked for.
 *
 * <p>Cost: {@code 1 + repeats + permutations} estimates.
 *
 * @param estimator the estimator
 * @param repeats random halves behind the interval, at least 2; 0 for no interval
 * @param permutations behind the threshold and p; 0 for none
 * @param level of the interval and the threshold, between 0 and 1
 * @param seed of all halves and permutations
 */
public record Measure(MiEstimator estimator, int repeats, int permutations, double level, long seed) {

    private static final int MOST = 1_000_000;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is one repeat, fewer permutations than the level needs, or millions of either
     */
    public Measure {
        given(estimator, "an estimator");
        betweenZeroAndOne(level, "level");
        argument(repeats == 0 || repeats >= 2, "repeats: expected at least 2, or 0 for no interval, got %d", repeats);
        int more = Math.max(repeats, permutations);
        argument(more <= MOST, "repeats and permutations: expected at most %d, each an estimate, got %d", MOST, more);
        argument(
                permutations == 0 || permutations > 0 && Resampling.places(permutations, level) >= 1,
                "permutations: expected at least %.0f for level %s, or 0 for none, got %d",
                Math.ceil(1 / (1 - level) - 1 - 1e-9),
                level,
                permutations);
    }

    /**
     * Starts with 20 repeats, 100 permutations unless the estimator knows its null, level 0.95, seed 0.
     *
     * @param estimator the estimator
     * @return how to measure
     */
    public static Measure with(MiEstimator estimator) {
        return new Measure(estimator, 20, estimator instanceof NullAwareEstimator ? 0 : 100, 0.95, 0);
    }

    /**
     * Changes the number of random halves behind the interval.
     *
     * @param count at least 2; 0 for no interval
     * @return the changed way to measure
     */
    public Measure repeats(int count) {
        return new Measure(estimator, count, permutations, level, seed);
    }

    /**
     * Changes the number of permutations behind the threshold and p.
     *
     * @param count at least {@code 1 / (1 - level) - 1}; 0 for none
     * @return the changed way to measure
     */
    public Measure permutations(int count) {
        return new Measure(estimator, repeats, count, level, seed);
    }

    /**
     * Changes the level of the interval and the threshold.
     *
     * @param newLevel between 0 and 1
     * @return the changed way to measure
     */
    public Measure level(double newLevel) {
        return new Measure(estimator, repeats, permutations, newLevel, seed);
    }

    /**
     * Changes the seed of all halves and permutations.
     *
     * @param newSeed any number
     * @return the changed way to measure
     */
    public Measure seed(long newSeed) {
        return new Measure(estimator, repeats, permutations, level, newSeed);
    }

    /**
     * Measures a task, standardised as a benchmark would do it, beside its exact value.
     *
     * @param task the task
     * @param samples how many rows to draw, with this seed
     * @return the measurement
     */
    public Measurement of(MiTask task, int samples) {
        Sample sample = task.standardisedSample(samples, seed);
        return of(sample.x(), sample.y()).beside(task.mutualInformation());
    }

    /**
     * Measures.
     *
     * @param x one row per sample, shape {@code [samples, dx]}
     * @param y the same samples of the other variable, shape {@code [samples, dy]}
     * @return the measurement
     * @throws IllegalArgumentException if the numbers of rows differ, or the estimator refuses or returns no finite number
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Measurement of(Matrix x, Matrix y) {
        Sample sample = new Sample(x, y);
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom forHalves = random.split();
        List<String> warnings = new ArrayList<>(estimator.warnings(x, y));
        try (Progress progress = Progress.of("Measuring by " + estimator.name(), 1L + repeats + permutations)) {
            double estimate = estimate(estimator, x, y, progress);
            Optional<Interval> interval = interval(sample, estimate, forHalves, progress, warnings);
            Optional<NullDistribution> chance = chance(sample, estimate, random, progress, warnings);
            Measurement.Estimated estimated = new Measurement.Estimated(Unit.NATS, estimate, interval, chance);
            Measurement.Columns columns = new Measurement.Columns(x.columns(), y.columns(), 0);
            return finished(estimated, columns, x.rows(), warnings, progress);
        }
    }

    /** What measuring with an estimator ends with, whether something was known already or not. */
    Measurement finished(
            Measurement.Estimated estimated,
            Measurement.Columns columns,
            int rows,
            List<String> doubts,
            Progress progress) {
        List<String> warnings = new ArrayList<>(doubts);
        warnings.addAll(EstimateWarnings.of(estimated.estimate(), estimator.ceiling(rows), estimated.chance()));
        return new Measurement(
                estimator.name(),
                estimated,
                OptionalDouble.empty(),
                columns,
                warnings,
                new Provenance(seed, rows, Provenance.OF_JAVA, progress.seconds()));
    }

    /**
     * Measures I(X; Y | Z), what Y tells about X beyond Z. Chance is what the estimator gives with the rows of X permuted among
     * neighbours in Z ({@link LocalPermutation}) and moved along a smooth regression on Z ({@link MovedRows}), which keeps what X and Y
     * each have to do with Z; a closed form is not used, so that there is no threshold without permutations.
     *
     * @param x one row per sample, shape {@code [samples, dx]}
     * @param y the same samples of the other variable, shape {@code [samples, dy]}
     * @param z the same samples of what is known already, shape {@code [samples, dz]}; where no column varies it is I(X; Y)
     * @return the measurement
     * @throws IllegalArgumentException if the numbers of rows differ, or the estimator refuses or returns no finite number
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Measurement of(Matrix x, Matrix y, Matrix z) {
        return ConditionalMeasurement.of(this, x, y, z);
    }

    static double estimate(MiEstimator estimator, Matrix x, Matrix y, Progress progress) {
        double estimate = CheckedEstimate.of(estimator, x, y);
        progress.advance(1);
        return estimate;
    }

    private Optional<Interval> interval(
            Sample sample, double estimate, SplittableRandom random, Progress progress, List<String> warnings) {
        return halves().of(sample.samples(), estimate, random, seedsOfHalves(), warnings, rows -> {
            MiEstimator reseeded = reseeded(random);
            return estimate(reseeded, sample.x().rows(rows), sample.y().rows(rows), progress);
        });
    }

    HalvesInterval halves() {
        return new HalvesInterval(repeats, level);
    }

    /** The estimator with another seed, if it takes one. */
    MiEstimator reseeded(SplittableRandom random) {
        return estimator instanceof SeededMiEstimator own ? own.withSeed(random.nextLong()) : estimator;
    }

    String seedsOfHalves() {
        return estimator instanceof SeededMiEstimator ? ", each with a seed of its own" : "";
    }

    private Optional<NullDistribution> chance(
            Sample sample, double estimate, SplittableRandom random, Progress progress, List<String> warnings) {
        if (permutations > 0) {
            double[] nothing = new double[permutations];
            for (int i = 0; i < permutations; i++) {
                Matrix shuffled = sample.y().rows(RandomOrder.of(sample.samples(), random));
                nothing[i] = estimate(estimator, sample.x(), shuffled, progress);
            }
            return Optional.of(new NullDistribution(
                    Resampling.threshold(nothing, level),
                    level,
                    Resampling.pValue(estimate, nothing),
                    permutations + " permutations"));
        }
        if (estimator instanceof NullAwareEstimator own) {
            try {
                return Optional.of(NullDistribution.closedForm(own, sample, estimate, level));
            } catch (
                    IllegalArgumentException e) { // too few samples for a null, though not for an estimate with a ridge
                warnings.add("no threshold: " + e.getMessage() + "; or ask for permutations");
            }
        }
        return Optional.empty();
    }
}
