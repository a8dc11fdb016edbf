package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.information.estimator.Draws.assertRejected;
import static org.mipp.information.estimator.Draws.dense;
import static org.mipp.information.estimator.Draws.left;
import static org.mipp.information.estimator.Draws.normal;
import static org.mipp.information.estimator.Draws.pair;
import static org.mipp.information.estimator.Draws.right;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.information.Derived;
import org.mipp.linalg.Matrix;

class GaussianMiTest {

    private static final GaussianMi GAUSSIAN = new GaussianMi();
    private static final GaussianMi PLUG_IN = new GaussianMi(false, 0);

    private static final Matrix SIX = dense(200, 6, 1);
    private static final Matrix X = left(SIX, 4);
    private static final Matrix Y = right(SIX, 4);

    @Test
    void twoColumnsShareHalfTheLogOfWhatTheirSampleCorrelationLeaves() {
        Matrix both = pair(500, 0.75, 1);
        double[] x = both.column(0);
        double[] y = both.column(1);
        double r = correlation(x, y);
        assertEquals(-0.5 * Math.log(1 - r * r), PLUG_IN.estimate(left(both, 1), right(both, 1)), 1e-12);
    }

    private static double correlation(double[] x, double[] y) {
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - Draws.mean(x);
            double dy = y[i] - Draws.mean(y);
            xy += dx * dy;
            xx += dx * dx;
            yy += dy * dy;
        }
        return xy / Math.sqrt(xx * yy);
    }

    @Test
    void agreesWithTheCanonicalCorrelationsOfAnotherProgram() {
        // NumPy 2.4.6: i = numpy.arange(8); x = numpy.c_[numpy.sin(i), numpy.cos(2 * i)];
        // y = numpy.c_[numpy.sin(i + 1) + i / 5, numpy.cos(3 * i)]; ld = lambda a:
        // numpy.linalg.slogdet(numpy.cov(a.T))[1]
        // (ld(x) + ld(y) - ld(numpy.c_[x, y])) / 2
        Matrix x = Matrix.fill(8, 2, (i, j) -> j == 0 ? Math.sin(i) : Math.cos(2 * i));
        Matrix y = Matrix.fill(8, 2, (i, j) -> j == 0 ? Math.sin(i + 1) + i / 5.0 : Math.cos(3 * i));
        assertEquals(0.08023657070239687, PLUG_IN.estimate(x, y), 1e-12);
    }

    @Test
    void theCorrectionOfTheBiasIsExactOnIndependentNormalColumns() {
        double sum = 0;
        int runs = 2000;
        for (int run = 0; run < runs; run++) {
            Matrix both = normal(20, 7, run);
            sum += GAUSSIAN.estimate(left(both, 3), right(both, 3));
        }
        assertEquals(0, sum / runs, 0.015); // the plug-in is too high by 0.38; standard error 0.003
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 25})
    void findsTheInformationOfCorrelatedNormalVectors(int d) {
        Matrix both = dense(20_000, 2 * d, d);
        assertEquals(Draws.denseNats(d), GAUSSIAN.estimate(left(both, d), right(both, d)), 0.02);
    }

    @Test
    void isSymmetricAndIgnoresScaleShiftAndOrderOfColumns() {
        double nats = GAUSSIAN.estimate(X, Y);
        assertEquals(nats, GAUSSIAN.estimate(Y, X), 1e-12);
        assertEquals(nats, GAUSSIAN.estimate(Draws.map(X, v -> 1e6 * v - 1e7), Draws.reversedColumns(Y)), 1e-9);
    }

    @Test
    void obeysTheChainRuleExactly() {
        Matrix a = left(X, 1);
        Matrix rest = right(X, 1);
        for (GaussianMi gaussian : List.of(GAUSSIAN, PLUG_IN)) {
            assertEquals(gaussian.estimate(X, Y), gaussian.estimate(rest, Y) + gaussian.estimate(a, Y, rest), 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void leavesOneOutAsByFittingAnew(int width) {
        for (GaussianMi gaussian : List.of(GAUSSIAN, PLUG_IN, new GaussianMi(true, 0.01))) {
            double[] expected = Derived.leaveOneOut(gaussian::estimate, X, width, Y);
            assertArrayEquals(expected, gaussian.leaveOneOut(X, width, Y), 1e-9, gaussian.name());
        }
    }

    @Test
    void pointwiseValuesAverageToTheEstimateAndAreTheLogRatioOfDensities() {
        Matrix both = pair(300, 0.6, 4);
        double[] values = PLUG_IN.pointwise(left(both, 1), right(both, 1));
        assertEquals(PLUG_IN.estimate(left(both, 1), right(both, 1)), Draws.mean(values), 1e-12);
        double r = correlation(both.column(0), both.column(1));
        double u = SampleColumns.standardised(left(both, 1))[7];
        double v = SampleColumns.standardised(right(both, 1))[7];
        double joint = -(u * u - 2 * r * u * v + v * v) / (2 * (1 - r * r)) - Math.log(1 - r * r) / 2;
        assertEquals(joint + (u * u + v * v) / 2, values[7], 1e-12);
    }

    @Test
    void independentColumnsShareNothing() {
        assertEquals(0, GAUSSIAN.estimate(normal(5000, 3, 1), normal(5000, 2, 2)), 0.003);
    }

    @Test
    void withARidgeAConstantColumnTellsNothing() {
        GaussianMi ridge = new GaussianMi(true, 1e-3);
        Matrix dead = Matrix.fill(200, 1, (i, j) -> 3);
        assertEquals(ridge.estimate(X, Y), ridge.estimate(X.beside(dead), Y), 1e-12);
        assertEquals(0, ridge.leaveOneOut(X.beside(dead), 1, Y)[4], 1e-12);
    }

    @Test
    void withARidgeACopyTellsLittle() {
        double copy = new GaussianMi(false, 1e-6).leaveOneOut(X.beside(left(X, 1)), 1, Y)[4];
        assertEquals(0, copy, 1e-5);
    }

    @Test
    void saysWhatToDoubt() {
        assertEquals(List.of(), GAUSSIAN.warnings(X, Y));
        Matrix dead = Matrix.fill(50, 1, (i, j) -> 3);
        List<String> warnings =
                GAUSSIAN.warnings(X.rows(IntStream.range(0, 50).toArray()).beside(dead), normal(50, 2, 1));
        assertEquals(2, warnings.size());
        assertEquals("x has 1 of 5 columns that never vary and tell nothing.", warnings.get(0));
        assertEquals("There are only 50 samples for 7 columns in all, so the estimate scatters.", warnings.get(1));
    }

    @Test
    void namesItsParameters() {
        assertEquals("Gaussian", GAUSSIAN.name());
        assertEquals("Gaussian, plug-in, ridge 0.01", new GaussianMi(false, 0.01).name());
    }

    @Test
    void refusesSamplesThatDoNotFit() {
        assertRejected(
                "y: expected as many rows as x, 200, got 199; pass the same samples of both",
                () -> GAUSSIAN.estimate(X, normal(199, 1, 1)));
        assertRejected(
                "z: expected as many rows as x, 200, got 199; pass the same samples of both",
                () -> GAUSSIAN.estimate(X, Y, normal(199, 1, 1)));
        assertRejected("x: expected at least one column, got none", () -> GAUSSIAN.estimate(Matrix.of(200, 0), Y));
        assertRejected(
                "samples: expected at least 7, got 6; capture more",
                () -> GAUSSIAN.estimate(normal(6, 3, 1), normal(6, 3, 2)));
        assertRejected(
                "y[17, 1]: expected a finite number, got NaN; leave that sample out",
                () -> GAUSSIAN.estimate(X, Draws.with(Y, 17, 1, Double.NaN)));
        assertRejected(
                "leave one out: expected at least two nodes of 3 columns each, got 4 columns",
                () -> GAUSSIAN.leaveOneOut(X, 3, Y));
        assertRejected("ridge: expected a finite number of at least 0, got -1.0", () -> new GaussianMi(true, -1));
    }

    @Test
    void refusesWhatHasNoFiniteAnswer() {
        assertRejected(
                "x: expected columns that vary, got column 1 always at 3.0; leave it out or set a ridge",
                () -> GAUSSIAN.estimate(left(X, 1).beside(Matrix.fill(200, 1, (i, j) -> 3)), Y));
        String singular = "correlations: expected no column to be a linear function of others, got one that is (a copy,"
                + " or y computed from x without noise); leave it out, add noise or set a ridge";
        assertRejected(singular, () -> GAUSSIAN.estimate(X.beside(left(X, 1)), Y));
        assertRejected(singular, () -> GAUSSIAN.estimate(X, Draws.map(left(X, 1), v -> 0.1 * v + 7)));
        assertRejected(singular, () -> GAUSSIAN.leaveOneOut(X.beside(left(X, 1)), 1, Y));
        assertTrue(Double.isFinite(new GaussianMi(true, 1e-6).estimate(X.beside(left(X, 1)), Y)));
    }
}
