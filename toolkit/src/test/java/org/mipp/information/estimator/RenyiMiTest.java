package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.information.estimator.Draws.assertRejected;
import static org.mipp.information.estimator.Draws.left;
import static org.mipp.information.estimator.Draws.map;
import static org.mipp.information.estimator.Draws.normal;
import static org.mipp.information.estimator.Draws.pair;
import static org.mipp.information.estimator.Draws.right;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.linalg.Matrix;

class RenyiMiTest {

    private static final RenyiMi HALF = new RenyiMi(1.01, new KernelWidth.Fixed(0.5), 1000, 0);

    // SciPy 1.17.1: i = numpy.arange(60); x = numpy.sin(i); y = numpy.sin(i) + numpy.cos(7 * i) / 2
    // z = numpy.sin(i) + i % 3 / 2
    private static final Matrix X = Matrix.fill(60, 1, (i, j) -> Math.sin(i));
    private static final Matrix Y = Matrix.fill(60, 1, (i, j) -> Math.sin(i) + Math.cos(7 * i) / 2);
    private static final Matrix Z = Matrix.fill(60, 1, (i, j) -> Math.sin(i) + i % 3 / 2.0);

    @Test
    void agreesWithAnotherProgram() {
        // def gram(v): v = (v - v.mean()) / v.std(); return numpy.exp(-(v[:, None] - v) ** 2 / (2 * 0.5 ** 2))
        // S = lambda k: numpy.log((numpy.linalg.eigvalsh(k / 60).clip(0) ** 1.01).sum()) / (1 - 1.01)
        // S(kx) + S(ky) - S(kx * ky) and S(kx * kz) + S(ky * kz) - S(kx * ky * kz) - S(kz), kx = gram(x), ...
        assertEquals(0.7047305170523313, HALF.estimate(X, Y), 1e-10);
        assertEquals(0.353201114222379, HALF.estimate(X, Y, Z), 1e-10);
    }

    @Test
    void widthsAgreeWithAnotherProgram() {
        // v = (x - x.mean()) / x.std(); a = abs(v[:, None] - v); numpy.sort(a)[:, 1:11].mean() and
        // numpy.median(a[numpy.tril_indices(60, -1)])
        double[] v = SampleColumns.standardised(X);
        Matrix distances = Matrix.fill(60, 60, (i, j) -> Math.abs(v[i] - v[j]));
        assertEquals(0.14503660941301547, new KernelWidth.MeanNeighbourDistance(10).of(distances, 1), 1e-12);
        assertEquals(1.0217143227108318, new KernelWidth.MedianDistance().of(distances, 1), 1e-12);
        assertEquals(2 * Math.pow(60, -0.2), new KernelWidth.Silverman(2).of(distances, 1), 1e-12);
        assertEquals(0.7, new KernelWidth.Fixed(0.7).of(distances, 1));
    }

    @Test
    void aVeryNarrowKernelSeesEverySampleAndAVeryWideOneNothing() {
        assertEquals(Math.log(60), new RenyiMi(2, new KernelWidth.Fixed(1e-6), 1000, 0).estimate(X, Y), 1e-9);
        assertEquals(0, new RenyiMi(2, new KernelWidth.Fixed(1e6), 1000, 0).estimate(X, Y), 1e-9);
    }

    @Test
    void isSymmetricAndIgnoresScaleAndOrder() {
        RenyiMi renyi = new RenyiMi();
        double nats = renyi.estimate(X.beside(Z), Y);
        assertEquals(nats, renyi.estimate(Y, X.beside(Z)), 1e-9);
        assertEquals(nats, renyi.estimate(map(Z.beside(X), v -> 4 * v), Y), 1e-9);
        assertEquals(nats, renyi.estimate(Draws.reversedRows(X.beside(Z)), Draws.reversedRows(Y)), 1e-9);
    }

    @Test
    void ranksByDependence() {
        RenyiMi renyi = new RenyiMi();
        double previous = -1;
        for (double correlation : new double[] {0, 0.5, 0.9}) {
            Matrix both = pair(300, correlation, 1);
            double nats = renyi.estimate(left(both, 1), right(both, 1));
            assertTrue(nats > previous, nats + " at correlation " + correlation);
            previous = nats;
        }
    }

    @Test
    void aConstantVariableTellsNothing() {
        assertEquals(0, HALF.estimate(map(X, v -> 0.1), Y), 1e-9);
    }

    @Test
    void usesNoMoreSamplesThanAllowedChosenByTheSeed() {
        Matrix x = normal(200, 2, 1);
        Matrix y = normal(200, 1, 2);
        RenyiMi few = new RenyiMi(1.01, new KernelWidth.MedianDistance(), 50, 1);
        assertEquals(few.estimate(x, y), few.estimate(x, y));
        assertNotEquals(few.estimate(x, y), few.withSeed(2).estimate(x, y));
        assertEquals(
                List.of(
                        "Only 50 of 200 samples are used, as the cost grows with the cube.",
                        "The value depends on the kernel's width and cannot exceed ln N = 3.91 nats; it ranks, it does"
                                + " not measure."),
                few.warnings(x, y));
    }

    @Test
    void namesItsParameters() {
        assertEquals("Rényi alpha=1.01, width of 10 neighbours", new RenyiMi().name());
        assertEquals("Rényi alpha=1.01, width 0.5", HALF.name());
        assertEquals("median width", new KernelWidth.MedianDistance().toString());
        assertEquals("Silverman width, factor 2.0", new KernelWidth.Silverman(2).toString());
    }

    @Test
    void refusesParametersWithoutMeaning() {
        KernelWidth width = new KernelWidth.Fixed(1);
        assertRejected(
                "order alpha: expected a number other than 1, got 1.0; use 1.01", () -> new RenyiMi(1, width, 9, 0));
        assertRejected("order alpha: expected a finite number above 0, got 0.0", () -> new RenyiMi(0, width, 9, 0));
        assertRejected("samples at most: expected at least 2, got 1", () -> new RenyiMi(2, width, 1, 0));
        assertRejected("kernel width: expected a finite number above 0, got 0.0", () -> new KernelWidth.Fixed(0));
        assertRejected("factor: expected a finite number above 0, got -1.0", () -> new KernelWidth.Silverman(-1));
        assertRejected(
                "neighbours: expected a whole number of at least 1, got 0",
                () -> new KernelWidth.MeanNeighbourDistance(0));
        assertRejected(
                "kernel width: expected a number above 0, got 0.0, because samples equal their neighbours; leave constant"
                        + " columns out, or fix the width for labels: new RenyiMi(1.01, new KernelWidth.Fixed(1), 1000, 0)",
                () -> new RenyiMi().estimate(map(X, v -> v > 0 ? 1 : 0), Y));
    }
}
