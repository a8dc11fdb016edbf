package org.mipp.information.measure;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;
import static org.mipp.run.Checks.positive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.mipp.information.MiEstimator;
import org.mipp.linalg.Matrix;
import org.mipp.run.RandomOrder;
import org.mipp.run.progress.Progress;

/**
 * What a node that tells nothing seems to tell, by any estimator: a node made of noise is put beside the real ones, and
 * the change of the estimate is its phi. MIPP's search for redundant nodes (arXiv:2411.00147) can be calibrated by it.
 *
 * <p>The noise is a random node of X with its rows permuted: the same marginal law, so that no estimator can tell it from
 * a real node but by its dependence. phi of a real node compares p nodes with p - 1; here p + 1 are compared with p.
 *
 * @param estimator the estimator's name
 * @param changes {@code I(X, noise; Y) - I(X; Y)} in nats, one per repeat
 */
public record InjectedNoiseNull(String estimator, List<Double> changes) {

    /** Copies the list. */
    public InjectedNoiseNull {
        changes = List.copyOf(changes);
        positive(changes.size(), "changes");
    }

    /**
     * Injects noise again and again. Cost: {@code 1 + repeats} estimates.
     *
     * @param estimator any estimator
     * @param x the columns of all nodes side by side, shape {@code [samples, nodes * width]}
     * @param width columns per node
     * @param y the targets, shape {@code [samples, dy]}
     * @param repeats how often
     * @param seed of the choices and permutations
     * @return the distribution
     * @throws IllegalArgumentException if shapes do not fit, or the estimator refuses or returns no finite number
     */
    public static InjectedNoiseNull of(MiEstimator estimator, Matrix x, int width, Matrix y, int repeats, long seed) {
        argument(
                width >= 1 && x.columns() >= width && x.columns() % width == 0,
                "injected noise: expected nodes of %d columns each, got %d columns",
                width,
                x.columns());
        positive(repeats, "repeats");
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> changes = new ArrayList<>();
        try (Progress progress = Progress.of("Injecting noise, " + estimator.name(), 1L + repeats)) {
            double without = Measure.estimate(estimator, x, y, progress);
            for (int repeat = 0; repeat < repeats; repeat++) {
                int first = width * random.nextInt(x.columns() / width);
                int[] rows = RandomOrder.of(x.rows(), random);
                Matrix noise = Matrix.fill(x.rows(), width, (i, j) -> x.get(rows[i], first + j));
                changes.add(Measure.estimate(estimator, x.beside(noise), y, progress) - without);
            }
        }
        return new InjectedNoiseNull(estimator.name(), changes);
    }

    /** {@return the mean change: the estimator's bias for one more node, in nats} */
    public double mean() {
        return changes.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /**
     * Gives what phi of a node must exceed.
     *
     * @param level how often noise should stay below it, between 0 and 1
     * @return the threshold in nats
     * @throws IllegalArgumentException if there are too few repeats for this level
     */
    public double threshold(double level) {
        betweenZeroAndOne(level, "level");
        argument(
                Resampling.places(changes.size(), level) >= 1,
                "injected noise: expected at least %.0f repeats for level %s, got %d",
                Math.ceil(1 / (1 - level) - 1 - 1e-9),
                level,
                changes.size());
        return Resampling.threshold(values(), level);
    }

    /**
     * Gives how probable such a phi would be for noise.
     *
     * @param phi of a node, in nats
     * @return {@code (1 + number of changes >= phi) / (1 + repeats)}
     */
    public double pValue(double phi) {
        return Resampling.pValue(phi, values());
    }

    private double[] values() {
        return changes.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Injected noise by %s: %.4f nats on average over %d repeats, at most %.4f",
                estimator,
                mean(),
                changes.size(),
                changes.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
}
