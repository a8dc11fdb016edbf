package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mipp.information.estimator.Draws.assertRejected;
import static org.mipp.information.estimator.Draws.dense;
import static org.mipp.information.estimator.Draws.left;
import static org.mipp.information.estimator.Draws.map;
import static org.mipp.information.estimator.Draws.right;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.information.Derived;
import org.mipp.linalg.Matrix;

class GaussianCopulaMiTest {

    private static final GaussianCopulaMi COPULA = new GaussianCopulaMi();

    private static final Matrix SIX = dense(300, 6, 1);
    private static final Matrix X = left(SIX, 4);
    private static final Matrix Y = right(SIX, 4);

    @Test
    void agreesWithAnotherProgram() {
        // SciPy 1.17.1: i = numpy.arange(50); x = numpy.sin(i); y = numpy.exp(numpy.sin(i + 0.5));
        // s = lambda v: scipy.stats.norm.ppf(scipy.stats.rankdata(v) / 51); r = numpy.corrcoef(s(x), s(y))[0, 1]
        // d = scipy.special.digamma; -numpy.log(1 - r * r) / 2 - (d(49 / 2) - d(48 / 2)) / 2
        Matrix x = Matrix.fill(50, 1, (i, j) -> Math.sin(i));
        Matrix y = Matrix.fill(50, 1, (i, j) -> Math.exp(Math.sin(i + 0.5)));
        assertEquals(0.492566613132138, COPULA.estimate(x, y), 1e-12);
    }

    @Test
    void findsTheInformationBehindAnyMonotoneChange() {
        Matrix both = dense(20_000, 6, 2);
        Matrix x = map(left(both, 3), v -> Math.exp(3 * v));
        Matrix y = map(right(both, 3), v -> -v * v * v);
        assertEquals(Draws.denseNats(3), COPULA.estimate(x, y), 0.02);
        assertEquals(COPULA.estimate(left(both, 3), right(both, 3)), COPULA.estimate(x, y), 1e-12);
    }

    @Test
    void isSymmetricAndIgnoresTheOrderOfColumnsAndSamples() {
        double nats = COPULA.estimate(X, Y);
        assertEquals(nats, COPULA.estimate(Y, X), 1e-12);
        assertEquals(nats, COPULA.estimate(Draws.reversedColumns(X), Draws.reversedColumns(Y)), 1e-12);
        Matrix tiedX = map(X, v -> Math.max(v, 0));
        double tied = COPULA.estimate(tiedX, Y);
        assertEquals(tied, COPULA.estimate(Draws.reversedRows(tiedX), Draws.reversedRows(Y)), 1e-12);
    }

    @Test
    void tiedValuesShareTheMeanOfTheirRanks() {
        // SciPy 1.17.1: scipy.stats.norm.ppf(scipy.stats.rankdata([3, -0.0, 0, 5, 0]) / 6)
        double[] expected = {
            0.43072729929545744, -0.43072729929545756, -0.43072729929545756, 0.967421566101701, -0.43072729929545756
        };
        assertArrayEquals(
                expected,
                GaussianCopulaMi.scores(Matrix.of(5, 1, 3, -0.0, 0, 5, 0)).column(0),
                1e-12);
    }

    @Test
    void obeysTheChainRuleExactly() {
        Matrix a = left(X, 1);
        Matrix rest = right(X, 1);
        assertEquals(COPULA.estimate(X, Y), COPULA.estimate(rest, Y) + COPULA.estimate(a, Y, rest), 1e-12);
    }

    @Test
    void leavesOneOutAsByFittingAnew() {
        assertArrayEquals(Derived.leaveOneOut(COPULA::estimate, X, 2, Y), COPULA.leaveOneOut(X, 2, Y), 1e-9);
    }

    @Test
    void pointwiseValuesAverageToTheEstimate() {
        assertEquals(COPULA.estimate(X, Y), Draws.mean(COPULA.pointwise(X, Y)), 1e-12);
    }

    @Test
    void saysWhatToDoubtAndItsName() {
        assertEquals(List.of(), COPULA.warnings(X, Y));
        assertEquals(
                List.of("y has 2 of 2 columns in which values are tied, so their ranks are shared."),
                COPULA.warnings(X, map(Y, v -> Math.max(v, 0))));
        assertEquals("Gaussian copula", COPULA.name());
        assertEquals("Gaussian copula, plug-in", new GaussianCopulaMi(false).name());
    }

    @Test
    void refusesAConstantColumn() {
        assertRejected(
                "y: expected columns that vary, got column 0 always at 3.0; leave it out",
                () -> COPULA.estimate(X, map(left(Y, 1), v -> 3)));
    }
}
