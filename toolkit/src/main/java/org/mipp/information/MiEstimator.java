package org.mipp.information;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.mipp.linalg.Matrix;
import org.mipp.run.ledger.SettingsKey;

/**
 * Estimates mutual information from samples. This is what a user implements, in a cell:
 *
 * <pre>{@code
 * MiEstimator mine = (x, y) -> { ... return nats; };
 * }</pre>
 *
 * <p>What an estimator can do beyond that it says by further interfaces: {@link ConditionalMiEstimator}, {@link
 * PointwiseMiEstimator}, {@link LeaveOneOutEstimator}, {@link SeededMiEstimator}. What it cannot do is derived from what it can where that is
 * possible, see {@link Derived}.
 *
 * <p>Implementations are immutable, return the same for the same samples and seed, and never clamp at zero: an estimate
 * below zero says that there is nothing to find. They are serialisable so that a lambda of a cell can travel to other machines.
 */
@FunctionalInterface
public interface MiEstimator extends Serializable {

    /** What an estimator is called that has not been named. */
    String UNNAMED = "yours";

    /**
     * Estimates I(X; Y).
     *
     * @param x one row per sample, shape {@code [samples, dx]}
     * @param y the same samples of the other variable, shape {@code [samples, dy]}
     * @return the estimate in nats, finite; may be negative
     * @throws IllegalArgumentException if the numbers of rows differ, there are too few, or a value is not finite
     */
    double estimate(Matrix x, Matrix y);

    /**
     * Says what there is to doubt about an estimate from these samples: too many columns for a nearest-neighbour method,
     * more cells than samples, ties, a bound that cannot be exceeded. Cheap compared with the estimate itself.
     *
     * @param x as in {@link #estimate}
     * @param y as in {@link #estimate}
     * @return one sentence per warning; empty if none is known
     */
    default List<String> warnings(Matrix x, Matrix y) {
        return List.of();
    }

    /**
     * Gives the largest estimate that is possible from so many samples, however much there is to find. An estimate near it
     * says little more than that.
     *
     * @param samples how many
     * @return that value in nats; infinity if there is none, or none that is known
     */
    default double ceiling(int samples) {
        return Double.POSITIVE_INFINITY;
    }

    /** {@return the estimator's name with its parameters, for tables and figures} */
    default String name() {
        return UNNAMED;
    }

    /**
     * Says what files know its estimates by. One of yours goes by its name, if it has one: take another when it estimates
     * otherwise, or say here of which version it is. The file of a benchmark also looks at its code.
     *
     * @return the key; absent where it has no name, and then nothing can be resumed with it
     */
    default Optional<SettingsKey> key() {
        return name().equals(UNNAMED)
                ? Optional.empty()
                : Optional.of(SettingsKey.of("named", 1).with("name", name()));
    }

    /**
     * Names an estimator that cannot name itself, such as a lambda.
     *
     * @param name for tables and figures
     * @param estimator what to call so; of what it can do, estimating is carried over
     * @return the estimator under that name
     */
    static MiEstimator named(String name, MiEstimator estimator) {
        return new MiEstimator() {
            @Override
            public double estimate(Matrix x, Matrix y) {
                return estimator.estimate(x, y);
            }

            @Override
            public List<String> warnings(Matrix x, Matrix y) {
                return estimator.warnings(x, y);
            }

            @Override
            public double ceiling(int samples) {
                return estimator.ceiling(samples);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}
