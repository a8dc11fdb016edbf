package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mipp.information.estimator.Draws.assertRejected;
import static org.mipp.information.estimator.Draws.dense;
import static org.mipp.information.estimator.Draws.left;
import static org.mipp.information.estimator.Draws.map;
import static org.mipp.information.estimator.Draws.normal;
import static org.mipp.information.estimator.Draws.pair;
import static org.mipp.information.estimator.Draws.right;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mipp.information.estimator.BinnedMi.Binning;
import org.mipp.linalg.Matrix;

class BinnedMiTest {

    private static final BinnedMi WIDTH = new BinnedMi(6, Binning.EQUAL_WIDTH, false);
    private static final BinnedMi FREQUENCY = new BinnedMi(6, Binning.EQUAL_FREQUENCY, false);
    private static final BinnedMi CORRECTED = new BinnedMi(6, Binning.EQUAL_FREQUENCY, true);

    @Test
    void agreesWithAnotherProgram() {
        // NumPy 2.4.6: i = numpy.arange(60); x = numpy.sin(i); y = numpy.sin(i) + numpy.cos(7 * i) / 2
        // h = lambda p: -(p[p > 0] * numpy.log(p[p > 0])).sum(); c = numpy.histogram2d(x, y, [6, 6])[0] / 60
        // h(c.sum(1)) + h(c.sum(0)) - h(c.ravel()), and the same with numpy.add.at(c, (r(x), r(y)), 1 / 60) on zeros,
        // r = lambda v: numpy.argsort(numpy.argsort(v)) * 6 // 60; corrected: + (o(c.sum(1)) + o(c.sum(0)) - o(c) - 1)
        // / 120
        // with o = lambda p: (p > 0).sum()
        Matrix x = Matrix.fill(60, 1, (i, j) -> Math.sin(i));
        Matrix y = Matrix.fill(60, 1, (i, j) -> Math.sin(i) + Math.cos(7 * i) / 2);
        assertEquals(0.8103859020378983, WIDTH.estimate(x, y), 1e-12);
        assertEquals(0.7450430964566328, FREQUENCY.estimate(x, y), 1e-12);
        assertEquals(0.6783764297899662, CORRECTED.estimate(x, y), 1e-12);
    }

    @Test
    void isExactForDiscreteVariables() {
        // p(0, 0) = p(1, 1) = 3/8, p(0, 1) = p(1, 0) = 1/8
        Matrix x = Matrix.fill(800, 1, (i, j) -> i % 2);
        Matrix y = Matrix.fill(800, 1, (i, j) -> i % 8 < 2 ? 1 - i % 2 : i % 2);
        double expected = 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5);
        assertEquals(expected, new BinnedMi(2, Binning.EQUAL_WIDTH, false).estimate(x, y), 1e-12);
        assertEquals(expected, new BinnedMi(2, Binning.EQUAL_FREQUENCY, false).estimate(x, y), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Binning.class)
    void obeysTheChainRuleExactlyAndIsSymmetric(Binning binning) {
        Matrix six = dense(500, 4, 1);
        Matrix a = left(six, 1);
        Matrix b = six.columns(1);
        Matrix y = right(six, 2);
        for (boolean corrected : new boolean[] {false, true}) {
            BinnedMi binned = new BinnedMi(4, binning, corrected);
            double both = binned.estimate(a.beside(b), y);
            assertEquals(both, binned.estimate(b, y) + binned.estimate(a, y, b), 1e-12);
            assertEquals(both, binned.estimate(y, a.beside(b)), 1e-12);
            assertEquals(both, binned.estimate(b.beside(a), map(y, v -> 8 * v)), 1e-12);
            assertEquals(both, Draws.mean(binned.pointwise(a.beside(b), y)), 1e-12);
        }
    }

    @Test
    void theCorrectionRemovesMostOfWhatIndependentColumnsFeign() {
        Matrix x = normal(2000, 1, 1);
        Matrix y = normal(2000, 1, 2);
        assertEquals(25 / 4000.0, FREQUENCY.estimate(x, y), 0.004);
        assertEquals(0, CORRECTED.estimate(x, y), 0.004);
    }

    @Test
    void findsMostOfTheInformationOfNormalVariables() {
        Matrix both = pair(20_000, 0.75, 1);
        double nats = new BinnedMi(20, Binning.EQUAL_FREQUENCY, true).estimate(left(both, 1), right(both, 1));
        assertEquals(-0.5 * Math.log(1 - 0.75 * 0.75), nats, 0.03);
    }

    @Test
    void manyColumnsExplodeOnlyTheEstimate() {
        Matrix x = normal(300, 50, 1);
        assertEquals(Math.log(300), new BinnedMi(10, Binning.EQUAL_WIDTH, false).estimate(x, normal(300, 50, 2)), 1e-9);
    }

    @Test
    void equalValuesShareABinAndAConstantColumnChangesNothing() {
        Matrix both = pair(300, 0.5, 1);
        Matrix x = map(left(both, 1), v -> Math.max(v, -0.0));
        Matrix y = right(both, 1);
        Matrix dead = Matrix.fill(300, 1, (i, j) -> 0.1);
        assertEquals(
                FREQUENCY.estimate(x, y),
                FREQUENCY.estimate(Draws.reversedRows(x.beside(dead)), Draws.reversedRows(y)),
                1e-12);
        assertEquals(0, WIDTH.estimate(dead, y), 1e-12);
    }

    @Test
    void saysWhatToDoubtAndItsName() {
        assertEquals(List.of(), WIDTH.warnings(normal(100, 1, 1), normal(100, 1, 2)));
        assertEquals(
                List.of("6 bins in 3 columns make 216 cells for 100 samples; most hold one or none, which feigns"
                        + " information."),
                WIDTH.warnings(normal(100, 2, 1), normal(100, 1, 2)));
        assertEquals("Binned 6 equal width", WIDTH.name());
        assertEquals("Binned 6 equal frequency, corrected", CORRECTED.name());
    }

    @Test
    void refusesNoBins() {
        assertRejected(
                "bins: expected a whole number of at least 1, got 0",
                () -> new BinnedMi(0, Binning.EQUAL_WIDTH, false));
    }
}
