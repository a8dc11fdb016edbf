package org.mipp.information.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.information.gaussian.BackwardElimination.Score;
import org.mipp.linalg.Cholesky;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;

class GaussianModelTest {

    private static final Random RANDOM = new Random(1);

    /** Six nodes of two columns drive four targets with noise. */
    private static final Matrix X = mixed(400, 12);

    private static final Matrix Y = targets(X, 4, 0.7);

    @Test
    void twoNormalVariablesShareHalfTheLogOfWhatTheirCorrelationLeaves() {
        double rho = 0.75;
        SecondMoments exact = SecondMoments.of(1, 1000, 1000, new double[2], new double[] {1000, 750, 750, 1000});
        GaussianModel model = GaussianModel.of(exact, 1, Regularisation.NONE);
        double expected = -0.5 * Math.log(1 - rho * rho);
        assertEquals(expected, model.total(), 1e-10);
        assertEquals(expected, model.alone()[0], 1e-10);
        assertEquals(expected, model.unique()[0], 1e-10);
    }

    @Test
    void uniqueInformationIsTheDifferenceOfTwoTotals() {
        double[] unique = model(X, Y, 2).unique();
        for (int node = 0; node < 6; node++) {
            double without = model(without(X, node, 2), Y, 2).total();
            assertEquals(model(X, Y, 2).total() - without, unique[node], 1e-9, "node " + node);
        }
    }

    @Test
    void uniqueInformationAgreesWithTheFourDeterminants() {
        SecondMoments moments = SecondMoments.of(X, Y);
        int[] node = {4, 5};
        int[] rest = {0, 1, 2, 3, 6, 7, 8, 9, 10, 11};
        int[] y = {12, 13, 14, 15};
        double expected = (logDet(moments, rest, node)
                        + logDet(moments, rest, y)
                        - logDet(moments, rest)
                        - logDet(moments, rest, node, y))
                / 2;
        assertEquals(expected, model(X, Y, 2).unique()[2], 1e-9);
    }

    @Test
    void whatANodeTellsBeyondOthersIsADifferenceOfTotals() {
        RedundancyScan scan = model(X, Y, 2).redundancy(3);
        assertEquals(model(X, Y, 2).alone()[3], scan.left(), 1e-9);
        assertEquals(beyond(3, 1), scan.leftWith(1), 1e-9);
        scan.choose(1);
        assertEquals(beyond(3, 1), scan.left(), 1e-9);
        scan.choose(5);
        assertEquals(beyond(3, 1, 5, 0), scan.leftWith(0), 1e-9);
        for (int other : new int[] {0, 2, 4}) {
            scan.choose(other);
        }
        assertEquals(model(X, Y, 2).unique()[3], scan.left(), 1e-9);
    }

    /** I(node; Y | given) by the chain rule. */
    private static double beyond(int node, int... given) {
        int[] both = IntStream.concat(IntStream.of(node), IntStream.of(given)).toArray();
        return model(nodes(both), Y, 2).total() - model(nodes(given), Y, 2).total();
    }

    private static Matrix nodes(int... nodes) {
        return X.columns(IntStream.of(nodes)
                .flatMap(node -> IntStream.of(2 * node, 2 * node + 1))
                .toArray());
    }

    @Test
    void informationAloneIsTheTotalOfThatNode() {
        double[] alone = model(X, Y, 2).alone();
        int[] all = IntStream.range(0, 400).toArray();
        for (int node = 0; node < 6; node++) {
            Matrix own = X.select(all, new int[] {2 * node, 2 * node + 1});
            assertEquals(model(own, Y, 2).total(), alone[node], 1e-9, "node " + node);
        }
    }

    @Test
    void theSumOfTheLossesIsTheTotalLoss() {
        GaussianModel model = model(X, Y, 2);
        double lost = 0;
        try (BackwardElimination elimination = model.eliminate()) {
            for (int left = 6; left > 0; left--) {
                List<Score> scores = elimination.scores();
                lost += scores.get(left / 2).nats();
                elimination.remove(scores.get(left / 2).node());
            }
        }
        assertEquals(model.total(), lost, 1e-9);
    }

