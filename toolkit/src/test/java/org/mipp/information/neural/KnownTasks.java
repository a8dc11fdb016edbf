package org.mipp.information.neural;

import java.util.Random;
import java.util.function.Function;
import org.mipp.linalg.Matrix;

/** Samples whose mutual information is known, from Czyz et al. (NeurIPS 2023, arXiv:2306.11078). */
public enum KnownTasks {
    /** Correlation 0.75. */
    BIVARIATE_NORMAL("Bivariate normal", -0.5 * Math.log(1 - 0.75 * 0.75)) {
        @Override
        Sample draw(int samples, Random random) {
            return correlated(samples, 1, 1, 0.75, random);
        }
    },
    /** Ten columns, every two of them with correlation 0.5. */
    MULTINORMAL_DENSE("Multinormal 5x5 dense", 0.5 * (2 * logDeterminant(5) - logDeterminant(10))) {
        @Override
        Sample draw(int samples, Random random) {
            double[][] z = new double[samples][10];
            for (double[] row : z) {
                double shared = random.nextGaussian();
                for (int j = 0; j < row.length; j++) {
                    row[j] = Math.sqrt(0.5) * (shared + random.nextGaussian());
                }
            }
            Matrix both = Matrix.of(z);
            return new Sample(both.without(5, 5), both.without(0, 5));
        }
    },
    /** Two correlated pairs and one that is not, twisted into spirals. */
    SPIRAL("Spiral 3x3", -Math.log(1 - 0.64)) {
        @Override
        Sample draw(int samples, Random random) {
            Sample base = correlated(samples, 3, 2, 0.8, random);
            return new Sample(twisted(base.x(), 0, 1), twisted(base.y(), 1, 2));
        }
    };

    /**
     * Paired samples.
     *
     * @param x of one variable
     * @param y of the other
     */
    public record Sample(Matrix x, Matrix y) {}

    private final String label;
    private final double truth;

    KnownTasks(String label, double truth) {
        this.label = label;
        this.truth = truth;
    }

    abstract Sample draw(int samples, Random random);

    /** Draws samples. */
    public Sample sample(int samples, long seed) {
        return draw(samples, new Random(seed));
    }

    /** The mutual information in nats. */
    public double truth() {
        return truth;
    }

    @Override
    public String toString() {
        return label;
    }

    /** The first pairs of columns correlated, the others independent. */
    static Sample correlated(int samples, int columns, int pairs, double correlation, Random random) {
        Matrix x = Matrix.fill(samples, columns, (i, j) -> random.nextGaussian());
        double rest = Math.sqrt(1 - correlation * correlation);
        Matrix y = Matrix.fill(
                samples,
                columns,
                (i, j) -> j < pairs ? correlation * x.get(i, j) + rest * random.nextGaussian() : random.nextGaussian());
        return new Sample(x, y);
    }

    /** Rotates two of three columns by a third of the squared distance from the origin. */
    private static Matrix twisted(Matrix plain, int a, int b) {
        Function<double[], double[]> twist = row -> {
            double angle = (row[0] * row[0] + row[1] * row[1] + row[2] * row[2]) / 3;
            double[] turned = row.clone();
            turned[a] = Math.cos(angle) * row[a] - Math.sin(angle) * row[b];
            turned[b] = Math.sin(angle) * row[a] + Math.cos(angle) * row[b];
            return turned;
        };
        double[][] rows = new double[plain.rows()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = twist.apply(plain.row(i));
        }
        return Matrix.of(rows);
    }

    private static double logDeterminant(int columns) {
        return columns * Math.log(0.5) + Math.log(1 + columns);
    }
}
