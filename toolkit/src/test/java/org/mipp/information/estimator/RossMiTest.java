package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mipp.information.estimator.Draws.assertRejected;
import static org.mipp.information.estimator.Draws.map;
import static org.mipp.information.estimator.Draws.normal;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Digamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.information.estimator.RossMi.Discrete;
import org.mipp.linalg.Matrix;

class RossMiTest {

    private static final RossMi ROSS = new RossMi(3, Discrete.X);

    private static final Matrix LABELS = Matrix.fill(300, 1, (i, j) -> i % 3 - 1);

    private static Matrix shifted(Matrix labels, int columns, double by, long seed) {
        Matrix noise = normal(labels.rows(), columns, seed);
        return Matrix.fill(labels.rows(), columns, (i, j) -> noise.get(i, j) + by * labels.get(i, 0));
    }

    @Test
    void agreesWithAnotherProgram() {
        // SciPy 1.17.1: i = numpy.arange(60); l = i % 3; z = numpy.sin(i) + l / 2; a = abs(z[:, None] - z)
        // e = numpy.sort(numpy.where(l[:, None] == l, a, 9))[:, 3, None]; d = scipy.special.digamma
        // d(60) + d(3) - d(20) - d((a <= e).sum(1) - 1).mean(); scikit-learn 1.9.1 gives the same to its noise:
        // mutual_info_classif(z[:, None], l, n_neighbors=3, random_state=0)
        Matrix labels = Matrix.fill(60, 1, (i, j) -> i % 3);
        Matrix z = Matrix.fill(60, 1, (i, j) -> Math.sin(i) + i % 3 / 2.0);
        assertEquals(0.21681093673823648, ROSS.estimate(labels, z), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void agreesWithComparingAllPairs(int columns) {
        Matrix y = shifted(LABELS, columns, 0.5, 1);
        assertEquals(slow(LABELS, y, 3), ROSS.estimate(LABELS, y), 1e-12);
        Matrix tied = map(y, v -> Math.max(0, Math.rint(3 * v)));
        assertEquals(slow(LABELS, tied, 3), ROSS.estimate(LABELS, tied), 1e-12);
    }

    /** All classes have more than k samples. */
    private static double slow(Matrix labels, Matrix variable, int k) {
        int n = labels.rows();
        Matrix y = Matrix.of(n, variable.columns(), RossMi.spread(k, variable, Partition.ofRows(labels)));
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int centre = i;
            int[] same = IntStream.range(0, n)
                    .filter(j -> j != centre && labels.get(j, 0) == labels.get(centre, 0))
                    .toArray();
            double radius = IntStream.of(same)
                    .mapToDouble(j -> distance(y, centre, j))
                    .sorted()
                    .skip(k - 1)
                    .findFirst()
                    .orElseThrow();
            long near = IntStream.of(same)
                    .filter(j -> distance(y, centre, j) <= radius)
                    .count();
            long all = IntStream.range(0, n)
                            .filter(j -> distance(y, centre, j) <= radius)
                            .count()
                    - 1;
            sum += Digamma.value(n) + Digamma.value(near) - Digamma.value(same.length + 1) - Digamma.value(all);
        }
        return sum / n;
    }

    private static double distance(Matrix y, int a, int b) {
        return IntStream.range(0, y.columns())
                .mapToDouble(c -> Math.abs(y.get(a, c) - y.get(b, c)))
                .max()
                .orElseThrow();
    }

    @Test
    void findsTheInformationOfLabelsThatShiftAUniformVariable() {
        // U(0, 1) or U(1/2, 3/2) with equal probability: ln 2 outside the overlap, half of the samples
        Matrix labels = Matrix.fill(10_000, 1, (i, j) -> i % 2);
        Random random = new Random(1);
        Matrix y = Matrix.fill(10_000, 1, (i, j) -> random.nextDouble() + i % 2 / 2.0);
        assertEquals(Math.log(2) / 2, ROSS.estimate(labels, y), 0.02);
    }

    @Test
    void labelsThatSeparateTellTheirEntropyAndIndependentOnesNothing() {
        assertEquals(Math.log(3), ROSS.estimate(LABELS, shifted(LABELS, 1, 100, 1)), 0.01);
        assertEquals(0, ROSS.estimate(LABELS, normal(300, 2, 1)), 0.1);
        assertEquals(0, ROSS.estimate(map(LABELS, v -> 7), normal(300, 2, 1)), 1e-12);
    }

    @Test
    void doesNotCareWhichVariableHoldsTheLabelsOrWhatTheyAreCalled() {
        Matrix y = shifted(LABELS, 2, 0.5, 1);
        double nats = ROSS.estimate(LABELS, y);
        assertEquals(nats, new RossMi(3, Discrete.Y).estimate(y, LABELS), 1e-12);
        assertEquals(nats, ROSS.estimate(map(LABELS, v -> -5 * v), map(y, v -> 4 * v)), 1e-12);
    }

    @Test
    void leavesOutSamplesThatAreAloneInTheirClassAndAsksSmallClassesForFewerNeighbours() {
        Matrix y = shifted(LABELS, 1, 0.5, 1);
        Matrix alone = Draws.with(LABELS, 0, 0, 9);
        int[] others = IntStream.range(1, 300).toArray();
        Matrix rest = Matrix.of(300, 1, SampleColumns.standardised(y)).rows(others);
        assertEquals(ROSS.estimate(LABELS.rows(others), rest), ROSS.estimate(alone, y), 1e-9);
        Matrix pairOf = Draws.with(alone, 3, 0, 9);
        assertEquals(List.of("1 of 4 classes have no more than k = 3 samples."), ROSS.warnings(pairOf, y));
        assertEquals(true, Double.isFinite(ROSS.estimate(pairOf, y)));
        assertEquals(List.of("1 samples are alone in their class and are left out."), ROSS.warnings(alone, y));
    }

    @Test
    void namesItsParameters() {
        assertEquals("Ross k=3, labels in x", ROSS.name());
    }

    @Test
    void refusesWhatAreNoLabels() {
        Matrix y = normal(300, 1, 1);
        assertRejected(
                "x: expected whole numbers as class labels, got others; choose an estimator for continuous variables",
                () -> ROSS.estimate(y, y));
        assertRejected("y: expected one column of class labels, got 2 columns", () -> new RossMi(3, Discrete.Y)
                .estimate(y, normal(300, 2, 1)));
        assertRejected(
                "x: expected labels that occur more than once, got 300 different ones; choose an estimator for"
                        + " continuous variables",
                () -> ROSS.estimate(Matrix.fill(300, 1, (i, j) -> i), y));
        assertRejected("neighbours: expected a whole number of at least 1, got 0", () -> new RossMi(0, Discrete.X));
    }
}
