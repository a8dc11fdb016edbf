package org.mipp.selection.terc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Examples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.gaussian.GaussianModel;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.linalg.Matrix;
import org.mipp.network.Network;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;
import org.mipp.selection.terc.evidence.EstimatorEvidence;
import org.mipp.selection.terc.evidence.Evidence;
import org.mipp.selection.terc.evidence.GaussianEvidence;
import org.mipp.selection.terc.evidence.ObservedLink;
import org.mipp.selection.terc.evidence.SummedEvidence;

/** One greedy search and one in fixed order, over any evidence, followed as far as somebody asks. */
class LayerSearchTest {

    private static final Activations CAPTURED =
            Capture.of(Examples.perceptron(3, 9, 6, 3), Examples.noise(800, 2), CaptureOptions.DEFAULT.sampleRows(300));

    private int asked;

    /** Counts how often it is asked; without a scan. */
    private final MiEstimator counting = MiEstimator.named("counting", (x, y) -> {
        asked++;
        return new GaussianMi(false, 0.01).estimate(x, y);
    });

    private GreedySearch greedy(int nodes) {
        Random random = new Random(1);
        Matrix x = Matrix.fill(200, nodes, (i, j) -> random.nextGaussian());
        Matrix y = Matrix.fill(200, 1, (i, j) -> x.get(i, 0) + 2 * x.get(i, 1) + random.nextGaussian());
        List<Integer> all = IntStream.range(0, nodes).boxed().toList();
        RemainingNodes remaining = new RemainingNodes(
                new PrunableLayer("x", nodes, List.of("x"), List.of(new DownstreamLayer("y", 1, all))));
        Evidence evidence = new SummedEvidence(
                remaining,
                List.of(new EstimatorEvidence(
                        counting, new ObservedLink(x, 1, all, y), OptionalDouble.empty(), 1, done -> {})));
        return new GreedySearch(evidence, remaining, Comparator.comparingDouble(Removal::nats));
    }

    @Test
    void anEstimatorIsNotAskedBeyondTheRemovalThatIsAskedFor() {
        GreedySearch search = greedy(5);
        assertEquals(1, asked, "what all nodes tell");
        search.next();
        assertEquals(1 + 5, asked, "and without each of them");
        assertTrue(search.hasNext());
        assertTrue(search.hasNext());
        assertEquals(1 + 5 + 4, asked, "those that are left, once");
    }

    @Test
    void aFollowedSearchScansOnceMoreForThoseThatStayAndNoFurther() {
        List<Removal> path = greedy(5).follow(gone -> gone.size() >= 1);
        assertEquals(1 + 5 + 4, asked);
        assertEquals(4, path.size());
        assertEquals(List.of(4, 3, 3, 3), path.stream().map(Removal::left).toList(), "scored when four were left");
        asked = 0;
        List<Removal> whole = greedy(5).follow(gone -> false);
        assertEquals(1 + 5 + 4 + 3 + 2, asked, "the last node alone needs no estimate");
        assertEquals(whole.subList(0, 2), path.subList(0, 2));
    }

    @Test
    void aSearchThatHasEndedYieldsNothing() {
        GreedySearch search = greedy(2);
        search.next();
        assertFalse(search.hasNext(), "one node stays");
        assertThrows(NoSuchElementException.class, search::next);
    }

    @Test
    void theFixedOrderTestsTheClosedFormsEvidenceToo() {
        Network idle = Examples.perceptron(1, 10, 4);
        for (int output = 0; output < 4; output++) {
            idle = Examples.with(idle, "b.weight", 10 * output + 4, 0); // nobody reads node 4
        }
        LayerActivations layer = Capture.of(idle, Examples.noise(2000, 2), CaptureOptions.DEFAULT)
                .layers()
                .get(0);
        RemainingNodes remaining = new RemainingNodes(layer.layer());
        List<int[]> targets = List.of(
                IntStream.range(0, layer.links().get(0).moments().targets()).toArray());
        try (Evidence evidence = new GaussianEvidence(
                remaining, layer.links(), targets, Regularisation.DEFAULT, OptionalDouble.of(0.999), gone -> {})) {
            FixedOrderSearch search = new FixedOrderSearch(evidence, remaining);
            List<Removal> gone = new ArrayList<>();
            search.forEachRemaining(gone::add);
            GaussianModel model = GaussianModel.of(layer.links().get(0).moments(), 1, Regularisation.DEFAULT);
            assertEquals(model.total(), evidence.total(), 1e-12);
            assertTrue(gone.stream().anyMatch(removal -> removal.node() == 4), gone.toString());
            for (int i = 0; i < gone.size(); i++) {
                Removal removal = gone.get(i);
                assertTrue(removal.nats() <= removal.threshold().orElseThrow(), removal.toString());
                assertEquals(layer.layer().nodes() - 1 - i, removal.left());
                assertEquals(model.alone()[removal.node()], evidence.alone(removal.node()));
                assertTrue(i == 0 || evidence.alone(gone.get(i - 1).node()) <= evidence.alone(removal.node()));
            }
            assertEquals(layer.layer().nodes(), gone.size() + search.stayed().size(), "each node is tested once");
        }
    }

    @Test
    void aFileKeepsThePathsThatEveryBudgetOfTheNetworkIsSharedOutBy(@TempDir Path folder) {
        NetworkBudget half = NetworkBudget.share(NetworkBudget.Resource.NODES, 0.5);
        NetworkBudget more = NetworkBudget.share(NetworkBudget.Resource.PARAMETERS, 0.7);
        Terc terc = new Terc(counting);
        Masks plain = terc.select(CAPTURED, half);
        int both = asked;
        Terc kept = terc.resumeFrom(folder.resolve("paths"));
        asked = 0;
        assertEquals(plain.masks(), kept.select(CAPTURED, half).masks());
        assertEquals(both, asked);
        asked = 0;
        assertEquals(plain.masks(), kept.select(CAPTURED, half).masks());
        int again = asked;
        assertTrue(again < both, "only the last sweep is searched again: " + again + " of " + both);
        assertEquals(
                terc.select(CAPTURED, more).masks(), kept.select(CAPTURED, more).masks());
    }
}