    @Test
    void theSharesAddUpToWhatAllNodesExplain() {
        double explained = 0;
        try (BackwardElimination elimination = model(X, Y, 2).eliminate()) {
            for (int node = 0; node < 6; node++) {
                explained += elimination.scores().get(0).share();
                elimination.remove(node);
            }
        }
        SecondMoments moments = SecondMoments.of(X, Y);
        int[] x = IntStream.range(0, 12).toArray();
        Matrix xx = Matrix.fill(12, 12, moments::covariance);
        double expected = 0;
        for (int target = 12; target < 16; target++) {
            int t = target;
            Matrix cross = Matrix.fill(12, 1, (i, j) -> moments.covariance(i, t));
            Matrix solved = Cholesky.of(xx).solve(cross);
            for (int i : x) {
                expected += cross.get(i, 0) * solved.get(i, 0) / moments.covariance(t, t) / 4;
            }
        }
        assertEquals(expected, explained, 1e-9);
    }

    @Test
    void scalingANodeChangesNothing() {
        Matrix scaled = Matrix.fill(400, 12, (i, j) -> (j / 2 == 3 ? 1e-3 : 1) * X.get(i, j));
        GaussianModel model = GaussianModel.of(SecondMoments.of(X, Y), 2, Regularisation.DEFAULT);
        GaussianModel other = GaussianModel.of(SecondMoments.of(scaled, Y), 2, Regularisation.DEFAULT);
        assertArrayEquals(model.unique(), other.unique(), 1e-9);
        assertArrayEquals(model.alone(), other.alone(), 1e-9);
    }

    @Test
    void permutingNodesPermutesTheirInformation() {
        int[] order = {3, 0, 5, 1, 4, 2};
        Matrix permuted = Matrix.fill(400, 12, (i, j) -> X.get(i, 2 * order[j / 2] + j % 2));
        double[] unique = model(X, Y, 2).unique();
        assertArrayEquals(
                Arrays.stream(order).mapToDouble(node -> unique[node]).toArray(),
                model(permuted, Y, 2).unique(),
                1e-9);
    }

    @Test
    void aDeadNodeTellsNothing() {
        Matrix dead = Matrix.fill(400, 12, (i, j) -> j / 2 == 1 ? 0.3 : X.get(i, j));
        GaussianModel model = model(dead, Y, 2);
        assertArrayEquals(new int[] {0, 2, 3, 4, 5}, model.live());
        assertEquals(0, model.unique()[1]);
        assertEquals(0, model.alone()[1]);
    }

    @Test
    void aCopyMakesANodeDispensable() {
        Matrix twins = Matrix.fill(400, 14, (i, j) -> X.get(i, j < 12 ? j : j - 12));
        GaussianModel model = GaussianModel.of(SecondMoments.of(twins, Y), 2, Regularisation.DEFAULT);
        assertEquals(0, model.unique()[0], 1e-3);
        assertEquals(model.unique()[0], model.unique()[6], 1e-9);
        assertTrue(model.alone()[0] > 0.1);
        try (BackwardElimination elimination = model.eliminate()) {
            elimination.remove(6);
            assertTrue(elimination.scores().get(0).nats() > 0.05, "the twin that stays is needed");
        }
    }

    @Test
    void aLinearModelCannotSeeAnExclusiveOr() {
        Random random = new Random(3);
        Matrix bits = Matrix.fill(5000, 2, (i, j) -> random.nextInt(2));
        Matrix xor = Matrix.fill(5000, 1, (i, j) -> Math.abs(bits.get(i, 0) - bits.get(i, 1)));
        GaussianModel model = model(bits, xor, 1);
        assertEquals(0, model.total(), 0.002);
        assertEquals(0, model.unique()[0], 0.002);
    }

    @Test
    void noiseOnTheTargetsMakesADeterministicLayerFinite() {
        Matrix exact = targets(X, 4, 0);
        GaussianModel model = GaussianModel.of(SecondMoments.of(X, exact), 2, new Regularisation(1e-9, 0.1));
        // each target: signal 1, noise 0.1, so that at most 4 * 1/2 ln 11 nats pass
        assertTrue(model.total() > 1 && model.total() <= 2 * Math.log(11) + 1e-6, "total " + model.total());
    }

