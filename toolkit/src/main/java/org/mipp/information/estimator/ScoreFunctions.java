package org.mipp.information.estimator;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;

/**
 * Functions of normal scores, in whose span canonical pairs are sought: the scores, their squares and cubes, the length of the sample
 * and the scores times its square, and of few columns also all products of two and sines along random directions, at four widths (random
 * features: Rahimi, Recht, NeurIPS 2007; of ranks, as here: Lopez-Paz, Hennig, Schölkopf, NeurIPS 2013).
 */
final class ScoreFunctions {

    private static final int FEW_COLUMNS = 8;
    private static final double[] FREQUENCIES = {0.4, 0.8, 1.3, 2.0};

    private final int columns;
    private final double[][] directions;
    private final double[] phases;

    private ScoreFunctions(int columns, double[][] directions, double[] phases) {
        this.columns = columns;
        this.directions = directions;
        this.phases = phases;
    }

    /**
     * Draws the sines.
     *
     * @param columns scores of a sample
     * @param sines how many for few columns
     */
    static ScoreFunctions draw(int columns, int sines, SplittableRandom random) {
        int count = columns <= FEW_COLUMNS ? sines : 0;
        double[][] directions = new double[count][columns];
        double[] phases = new double[count];
        for (int k = 0; k < count; k++) {
            double frequency = FREQUENCIES[k % FREQUENCIES.length] / Math.sqrt(columns);
            for (int j = 0; j < columns; j++) {
                directions[k][j] = frequency * random.nextGaussian();
            }
            phases[k] = 2 * Math.PI * random.nextDouble();
        }
        return new ScoreFunctions(columns, directions, phases);
    }

    private int products() {
        return columns <= FEW_COLUMNS ? columns * (columns - 1) / 2 : 0;
    }

    /** How many functions there are. */
    int count() {
        return 4 * columns + 1 + products() + phases.length;
    }

    /** Computes all of them, shape {@code [samples, count]}. */
    Matrix of(Matrix scores) {
        double[][] rows = IntStream.range(0, scores.rows())
                .mapToObj(i -> of(scores.row(i)))
                .toArray(double[][]::new);
        return Matrix.fill(rows.length, count(), (i, j) -> rows[i][j]);
    }

    private double[] of(double[] z) {
        double[] values = new double[count()];
        double square = 0;
        for (double score : z) {
            square += score * score;
        }
        int k = 0;
        for (double score : z) {
            values[k++] = score;
            values[k++] = score * score;
            values[k++] = score * score * score;
            values[k++] = score * square / z.length;
        }
        values[k++] = Math.sqrt(square);
        for (int i = 1; products() > 0 && i < z.length; i++) {
            for (int j = 0; j < i; j++) {
                values[k++] = z[i] * z[j];
            }
        }
        for (int sine = 0; sine < phases.length; sine++) {
            double angle = phases[sine];
            for (int j = 0; j < z.length; j++) {
                angle += directions[sine][j] * z[j];
            }
            values[k++] = Math.sin(angle);
        }
        return values;
    }
}
