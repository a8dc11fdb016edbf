package org.mipp.selection.terc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Estimators;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KernelWidth;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.estimator.RenyiMi;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.information.neural.DonskerVaradhan;
import org.mipp.information.neural.InfoNce;
import org.mipp.information.neural.LatentMi;
import org.mipp.information.neural.Mine;
import org.mipp.information.neural.MlpLossDifference;
import org.mipp.information.neural.NeuralOptions;
import org.mipp.information.neural.Nwj;
import org.mipp.information.neural.Smile;
import org.mipp.network.Network;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;

/** Networks pruned by any estimator. */
class TercTest {

    private static final MiEstimator KSG = new KsgMi(KsgMi.Algorithm.FIRST, 4);
    private static final MiEstimator GAUSSIAN = new GaussianMi();

    @Test
    void anEstimatorThatFindsNothingIsDoubtedByName() {
        Activations activations =
                Capture.of(Examples.perceptron(1, 6, 5, 3), Examples.noise(300, 1), CaptureOptions.DEFAULT);
        Masks masks = new Terc((x, y) -> 1).select(activations, new Budget.Confidence(0.95));
        assertEquals(
                List.of(
                        "b: no node but one tells more than noise in its place would, by this estimator; see whether it finds"
                                + " anything, as in benchmark(estimator), or set a size, as in keep(0.5)",
                        "a: no node but one tells more than noise in its place would, by this estimator; see whether it finds"
                                + " anything, as in benchmark(estimator), or set a size, as in keep(0.5)",
                        "one node is left of a, b: all that goes on from there passes through it; a floor, as in"
                                + " parameters(0.1).atLeast(0.1), prevents that"),
                masks.warnings());
        assertEquals(
                List.of(),
                new Terc((x, y) -> 1)
                        .select(activations, new Budget.KeptFraction(0.5))
                        .warnings());
    }

    @Test
    void prunesANetworkWithALambdaAndKeepsWhatTheClosedFormKeeps() {
        Network network = Examples.perceptron(1, 8, 5, 3);
        Activations captured = Capture.of(network, Examples.noise(1500, 2), CaptureOptions.DEFAULT);
        Budget budget = new Budget.KeptFraction(0.5);
        MiEstimator lambda = (x, y) -> new GaussianMi(false, 0).estimate(x, y);
        Masks masks = new Terc(lambda).rows(1500).select(captured, budget);
        Masks closed = new ClosedFormTerc(Regularisation.DEFAULT).select(captured, new Budget.LostInformation(0.2));
        for (Mask mask : masks.masks()) {
            List<Integer> path = path(closed, mask.layer());
            long shared = path.subList(0, mask.nodes() - mask.kept().size()).stream()
                    .filter(node -> !mask.keeps(node))
                    .count();
            assertTrue(shared >= mask.nodes() - mask.kept().size() - 1, mask + ", the closed form's order " + path);
        }
        assertEquals("TERC, yours", masks.method());
    }

    @TestFactory
    Stream<DynamicTest> prunesANetworkWithEveryEstimator() {
        NeuralOptions quick =
                NeuralOptions.DEFAULT.withHidden(8).withBatchSize(32).withSteps(20, 10, 2);
        return Stream.of(
                        Estimators.gaussianMi(),
                        Estimators.copulaMi(),
                        Estimators.ksg(3),
                        new KsgMi(KsgMi.Algorithm.SECOND, 3),
                        Estimators.binned(3),
                        new RenyiMi(2, new KernelWidth.MedianDistance(), 100, 0),
                        Estimators.lossDifference(),
                        Mine.DEFAULT.with(quick),
                        Smile.DEFAULT.with(quick),
                        InfoNce.DEFAULT.with(quick),
                        Nwj.DEFAULT.with(quick),
                        DonskerVaradhan.DEFAULT.with(quick),
                        LatentMi.before(KSG).with(quick),
                        MlpLossDifference.of(MlpLossDifference.Target.NUMBERS).with(quick))
                .map(estimator -> DynamicTest.dynamicTest(estimator.name(), () -> {
                    Activations captured =
                            Capture.of(Examples.perceptron(1, 4, 2), Examples.noise(300, 2), CaptureOptions.DEFAULT);
                    Masks masks = new Terc(estimator).rows(200).select(captured, new Budget.Confidence(0.8));
                    assertFalse(masks.masks().get(0).kept().isEmpty());
                    assertEquals("TERC, " + estimator.name(), masks.method());
                }));
    }

    private static List<Integer> path(Masks masks, String layer) {
        return masks.paths().stream()
                .filter(path -> path.layer().equals(layer))
                .flatMap(path -> path.removals().stream())
                .map(Removal::node)
                .toList();
    }