    @Test
    void targetsThatNeverVaryAreLeftOut() {
        Matrix constant = Matrix.fill(400, 4, (i, j) -> j == 2 ? 5 : Y.get(i, j));
        GaussianModel model = model(X, constant, 2);
        assertEquals(3, model.targets());
        assertTrue(model.total() > 0);
    }

    @Test
    void withoutAnyLiveTargetNothingIsTold() {
        GaussianModel model = model(X, Matrix.fill(400, 1, (i, j) -> 1), 2);
        assertEquals(0, model.total());
        assertArrayEquals(new double[6], model.unique(), 1e-12);
    }

    @Test
    void fewerSamplesThanColumnsAreShrunkAndSaidSo() {
        int[] few = IntStream.range(0, 10).toArray();
        GaussianModel model = GaussianModel.of(
                SecondMoments.of(
                        X.select(few, IntStream.range(0, 12).toArray()),
                        Y.select(few, IntStream.range(0, 4).toArray())),
                2,
                Regularisation.DEFAULT);
        assertEquals(1, model.warnings().size());
        assertTrue(
                model.warnings().get(0).startsWith("only 10 samples for 16 columns: covariances are shrunk by"),
                model.warnings().get(0));
        assertTrue(Arrays.stream(model.unique()).allMatch(Double::isFinite));
    }

    @Test
    void refusesAWidthThatDoesNotDivide() {
        SecondMoments moments = SecondMoments.of(X, Y);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> GaussianModel.of(moments, 5, Regularisation.DEFAULT))
                .getMessage();
        assertEquals("columns per node: expected a divisor of the 12 inputs, got 5", message);
    }

    @Test
    void refusesToRemoveANodeTwice() {
        try (BackwardElimination elimination = model(X, Y, 2).eliminate()) {
            elimination.remove(4);
            String message = assertThrows(IllegalArgumentException.class, () -> elimination.remove(4))
                    .getMessage();
            assertEquals("remove: expected one of the nodes that are left, [0, 1, 2, 3, 5], got 4", message);
        }
    }

    @Test
    void refusesRegularisationOutsideItsRange() {
        assertEquals(
                "ridge: expected a finite number above 0, got 0.0",
                assertThrows(IllegalArgumentException.class, () -> new Regularisation(0, 0))
                        .getMessage());
        assertEquals(
                "noise: expected a finite number of at least 0, got -1.0",
                assertThrows(IllegalArgumentException.class, () -> new Regularisation(1, -1))
                        .getMessage());
    }

    private static GaussianModel model(Matrix x, Matrix y, int width) {
        return GaussianModel.of(SecondMoments.of(x, y), width, Regularisation.NONE);
    }

    private static Matrix mixed(int samples, int columns) {
        Matrix normal = Matrix.fill(samples, columns, (i, j) -> RANDOM.nextGaussian());
        return Matrix.fill(samples, columns, (i, j) -> normal.get(i, j) + 0.5 * normal.get(i, (j + 1) % columns));
    }

    private static Matrix targets(Matrix x, int count, double noise) {
        Matrix map = Matrix.fill(x.columns(), count, (i, j) -> RANDOM.nextGaussian());
        return Matrix.fill(x.rows(), count, (i, j) -> {
            double sum = noise * RANDOM.nextGaussian();
            for (int k = 0; k < x.columns(); k++) {
                sum += x.get(i, k) * map.get(k, j);
            }
            return sum;
        });
    }

    private static Matrix without(Matrix x, int node, int width) {
        return x.select(
                IntStream.range(0, x.rows()).toArray(),
                IntStream.range(0, x.columns()).filter(j -> j / width != node).toArray());
    }

    private static double logDet(SecondMoments moments, int[]... groups) {
        int[] columns = Arrays.stream(groups).flatMapToInt(Arrays::stream).toArray();
        return Cholesky.of(Matrix.fill(
                        columns.length, columns.length, (i, j) -> moments.covariance(columns[i], columns[j])))
                .logDeterminant();
    }
}
