package org.mipp.information.measure;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;
import org.mipp.linalg.MeanAndVariance;
import org.mipp.run.RefusedException;

/**
 * Student's interval from the estimates of random halves of the rows, as {@link Measure} describes it.
 *
 * @param repeats how many halves; 0 for no interval
 * @param level of the interval
 */
record HalvesInterval(int repeats, double level) {

    /**
     * Estimates from halves.
     *
     * @param rows how many there are
     * @param estimate of all of them
     * @param how in words, after the number of halves
     * @param warnings where to say that half of the samples are too few
     * @param ofHalf estimates from some rows; asked once per half, in order
     * @return the interval; absent if no halves are asked for or they are too small
     */
    Optional<Interval> of(
            int rows,
            double estimate,
            SplittableRandom random,
            String how,
            List<String> warnings,
            ToDoubleFunction<int[]> ofHalf) {
        if (repeats == 0) {
            return Optional.empty();
        }
        double[] estimates = new double[repeats];
        try {
            for (int repeat = 0; repeat < repeats; repeat++) {
                estimates[repeat] = ofHalf.applyAsDouble(Resampling.half(rows, random));
            }
        } catch (RefusedException e) { // enough samples for an estimate, but not half of them
            warnings.add("no interval, because half of the samples are too few: " + e.getMessage());
            return Optional.empty();
        }
        double half = Math.floorDiv(rows, 2);
        double reach = TDistribution.of(repeats - 1).inverseCumulativeProbability((1 + level) / 2)
                * MeanAndVariance.of(estimates).deviation()
                * Math.sqrt(half / (rows - half));
        return Optional.of(new Interval(estimate - reach, estimate + reach, level, repeats + " random halves" + how));
    }
}
