package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.information.estimator.Draws.assertRejected;
import static org.mipp.information.estimator.Draws.dense;
import static org.mipp.information.estimator.Draws.left;
import static org.mipp.information.estimator.Draws.map;
import static org.mipp.information.estimator.Draws.normal;
import static org.mipp.information.estimator.Draws.right;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mipp.information.estimator.LossDifferenceMi.Loss;
import org.mipp.linalg.Matrix;

class LossDifferenceMiTest {

    private static final LossDifferenceMi SQUARED = new LossDifferenceMi(Loss.SQUARED);
    private static final LossDifferenceMi LOG = new LossDifferenceMi(Loss.LOG);

    @Test
    void underSquaredLossItFindsTheInformationOfNormalVectors() {
        Matrix both = dense(20_000, 6, 1);
        assertEquals(Draws.denseNats(3), SQUARED.estimate(left(both, 3), right(both, 3)), 0.02);
    }

    @Test
    void underLogLossItFindsTheInformationOfLogisticLabels() {
        // P(y = 1 | x) = 1 / (1 + e^-2x), x standard normal: I = ln 2 - E[h(P)], by the trapezoid rule
        Random random = new Random(1);
        Matrix x = normal(20_000, 1, 1);
        Matrix y = map(x, v -> random.nextDouble() < 1 / (1 + Math.exp(-2 * v)) ? 1 : 0);
        double expected = Math.log(2);
        for (double v = -8; v <= 8; v += 1e-3) {
            double p = 1 / (1 + Math.exp(-2 * v));
            double entropy = -p * Math.log(p) - (1 - p) * Math.log1p(-p);
            expected -= 1e-3 * entropy * Math.exp(-v * v / 2) / Math.sqrt(2 * Math.PI);
        }
        assertEquals(expected, LOG.estimate(x, y), 0.01);
    }

    @Test
    void regressionAgreesWithAnotherProgram() {
        // SciPy 1.17.1: i = numpy.arange(60); X = numpy.c_[numpy.sin(i), numpy.cos(2 * i)]
        // L = (3 * (numpy.sin(i + 0.5) + 1.001) / 2.01).astype(int) % 3; w of shape 9, W = w.reshape(3, 3)
        // s = X @ W[:2] + W[2]; lp = s - scipy.special.logsumexp(s, axis=1, keepdims=True)
        // scipy.optimize.minimize of -lp[i, L].mean() + 0.01 / 2 * (W[:2] ** 2).sum() from 0, gtol 1e-10;
        // then -lp[i, L].mean()
        double[] x = new double[120];
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            x[2 * i] = Math.sin(i);
            x[2 * i + 1] = Math.cos(2 * i);
            labels[i] = (int) (3 * (Math.sin(i + 0.5) + 1.001) / 2.01) % 3;
        }
        LogisticRegression fit = LogisticRegression.fit(x, labels, 3, 0.01);
        double loss = 0;
        for (int i = 0; i < 60; i++) {
            loss += fit.loss(x, i, labels[i]) / 60;
        }
        assertEquals(0.5981759863318359, loss, 1e-6);
    }

    @Test
    void separableClassesTellAlmostTheirEntropyAndTheFitEnds() {
        Matrix labels = Matrix.fill(300, 1, (i, j) -> i % 3);
        Matrix x = Matrix.fill(300, 3, (i, j) -> i % 3 == j ? 1 : 0);
        LossDifferenceMi light = new LossDifferenceMi(Loss.LOG, 1e-6, 5, 0);
        assertEquals(Math.log(3), light.estimate(x, labels), 0.01);
    }

    @Test
    void independentVariablesGiveNoMoreThanNothing() {
        Matrix x = normal(500, 10, 1);
        double squared = SQUARED.estimate(x, normal(500, 2, 2));
        assertTrue(squared < 0 && squared > -0.1, "" + squared);
        double log = LOG.estimate(x, map(normal(500, 1, 2), v -> v > 0 ? 1 : 0));
        assertTrue(log < 0 && log > -0.1, "" + log);
    }

    @Test
    void ignoresScaleShiftAndOrderOfColumns() {
        Matrix both = dense(400, 5, 3);
        Matrix x = left(both, 3);
        Matrix y = right(both, 3);
        double nats = SQUARED.estimate(x, y);
        assertEquals(nats, SQUARED.estimate(map(x, v -> 100 * v - 7), Draws.reversedColumns(y)), 1e-9);
        Matrix labels = map(left(y, 1), v -> v > 0 ? 3 : -1);
        assertEquals(LOG.estimate(x, labels), LOG.estimate(map(x, v -> 8 * v + 1), map(labels, v -> -v)), 1e-6);
    }

    @Test
    void aConstantInputChangesNothing() {
        Matrix both = dense(400, 3, 3);
        Matrix x = left(both, 2);
        Matrix dead = Matrix.fill(400, 1, (i, j) -> 0.1);
        Matrix y = right(both, 2);
        assertEquals(SQUARED.estimate(x, y), SQUARED.estimate(x.beside(dead), y), 1e-12);
        Matrix labels = map(y, v -> v > 0 ? 1 : 0);
        assertEquals(LOG.estimate(x, labels), LOG.estimate(x.beside(dead), labels), 1e-9);
    }

    @Test
    void theSeedAssignsTheFolds() {
        Matrix both = dense(100, 2, 3);
        double nats = SQUARED.estimate(left(both, 1), right(both, 1));
        assertEquals(nats, SQUARED.withSeed(0).estimate(left(both, 1), right(both, 1)));
        assertNotEquals(nats, SQUARED.withSeed(1).estimate(left(both, 1), right(both, 1)));
    }

    @Test
    void saysWhatToDoubtAndItsName() {
        Matrix x = normal(100, 1, 1);
        Matrix labels = map(x, v -> v > 0 ? 1 : 0);
        assertEquals(List.of(), LOG.warnings(x, labels));
        assertEquals(
                List.of("y has 1 of 1 columns of whole numbers only, but this estimator is for continuous variables."),
                SQUARED.warnings(x, labels));
        assertEquals("Loss difference, linear, log loss", LOG.name());
        assertEquals("Loss difference, linear, squared loss", SQUARED.name());
    }

    @Test
    void refusesWhatCannotBePredicted() {
        Matrix x = normal(100, 1, 1);
        assertRejected(
                "y: expected columns that vary, got column 0 always at 3.0; leave it out",
                () -> SQUARED.estimate(x, map(x, v -> 3)));
        assertRejected(
                "correlations: expected no column to be a linear function of others, got one that is (a copy, or y"
                        + " computed from x without noise); leave it out, add noise or set a ridge",
                () -> SQUARED.estimate(x, normal(100, 1, 2).beside(normal(100, 1, 2))));
        assertRejected(
                "y: expected whole numbers as class labels, got others; choose an estimator for continuous variables",
                () -> LOG.estimate(x, x));
        assertRejected(
                "samples: expected at least 10, got 9; capture more",
                () -> SQUARED.estimate(normal(9, 1, 1), normal(9, 1, 2)));
        assertRejected("folds: expected at least 2, got 1", () -> new LossDifferenceMi(Loss.SQUARED, 0, 1, 0));
        assertRejected(
                "ridge: expected a finite number of at least 0, got -1.0",
                () -> new LossDifferenceMi(Loss.SQUARED, -1, 5, 0));
        assertRejected(
                "ridge under log loss: expected a finite number above 0, got 0.0",
                () -> new LossDifferenceMi(Loss.LOG, 0, 5, 0));
    }
}
