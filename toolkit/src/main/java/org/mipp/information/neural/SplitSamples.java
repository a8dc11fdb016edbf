package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.mipp.information.SampleChecks;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.Standardisation;
import org.mipp.run.RandomOrder;

/**
 * Samples as the networks see them: shuffled by the seed, divided in three, columns standardised by the training part.
 *
 * <p>Standardised values are clipped at 10 standard deviations, so that one outlier cannot throw the training off. That
 * can only lose information, so that a lower bound stays one.
 *
 * @param order the shuffled rows of the user's matrices
 * @param train the rows before this one train
 * @param validation the rows from {@code train} to before this one decide when to stop; the rest is the test
 * @param x standardised, row by row
 * @param y standardised, row by row
 */
record SplitSamples(int[] order, int train, int validation, float[] x, float[] y) {

    private static final int FEWEST = 60;
    private static final int FEW = 2000;
    private static final double CLIP = 10;

    static SplitSamples of(Matrix x, Matrix y, NeuralOptions options, SplittableRandom random) {
        int rows = SampleChecks.check(FEWEST, x, y);
        int train = (int) Math.round(rows * options.trainShare());
        int validation = train + (int) Math.round(rows * options.validationShare());
        argument(
                train >= 8 && validation - train >= 8 && rows - validation >= 8,
                "shares: expected at least 8 samples in each part, got %d to train on, %d to validate, %d to test;"
                        + " choose more even shares",
                train,
                validation - train,
                rows - validation);
        int[] order = RandomOrder.of(rows, random);
        return new SplitSamples(order, train, validation, standardised(x, order, train), standardised(y, order, train));
    }

    /** What there is to doubt before anything is trained. */
    static List<String> warnings(Matrix x, Matrix y) {
        List<String> warnings = new ArrayList<>();
        if (x.rows() < FEW) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "only %,d samples, of which a part trains: expect a network to find too little below %,d",
                    x.rows(),
                    FEW));
        }
        warnings.addAll(SampleChecks.constantColumns(x, y));
        return warnings;
    }

    private static float[] standardised(Matrix values, int[] order, int train) {
        Standardisation standardisation = Standardisation.by(Arrays.copyOf(order, train), values);
        int columns = values.columns();
        float[] result = new float[order.length * columns];
        for (int i = 0; i < order.length; i++) {
            for (int j = 0; j < columns; j++) {
                double value = standardisation.get(order[i], j);
                result[i * columns + j] = (float) Math.max(-CLIP, Math.min(CLIP, value));
            }
        }
        return result;
    }

    int rows() {
        return order.length;
    }

    int dx() {
        return x.length / order.length;
    }

    int dy() {
        return y.length / order.length;
    }
}
