package org.mipp.information.measure;

import static org.mipp.run.Checks.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.mipp.information.EntropyEstimator;
import org.mipp.information.Unit;
import org.mipp.linalg.Matrix;
import org.mipp.run.Provenance;
import org.mipp.run.progress.Progress;

/**
 * Measures what is estimated from rows but is no mutual information, such as an entropy, with the interval that {@link Measure} has.
 *
 * @param name what is estimated and by what
 * @param unit of the estimate
 * @param dimX columns of X
 * @param dimY columns of Y; 0 where there is one variable only
 */
public record MeasureQuantity(String name, Unit unit, int dimX, int dimY) {

    private static final HalvesInterval HALVES = new HalvesInterval(20, 0.95);

    /**
     * Measures an entropy. Cost: 21 estimates.
     *
     * @param estimator of entropies
     * @param x one row per sample, shape {@code [samples, dx]}
     * @return the measurement in nats
     * @throws IllegalArgumentException if the estimator refuses
     */
    public static Measurement entropy(EntropyEstimator estimator, Matrix x) {
        given(x, "samples of x");
        String name = (estimator.differential() ? "differential entropy" : "entropy") + ", " + estimator.name();
        List<String> warnings = estimator.differential()
                ? List.of(
                        "the entropy of a density is that of its numbers: in other units it is another, and it may be below zero")
                : List.of();
        return new MeasureQuantity(name, Unit.NATS, x.columns(), 0)
                .of(x.rows(), warnings, rows -> estimator.estimate(x.rows(rows)));
    }

    /**
     * Measures. Cost: 21 estimates.
     *
     * @param rows how many there are
     * @param doubts what there is to doubt about them, for display
     * @param estimate from some rows, in ascending order
     * @return the measurement, with an interval from 20 random halves of seed 0
     * @throws IllegalArgumentException if the estimate refuses
     */
    public Measurement of(int rows, List<String> doubts, ToDoubleFunction<int[]> estimate) {
        List<String> warnings = new ArrayList<>(doubts);
        try (Progress progress = Progress.of("Measuring " + name, 1L + HALVES.repeats())) {
            ToDoubleFunction<int[]> counted = some -> {
                double value = estimate.applyAsDouble(some);
                progress.advance(1);
                return value;
            };
            double all = counted.applyAsDouble(IntStream.range(0, rows).toArray());
            Optional<Interval> interval = HALVES.of(rows, all, new SplittableRandom(0), "", warnings, counted);
            return new Measurement(
                    name,
                    new Measurement.Estimated(unit, all, interval, Optional.empty()),
                    OptionalDouble.empty(),
                    new Measurement.Columns(dimX, dimY, 0),
                    warnings,
                    new Provenance(0, rows, Provenance.OF_JAVA, progress.seconds()));
        }
    }
}
