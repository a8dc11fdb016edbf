package org.mipp.information.estimator;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;

/** A rule for the width sigma of a Gaussian kernel {@code exp(-distance^2 / (2 sigma^2))}, from the samples of one variable. */
@FunctionalInterface
public interface KernelWidth {

    /**
     * Chooses the width.
     *
     * @param distances Euclidean distances between all samples, columns having variance 1, shape {@code [N, N]}
     * @param columns how many columns the variable has
     * @return sigma, in the units of the distances, above 0
     */
    double of(Matrix distances, int columns);

    /**
     * The same width for all variables.
     *
     * @param sigma the width, above 0
     */
    record Fixed(double sigma) implements KernelWidth {

        /** Checks the width. */
        public Fixed {
            positive(sigma, "kernel width");
        }

        @Override
        public double of(Matrix distances, int columns) {
            return sigma;
        }

        @Override
        public String toString() {
            return "width " + sigma;
        }
    }

    /**
     * The mean distance to the nearest neighbours, over all samples.
     *
     * @param k how many neighbours; all others if there are fewer
     */
    record MeanNeighbourDistance(int k) implements KernelWidth {

        /** Checks k. */
        public MeanNeighbourDistance {
            positive(k, "neighbours");
        }

        @Override
        public double of(Matrix distances, int columns) {
            int neighbours = Math.min(k, distances.rows() - 1);
            return IntStream.range(0, distances.rows())
                    .mapToDouble(i -> Arrays.stream(distances.row(i))
                            .sorted()
                            .skip(1) // the sample itself
                            .limit(neighbours)
                            .average()
                            .orElseThrow())
                    .average()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return "width of " + k + " neighbours";
        }
    }

    /** The median of the distances between different samples. */
    record MedianDistance() implements KernelWidth {

        @Override
        public double of(Matrix distances, int columns) {
            int n = distances.rows();
            double[] between = IntStream.range(0, n)
                    .boxed()
                    .flatMapToDouble(i -> IntStream.range(0, i).mapToDouble(j -> distances.get(i, j)))
                    .sorted()
                    .toArray();
            argument(between.length > 0, "kernel width: expected at least two samples, got %d", n);
            int middle = between.length / 2;
            return between.length % 2 == 1 ? between[middle] : (between[middle - 1] + between[middle]) / 2;
        }

        @Override
        public String toString() {
            return "median width";
        }
    }

    /**
     * Silverman's rate, {@code factor * N^(-1 / (4 + columns))}.
     *
     * @param factor in standard deviations of a column, above 0
     */
    record Silverman(double factor) implements KernelWidth {

        /** Checks the factor. */
        public Silverman {
            positive(factor, "factor");
        }

        @Override
        public double of(Matrix distances, int columns) {
            return factor * Math.pow(distances.rows(), -1.0 / (4 + columns));
        }

        @Override
        public String toString() {
            return "Silverman width, factor " + factor;
        }
    }
}
