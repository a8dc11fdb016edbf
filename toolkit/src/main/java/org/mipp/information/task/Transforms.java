package org.mipp.information.task;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.mipp.linalg.Matrix;

/** Maps that can be undone, by which a task becomes harder for an estimator and keeps its information. */
final class Transforms {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Transforms() {}

    /** The same function of every value. */
    static UnaryOperator<Matrix> each(DoubleUnaryOperator function) {
        return data -> Matrix.fill(data.rows(), data.columns(), (i, j) -> function.applyAsDouble(data.get(i, j)));
    }

    static double normalCdf(double value) {
        return NORMAL.cumulativeProbability(value);
    }

    /** Lengthens the tails. */
    static double halfCube(double value) {
        return value * Math.sqrt(Math.abs(value));
    }

    /** Shortens the tails. */
    static double asinh(double value) {
        double size = Math.abs(value);
        return Math.copySign(Math.log(size + Math.sqrt(size * size + 1)), value);
    }

    static double wigglyX(double x) {
        return x + 0.4 * Math.sin(x) + 0.2 * Math.sin(1.7 * x + 1) + 0.03 * Math.sin(3.3 * x - 2.5);
    }

    static double wigglyY(double y) {
        return y - 0.4 * Math.sin(0.4 * y) + 0.17 * Math.sin(1.3 * y + 3.5) + 0.02 * Math.sin(4.3 * y - 2.5);
    }

    /** From standard normal to a mixture of two normals of variance 1 with the given means. */
    static DoubleUnaryOperator bimodal(double firstShare, double firstMean, double secondMean) {
        return value -> {
            double u = normalCdf(value);
            double low = -10;
            double high = 10;
            while (high - low > 1e-12) {
                double middle = (low + high) / 2;
                double below =
                        firstShare * normalCdf(middle - firstMean) + (1 - firstShare) * normalCdf(middle - secondMean);
                if (below < u) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return (low + high) / 2;
        };
    }

    /** Rolls a column with values from 0 to 1 up into two. */
    static Matrix swissRoll(Matrix column) {
        return Matrix.fill(column.rows(), 2, (i, j) -> {
            double angle = 1.5 * Math.PI * (1 + 2 * column.get(i, 0));
            return angle * (j == 0 ? Math.cos(angle) : Math.sin(angle)) / 21;
        });
    }

    /** Turns two coordinates of every row by an angle that grows with the row's length: {@code |x|^2 / columns}. */
    static UnaryOperator<Matrix> spiral(int first, int second) {
        return data -> {
            int d = data.columns();
            double[] turned = data.toArray();
            for (int start = 0; start < turned.length; start += d) {
                double squares = 0;
                for (int j = 0; j < d; j++) {
                    squares += turned[start + j] * turned[start + j];
                }
                double cos = Math.cos(squares / d);
                double sin = Math.sin(squares / d);
                double a = turned[start + first];
                double b = turned[start + second];
                turned[start + first] = cos * a - sin * b;
                turned[start + second] = sin * a + cos * b;
            }
            return Matrix.of(data.rows(), d, turned);
        };
    }
}
