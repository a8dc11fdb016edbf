package org.mipp.selection.terc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.linalg.Matrix;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;
import org.mipp.selection.terc.evidence.EstimatorEvidence;
import org.mipp.selection.terc.evidence.Evidence;
import org.mipp.selection.terc.evidence.ObservedLink;
import org.mipp.selection.terc.evidence.SummedEvidence;

/** Both searches on columns whose answer is known, by estimators of mutual information. */
class SearchByEstimatorTest {

    private static final int ROWS = 1500;
    private static final Random RANDOM = new Random(1);
    private static final Matrix NORMAL = Matrix.fill(ROWS, 5, (i, j) -> RANDOM.nextGaussian());
    private static final MiEstimator KSG = new KsgMi(KsgMi.Algorithm.FIRST, 4);
    private static final MiEstimator GAUSSIAN = new GaussianMi();

    /** y = x0 + x1 + noise; x2 and x3 tell nothing; x4 is x0 but for a little noise. */
    private static final Matrix COPY =
            Matrix.fill(ROWS, 5, (i, j) -> j < 4 ? NORMAL.get(i, j) : NORMAL.get(i, 0) + 0.01 * NORMAL.get(i, 4));

    private static final Matrix SUM =
            Matrix.fill(ROWS, 1, (i, j) -> NORMAL.get(i, 0) + NORMAL.get(i, 1) + 0.5 * RANDOM.nextGaussian());

    @Test
    void noiseGoesAndOfTwoCopiesExactlyOne() {
        List<Integer> gone = gone(GAUSSIAN, COPY, SUM);
        assertTrue(gone.containsAll(List.of(2, 3)), gone.toString());
        assertTrue(gone.contains(0) != gone.contains(4), gone.toString());
        assertEquals(3, gone.size(), "the other summand stays");
    }

    @Test
    void anEstimatorThatSeesXorKeepsBothPartsOfItAndALinearOneDoesNot() {
        Matrix y = Matrix.fill(
                ROWS, 1, (i, j) -> Math.signum(NORMAL.get(i, 0) * NORMAL.get(i, 1)) + 0.1 * NORMAL.get(i, 4));
        Matrix x = NORMAL.columns(0, 1, 2);
        assertEquals(List.of(2), gone(KSG, x, y), "useless alone, decisive together");
        assertEquals(2, gone(GAUSSIAN, x, y).size(), "none is left but the one that always stays");
    }

    @Test
    void theFixedOrderTestsTheLeastInformativeNodeFirst() {
        List<double[]> asked = new ArrayList<>();
        MiEstimator recorder = (x, y) -> {
            asked.add(x.row(0));
            return GAUSSIAN.estimate(x, y);
        };
        Matrix y = Matrix.fill(ROWS, 1, (i, j) -> 2 * NORMAL.get(i, 1) + NORMAL.get(i, 0) + 0.5 * NORMAL.get(i, 3));
        Matrix x = NORMAL.columns(0, 1, 2);
        fixedOrder(recorder, x, y);
        int first = asked.size() - 3;
        assertArrayEquals(new double[] {x.get(0, 0), x.get(0, 1)}, asked.get(first), "without the noise");
        assertArrayEquals(new double[] {x.get(0, 1)}, asked.get(first + 1), "then without the weaker one");
    }

    @Test
    void theGreedySearchByAScanIsTheOneByRefits() {
        MiEstimator plain = GAUSSIAN::estimate;
        List<Removal> a = greedy(GAUSSIAN, COPY, SUM).follow(path -> false);
        List<Removal> b = greedy(plain, COPY, SUM).follow(path -> false);
        for (int i = 0; i < 4; i++) {
            assertEquals(b.get(i).node(), a.get(i).node());
            assertEquals(b.get(i).nats(), a.get(i).nats(), 1e-9);
        }
    }

    @Test
    void theLossesAlongTheGreedyPathAddUpToWhatTheLastNodeDoesNotTell() {
        GreedySearch search = greedy(GAUSSIAN, COPY, SUM);
        List<Removal> path = search.follow(gone -> false);
        int last = IntStream.range(0, 5)
                .filter(node -> path.stream().noneMatch(removal -> removal.node() == node))
                .findFirst()
                .orElseThrow();
        double lost = path.stream().mapToDouble(Removal::nats).sum();
        assertEquals(search.evidence.total() - GAUSSIAN.estimate(COPY.columns(last), SUM), lost, 1e-9);
    }

    /** The nodes that fail the test at 95 %, in ascending order. */
    private static List<Integer> gone(MiEstimator estimator, Matrix x, Matrix y) {
        return fixedOrder(estimator, x, y).stream()
                .filter(removal -> removal.nats() <= removal.threshold().orElseThrow())
                .map(Removal::node)
                .sorted()
                .toList();
    }

    private static List<Removal> fixedOrder(MiEstimator estimator, Matrix x, Matrix y) {
        RemainingNodes remaining = remaining(x);
        return new FixedOrderSearch(evidence(estimator, x, y, OptionalDouble.of(0.95), remaining), remaining)
                .follow(gone -> false);
    }

    private static GreedySearch greedy(MiEstimator estimator, Matrix x, Matrix y) {
        RemainingNodes remaining = remaining(x);
        return new GreedySearch(
                evidence(estimator, x, y, OptionalDouble.empty(), remaining),
                remaining,
                Comparator.comparingDouble(Removal::nats));
    }

    private static RemainingNodes remaining(Matrix x) {
        return new RemainingNodes(
                new PrunableLayer("x", x.columns(), List.of("x"), List.of(new DownstreamLayer("y", 1, nodes(x)))));
    }

    private static List<Integer> nodes(Matrix x) {
        return IntStream.range(0, x.columns()).boxed().toList();
    }

    private static Evidence evidence(
            MiEstimator estimator, Matrix x, Matrix y, OptionalDouble level, RemainingNodes remaining) {
        return new SummedEvidence(
                remaining,
                List.of(new EstimatorEvidence(estimator, new ObservedLink(x, 1, nodes(x), y), level, 1, done -> {})));
    }
}
