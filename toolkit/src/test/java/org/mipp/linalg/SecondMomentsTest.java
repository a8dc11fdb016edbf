package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecondMomentsTest {

    private static final Matrix X = Problems.correlated(90, 4, 1);
    private static final Matrix Y = Problems.correlated(90, 3, 2);

    @Test
    void agreeWithTheDefinition() {
        SecondMoments moments = SecondMoments.of(X, Y);
        assertEquals(mean(X.column(2)), moments.inputMean()[2], 1e-13);
        assertEquals(mean(Y.column(1)), moments.targetMean()[1], 1e-13);
        assertEquals(covariance(X.column(2), Y.column(1)), moments.covariance(2, 5), 1e-12);
        assertEquals(covariance(X.column(3), X.column(3)), moments.nodeVariance(1)[3], 1e-12);
        assertEquals(covariance(Y.column(0), Y.column(0)), moments.targetVariance()[0], 1e-12);
    }

    @Test
    void inOnePassAreThoseOfThePartsMerged() {
        SecondMoments whole = SecondMoments.of(X, Y);
        SecondMoments merged = part(0, 1).merge(part(1, 40)).merge(part(40, 90));
        assertEquals(90, merged.samples());
        assertEquals(90, merged.independentSamples());
        assertArrayEquals(whole.inputMean(), merged.inputMean(), 1e-12);
        assertArrayEquals(whole.targetMean(), merged.targetMean(), 1e-12);
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                assertEquals(whole.covariance(i, j), merged.covariance(i, j), 1e-11);
            }
        }
    }

    @Test
    void mergingOrderMakesNoDifference() {
        SecondMoments leftFirst = part(0, 20).merge(part(20, 50)).merge(part(50, 90));
        SecondMoments rightFirst = part(0, 20).merge(part(20, 50).merge(part(50, 90)));
        assertEquals(leftFirst.covariance(1, 5), rightFirst.covariance(1, 5), 1e-12);
    }

    @Test
    void aLargeMeanCostsNoDigits() {
        Matrix shifted = Matrix.fill(90, 4, (i, j) -> X.get(i, j) + 1e7);
        assertEquals(
                SecondMoments.of(X, Y).covariance(0, 4),
                SecondMoments.of(shifted, Y).covariance(0, 4),
                1e-7);
    }

    @Test
    void aConstantColumnHasNoVarianceAtAll() {
        Matrix constant = Matrix.fill(90, 4, (i, j) -> j == 2 ? 0.1 : X.get(i, j));
        SecondMoments moments = part(constant, 0, 33).merge(part(constant, 33, 90));
        assertEquals(0, moments.nodeVariance(1)[2]);
        assertTrue(moments.nodeVariance(2)[1] > 0, "the pair's other column varies");
    }

    @Test
    void keepTheTargetsAskedFor() {
        SecondMoments whole = SecondMoments.of(X, Y);
        SecondMoments some = whole.withTargets(new int[] {2, 0});
        assertEquals(2, some.targets());
        assertEquals(whole.covariance(1, 6), some.covariance(1, 4));
        assertEquals(whole.targetMean()[0], some.targetMean()[1]);
    }

    @Test
    void keepTheInputsAskedFor() {
        SecondMoments whole = SecondMoments.of(X, Y);
        SecondMoments some = whole.withInputs(new int[] {3, 1});
        assertEquals(2, some.inputs());
        assertEquals(whole.targets(), some.targets());
        assertEquals(whole.covariance(3, 5), some.covariance(0, 3));
        assertEquals(whole.inputMean()[1], some.inputMean()[1]);
    }

    @Test
    void refuseDifferentNumbersOfRows() {
        Matrix shorter = Problems.correlated(89, 3, 2);
        String message = assertThrows(IllegalArgumentException.class, () -> SecondMoments.of(X, shorter))
                .getMessage();
        assertEquals("moments: expected as many rows of y as of x, 90, got 89", message);
    }

    @Test
    void refuseNoSamples() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> SecondMoments.of(Matrix.of(0, 2), Matrix.of(0, 1)))
                .getMessage();
        assertEquals("moments: expected at least one sample, got none", message);
    }

    @Test
    void refuseNaNAndSayInWhichColumn() {
        Matrix spoilt = Matrix.fill(90, 3, (i, j) -> i == 7 && j == 1 ? Double.NaN : Y.get(i, j));
        String message = assertThrows(IllegalArgumentException.class, () -> SecondMoments.of(X, spoilt))
                .getMessage();
        assertTrue(message.contains("NaN or infinity in target column 1"), message);
    }

    @Test
    void refuseToMergeOtherColumns() {
        SecondMoments other = SecondMoments.of(Y, X);
        SecondMoments whole = SecondMoments.of(X, Y);
        String message = assertThrows(IllegalArgumentException.class, () -> whole.merge(other))
                .getMessage();
        assertEquals("merge: expected moments of 4 inputs and 3 targets, got 3 and 4", message);
    }

    private static SecondMoments part(int from, int to) {
        return part(X, from, to);
    }

    private static SecondMoments part(Matrix x, int from, int to) {
        int[] rows = IntStream.range(from, to).toArray();
        return SecondMoments.of(
                x.select(rows, IntStream.range(0, 4).toArray()),
                Y.select(rows, IntStream.range(0, 3).toArray()));
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum() / values.length;
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / a.length;
    }
}