    @Test
    void thePublishedSearchRemovesTwinsAndKeepsWhatIsNeeded() {
        Network twins = Examples.perceptron(5, 4, 3);
        for (int j = 0; j < 12; j++) {
            twins = Examples.with(
                    twins, "a.weight", 12 + j, twins.weight("a.weight").toArray()[j]);
        }
        twins = Examples.with(twins, "a.bias", 1, twins.weight("a.bias").toArray()[0]);
        Activations captured = Capture.of(twins, Examples.noise(1500, 3), CaptureOptions.DEFAULT);
        Masks masks = Terc.published(1).rows(1500).select(captured, new Budget.Confidence(0.95));
        Mask mask = masks.mask("a");
        assertTrue(mask.keeps(0) != mask.keeps(1), mask + " " + mask.kept());
        assertEquals("TERC as published", masks.method());
    }

    @Test
    void thePublishedSearchRefusesABudgetThatDoesNotTest() {
        Activations captured = Capture.of(
                Examples.perceptron(1, 6, 3), Examples.noise(400, 2), CaptureOptions.DEFAULT.sampleRows(300));
        assertEquals(
                "TERC as published: expected a budget that tests every node, got 'keep 50 %'; use a confidence, or an"
                        + " estimator's search",
                assertThrows(IllegalArgumentException.class, () -> Terc.published(1)
                                .select(captured, new Budget.KeptFraction(0.5)))
                        .getMessage());
    }

    @Test
    void theSameSeedSelectsTheSame() {
        Activations captured = Capture.of(
                Examples.perceptron(1, 6, 3), Examples.noise(400, 2), CaptureOptions.DEFAULT.sampleRows(300));
        Budget budget = new Budget.Confidence(0.9);
        assertEquals(
                new Terc(KSG).select(captured, budget).masks(),
                new Terc(KSG).select(captured, budget).masks());
    }

    @Test
    void aStreamThatSeveralMapsReadIsSearchedAtAllOfThem() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2);
        Activations captured = Capture.of(network, GraphExamples.noise(300, 1), CaptureOptions.DEFAULT.sampleRows(300));
        Masks masks = new Terc(new GaussianMi(false, 0.01)).select(captured, new Budget.LostInformation(0.5));
        assertEquals(captured.layers().size(), masks.paths().size());
        assertTrue(masks.masks().stream().anyMatch(mask -> mask.kept().size() < mask.nodes()), masks.toString());
        for (RemovalPath path : masks.paths()) {
            assertTrue(path.lost() <= 0.5, path.layer() + " lost " + path.lost());
        }
    }

    @Test
    void lostInformationStopsTheClosedFormTooAndNests() {
        Activations captured =
                Capture.of(Examples.perceptron(1, 12, 5), Examples.noise(900, 2), CaptureOptions.DEFAULT);
        ClosedFormTerc terc = new ClosedFormTerc(Regularisation.DEFAULT);
        RemovalPath little =
                terc.select(captured, new Budget.LostInformation(0.1)).paths().get(0);
        RemovalPath much =
                terc.select(captured, new Budget.LostInformation(0.6)).paths().get(0);
        assertTrue(little.lost() <= 0.1 && much.lost() <= 0.6 && much.lost() > 0.1);
        assertTrue(little.mask().kept().containsAll(much.mask().kept()));
    }

    @Test
    void anEstimatorThatReturnsNoNumberIsNamedWithTheLayer() {
        MiEstimator broken = (x, y) -> x.columns() < 6 ? Double.NaN : 1;
        assertEquals(
                "layer a: estimator 'yours': expected a finite number of nats from 300 samples of 1 + 3 columns, got NaN",
                refusal(broken, new Budget.Confidence(0.9)));
    }

    @Test
    void refusesABudgetThatOnlyTheClosedFormKnows() {
        assertEquals(
                "TERC, yours: expected a budget in nats or nodes, got '10 % unexplained', a share of variance that only the"
                        + " closed form knows; use a confidence, lost information or a kept fraction",
                refusal((x, y) -> 0, new Budget.UnexplainedShare(0.1)));
    }

    @Test
    void refusesNegativeInformation() {
        assertEquals(
                "lost information: expected a finite number of at least 0, got -1.0",
                assertThrows(IllegalArgumentException.class, () -> new Budget.LostInformation(-1))
                        .getMessage());
    }

    @Test
    void anInterruptStopsTheSearchAndTheNextOneWorks() {
        Activations captured = Capture.of(
                Examples.perceptron(1, 6, 3), Examples.noise(400, 2), CaptureOptions.DEFAULT.sampleRows(300));
        Thread.currentThread().interrupt();
        assertThrows(
                CancellationException.class, () -> new Terc(GAUSSIAN).select(captured, new Budget.Confidence(0.9)));
        assertEquals(
                1,
                new Terc(GAUSSIAN)
                        .select(captured, new Budget.Confidence(0.9))
                        .masks()
                        .size());
    }

    private static String refusal(MiEstimator estimator, Budget budget) {
        Activations captured = Capture.of(
                Examples.perceptron(1, 6, 3), Examples.noise(400, 2), CaptureOptions.DEFAULT.sampleRows(300));
        return assertThrows(IllegalArgumentException.class, () -> new Terc(estimator).select(captured, budget))
                .getMessage();
    }
}
