package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ridge follows the rows, and leaves fits alone that have enough of them. */
class RowsPerColumnTest {

    @Test
    void fiveRowsPerColumnAreEnough() {
        assertEquals(0, RowsPerColumn.ridge(400, 2000));
        assertEquals(0, RowsPerColumn.ridge(1, 1_000_000));
        assertEquals(0.05 * (1 - 0.2), RowsPerColumn.ridge(100, 100), 1e-15);
        assertEquals(0.05 * (10 - 0.2), RowsPerColumn.ridge(100, 10), 1e-15);
        assertFalse(RowsPerColumn.areFew(400, 2000));
        assertTrue(RowsPerColumn.areFew(400, 1999));
    }

    /** Noise over signal of one half, as many rows as columns: prediction on new rows is better with the ridge. */
    @Test
    void theRidgePredictsNewRowsBetterThanNextToNone() {
        double without = 0;
        double with = 0;
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            double[] truth = random.doubles(40, -1, 1).toArray();
            SecondMoments seen = rows(44, truth, random);
            SecondMoments fresh = rows(2000, truth, random);
            without += error(seen, fresh, 1e-3);
            with += error(seen, fresh, 1e-3 + RowsPerColumn.ridge(40, 44));
        }
        assertTrue(with < 0.8 * without, with + " against " + without);
    }

    private static SecondMoments rows(int count, double[] truth, Random random) {
        Matrix x = Matrix.fill(count, truth.length, (i, j) -> random.nextGaussian());
        Matrix y = Matrix.fill(count, 1, (i, zero) -> {
            double sum = 2 * random.nextGaussian();
            for (int j = 0; j < truth.length; j++) {
                sum += truth[j] * x.get(i, j);
            }
            return sum;
        });
        return SecondMoments.of(x, y);
    }

    private static double error(SecondMoments seen, SecondMoments fresh, double ridge) {
        int p = seen.inputs();
        double[] penalty = new double[p];
        for (int j = 0; j < p; j++) {
            penalty[j] = ridge * seen.covariance(j, j);
        }
        Matrix weights = RidgeRegression.of(seen, penalty, Matrix.fill(p, 1, (i, zero) -> 0))
                .fit()
                .weights();
        double error = fresh.covariance(p, p);
        for (int i = 0; i < p; i++) {
            error -= 2 * weights.get(i, 0) * fresh.covariance(i, p);
            for (int j = 0; j < p; j++) {
                error += weights.get(i, 0) * weights.get(j, 0) * fresh.covariance(i, j);
            }
        }
        return error;
    }
}
