package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Moments that lie in a temporary file, beside the same numbers by hand. */
class LargeMomentsTest {

    private static final int COLUMNS = 1500; // 9 MB
    private static final int INPUTS = 1490;

    private static double scatter(int i, int j) {
        return (i == j ? 3 : 0) + 1.0 / (1 + i + j);
    }

    private static SecondMoments moments(double mean) {
        double[] means = new double[COLUMNS];
        Arrays.fill(means, mean);
        return new MomentsSum(INPUTS, COLUMNS - INPUTS)
                .add(10, 5, means, (row, into) -> {
                    for (int j = row; j < COLUMNS; j++) {
                        into[j - row] = scatter(row, j);
                    }
                })
                .moments();
    }

    @Test
    void smallOnesAreOnTheHeapAndTheseAreNot() {
        assertTrue(SecondMoments.onHeap(1447));
        assertFalse(SecondMoments.onHeap(COLUMNS));
        assertEquals(8L * 1500 * 1501 / 2, SecondMoments.bytes(COLUMNS));
    }

    @Test
    void areReadOneByOneAndManyAtOnce() {
        SecondMoments moments = moments(0);
        assertEquals(scatter(3, 1495) / 10, moments.covariance(1495, 3));
        int[] rows = {1495, 3, 700};
        int[] across = {3, 1499, 0, 700};
        Matrix read = moments.covariances(rows, across, (i, j, covariance) -> 100 * i + j + covariance);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < across.length; j++) {
                assertEquals(100 * i + j + scatter(rows[i], across[j]) / 10, read.get(i, j));
            }
        }
    }

    @Test
    void aChoiceOfColumnsSharesThem() {
        SecondMoments some = moments(0).withInputs(new int[] {8, 5}).withTargets(new int[] {9, 2});
        assertEquals(2, some.inputs());
        assertEquals(scatter(8, 1499) / 10, some.covariance(0, 2));
        assertArrayEquals(
                new double[] {scatter(5, 1499) / 10, scatter(5, 1492) / 10},
                some.covariances(new int[] {1}, new int[] {2, 3}, (i, j, covariance) -> covariance)
                        .row(0));
        assertEquals(scatter(8, 8) / 10, some.nodeVariance(1)[0]);
    }

    /** Two groups of 10 whose means differ by 2 have a scatter between them of 20 in every pair of columns. */
    @Test
    void areAddedUpInPlace() {
        SecondMoments merged = moments(0).merge(moments(2));
        assertEquals(20, merged.samples());
        assertEquals(10, merged.independentSamples());
        assertEquals(1, merged.inputMean()[7]);
        assertEquals((2 * scatter(4, 1000) + 20) / 20, merged.covariance(4, 1000), 1e-12);
        assertEquals((2 * scatter(1499, 1499) + 20) / 20, merged.covariance(1499, 1499), 1e-12);
    }

    @Test
    void aSumThatWasTakenTakesNoMore() {
        MomentsSum sum = new MomentsSum(1, 0).add(2, 2, new double[1], (row, into) -> into[0] = 1);
        sum.moments();
        assertEquals(
                "moments: expected no more samples after the sum was taken",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> sum.add(2, 2, new double[1], (row, into) -> into[0] = 1))
                        .getMessage());
        assertEquals(
                "moments: expected at least one batch, got none",
                assertThrows(IllegalStateException.class, () -> new MomentsSum(1, 0).moments())
                        .getMessage());
    }
}
