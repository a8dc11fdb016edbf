package org.mipp.information.estimator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.linalg.CanonicalDirections;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;

/**
 * Pairs of one function of X and one of Y that may tell much of each other: canonical pairs of the scores themselves, canonical pairs of
 * functions of them, and the sizes of both samples. They are fitted to some samples and computed for any.
 */
final class CanonicalPairs {

    private static final int LINEAR = 3;
    private static final int CURVED = 6;
    private static final double RIDGE = 3e-3;
    private static final int SINES = 200;
    private static final int SAMPLES_PER_SINE = 8;
    private static final int ROWS_AT_ONCE = 2048;

    private final Side x;
    private final Side y;
    private final CanonicalDirections linear;
    private final CanonicalDirections curved;

    private CanonicalPairs(Side x, Side y, CanonicalDirections linear, CanonicalDirections curved) {
        this.x = x;
        this.y = y;
        this.linear = linear;
        this.curved = curved;
    }

    /** One variable: its scores, the logarithm of its size, and the functions of its scores. */
    private record Side(Matrix scores, double[] size, ScoreFunctions functions) {

        static Side of(NormalScores variable, int sines, SplittableRandom random) {
            return new Side(
                    variable.scores(),
                    variable.logSize(),
                    ScoreFunctions.draw(variable.scores().columns(), sines, random));
        }

        Matrix pairs(int[] rows, Matrix linear, Matrix curved) {
            List<double[]> all = new ArrayList<>();
            for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
                int[] some = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + ROWS_AT_ONCE));
                Matrix part = scores.rows(some);
                Matrix both = part.times(linear).beside(functions.of(part).times(curved));
                IntStream.range(0, some.length).forEach(i -> all.add(both.row(i)));
            }
            int last = linear.columns() + curved.columns();
            return Matrix.fill(rows.length, last + 1, (i, j) -> j == last ? size[rows[i]] : all.get(i)[j]);
        }
    }

    /**
     * Fits the pairs.
     *
     * @param rows the samples that they are fitted to
     */
    static CanonicalPairs fit(NormalScores x, NormalScores y, int[] rows, SplittableRandom random) {
        int sines = Math.min(SINES, rows.length / SAMPLES_PER_SINE);
        Side left = Side.of(x, sines, random);
        Side right = Side.of(y, sines, random);
        Matrix ofX = left.scores().rows(rows);
        Matrix ofY = right.scores().rows(rows);
        return new CanonicalPairs(
                left,
                right,
                CanonicalDirections.of(SecondMoments.of(ofX, ofY), RIDGE, LINEAR),
                CanonicalDirections.of(
                        SecondMoments.of(
                                left.functions().of(ofX), right.functions().of(ofY)),
                        RIDGE,
                        CURVED));
    }

    /** The x sides of all pairs, shape {@code [rows, pairs]}. */
    Matrix ofX(int[] rows) {
        return x.pairs(rows, linear.ofX(), curved.ofX());
    }

    /** The y sides of all pairs, in the same order. */
    Matrix ofY(int[] rows) {
        return y.pairs(rows, linear.ofY(), curved.ofY());
    }
}
