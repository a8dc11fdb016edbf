package org.mipp.surgery.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Network;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.Reconstruction;
import org.mipp.surgery.repair.Repair;

class BlockRepairTest {

    private static final Images NOISE = GraphExamples.noise(300, 1);
    private static final Images DIGITS = Examples.digits().train().first(500);
    private static final Network LENET = Examples.lenet().network();
    private static final Masks SMALL = mipp(LENET, DIGITS, 0.3);

    private static Masks mipp(Network network, Images images, double fraction) {
        return new ClosedFormTerc(Regularisation.DEFAULT)
                .select(Capture.of(network, images, CaptureOptions.DEFAULT), new Budget.KeptFraction(fraction));
    }

    /** As in a notebook, whose cells do not run on the thread that loaded the engine. */
    @Test
    void anotherThreadComesToTheSameNetwork() throws Exception {
        Network cut = Cut.apply(LENET, SMALL);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            assertEquals(
                    BlockRepair.install(LENET, cut, SMALL, 2).network(),
                    other.submit(() -> BlockRepair.install(LENET, cut, SMALL, 2).network())
                            .get());
        } finally {
            other.shutdownNow();
        }
    }

    @TestFactory
    Stream<DynamicTest> noPairEndsWorseThanWithGAndSomeEndBetter() {
        return Stream.of(
                        GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2),
                        GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3),
                        GraphExamples.builtWithDjl(6),
                        bottleneck(7))
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Masks masks = mipp(network, NOISE, 0.5);
                    BlockRepair.Result result = BlockRepair.install(network, Cut.apply(network, masks), masks, 2);
                    assertTrue(result.pairs().size() >= 2, result.toString());
                    result.pairs().forEach(pair -> assertTrue(pair.fitted() <= pair.withG(), pair.toString()));
                    assertTrue(
                            result.pairs().stream().anyMatch(pair -> pair.fitted() < 0.99 * pair.withG()),
                            result.pairs().toString());
                }));
    }

    @Test
    void pairsOfATrainedChainBringTheLogitsNearerThanGDoes() {
        Network cut = Cut.apply(LENET, SMALL);
        BlockRepair.Result result = BlockRepair.install(LENET, cut, SMALL, 3);
        assertEquals(
                List.of("conv1 conv2", "conv2 fc1", "fc1 fc2", "fc2 fc3"),
                result.pairs().stream()
                        .map(pair -> pair.maker() + " " + pair.reader())
                        .toList());
        float[] wanted = Examples.logits(LENET, DIGITS);
        double withG = Examples.distance(wanted, Examples.logits(Repair.install(LENET, cut, SMALL), DIGITS));
        double byBlocks = Examples.distance(wanted, Examples.logits(result.network(), DIGITS));
        assertTrue(byBlocks < 0.95 * withG, withG + " with g, " + byBlocks + " by blocks");
    }

    /** The loss that the fit reports is what the networks themselves make. */
    @Test
    void theLossOfTheLastPairIsTheMeanSquaredDifferenceOfTheLogits() {
        BlockRepair.Result result = BlockRepair.install(LENET, Cut.apply(LENET, SMALL), SMALL, 1);
        float[] wanted = Examples.logits(LENET, DIGITS);
        float[] got = Examples.logits(result.network(), DIGITS);
        double squares = 0;
        for (int i = 0; i < wanted.length; i++) {
            squares += (wanted[i] - got[i]) * (wanted[i] - got[i]);
        }
        double reported = result.pairs().get(3).fitted();
        assertEquals(squares / wanted.length, reported, 1e-4 * reported);
    }

    @Test
    void theBlockOfABottleneckIsFittedInOverlappingPairs() {
        Network network = bottleneck(7);
        Masks masks = mipp(network, NOISE, 0.5);
        BlockRepair.Result result = BlockRepair.install(network, Cut.apply(network, masks), masks, 1);
        assertEquals(
                List.of("reduce grow", "grow expand"),
                result.pairs().stream()
                        .map(pair -> pair.maker() + " " + pair.reader())
                        .toList());
        assertEquals(List.of(), result.alone());
    }

    @Test
    void batchesThatDoNotFitAreComputedAnewWithTheSameResult() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2);
        Masks masks = mipp(network, NOISE, 0.5);
        Network cut = Cut.apply(network, masks);
        Network kept =
                BlockRepair.install(network, cut, masks, 2, TwinForward.MEMORY).network();
        Network streamed = BlockRepair.install(network, cut, masks, 2, 0).network();
        assertEquals(kept, streamed);
    }

    @Test
    void repairingAnUncutNetworkChangesNothingButRounding() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3);
        Masks all = mipp(network, NOISE, 1);
        float[] before = Examples.logits(network, NOISE);
        float[] after =
                Examples.logits(BlockRepair.install(network, network, all, 2).network(), NOISE);
        assertArrayEquals(before, after, 3e-3f * Examples.largest(before));
    }

    @Test
    void whereNoRectifierStandsBetweenTwoMapsThereIsGAndItIsNamed() {
        Network network = GraphExamples.everythingElse(4);
        Masks masks = mipp(network, NOISE, 0.6);
        PrunedNetwork pruned = PrunedNetwork.of(network, masks, new Reconstruction.Blocks(2));
        String remark =
                "repaired by g alone, not by blocks: all maps; blocks need a rectifier alone between two maps that have a"
                        + " bias or batch norm";
        assertTrue(pruned.warnings().contains(remark), pruned.warnings().toString());
        assertTrue(pruned.toString().contains(remark));
        float[] withG = Examples.logits(Repair.install(network, pruned.cut(), masks), NOISE);
        assertArrayEquals(withG, Examples.logits(pruned.network(), NOISE), 2e-3f * Examples.largest(withG));
    }

    @Test
    void refusesNoRoundsAndMasksOfAnotherNetwork() {
        assertEquals(
                "rounds of block repair: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> new Reconstruction.Blocks(0))
                        .getMessage());
        Network other = Examples.perceptron(1, 5, 3);
        String message = assertThrows(IllegalArgumentException.class, () -> BlockRepair.install(other, other, SMALL, 1))
                .getMessage();
        assertTrue(message.startsWith("masks: expected masks for perceptron with nodes {a=5}"), message);
    }

    @Test
    void anInterruptStopsTheRepairAndTheNextOneWorks() {
        Network cut = Cut.apply(LENET, SMALL);
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> BlockRepair.install(LENET, cut, SMALL, 1));
        assertEquals(
                cut.architecture(),
                BlockRepair.install(LENET, cut, SMALL, 1).network().architecture());
    }

    /** A block of three maps without batch norm, beside an identity. */
    private static Network bottleneck(long seed) {
        return GraphExamples.lively(
                new ArchitectureBuilder("bottleneck", new Shape(2, 8, 8))
                        .then("first", Convolution.of(2, 8, 3).padded(1))
                        .then("start", new Relu())
                        .then("reduce", Convolution.of(8, 6, 1))
                        .then("one", new Relu())
                        .then("grow", Convolution.of(6, 6, 3).padded(1))
                        .then("two", new Relu())
                        .then("expand", Convolution.of(6, 8, 1))
                        .add("sum", new Add(), "expand", "start")
                        .then("three", new Relu())
                        .then("mean", new GlobalAveragePool())
                        .then("last", new FullyConnected(8, 3))
                        .build(),
                seed);
    }
}
