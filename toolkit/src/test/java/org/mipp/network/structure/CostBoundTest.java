package org.mipp.network.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mipp.Examples;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.Concatenation;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Relu;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.Mlp;
import org.mipp.network.zoo.ResNet;
import org.mipp.network.zoo.Vgg;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;

/** Sizes with a few zeros too many, and products that leave the range of a number. */
class CostBoundTest {

    private static final Shape PIXEL = new Shape(1, 1, 1);

    private static ArchitectureBuilder from(Shape input) {
        return new ArchitectureBuilder("net", input);
    }

    private static void assertRefused(String expected, ArchitectureBuilder layers) {
        assertRefused(expected, layers::build);
    }

    private static void assertRefused(String expected, Executable call) {
        String message =
                assertThrows(IllegalArgumentException.class, call, expected).getMessage();
        assertTrue(message.startsWith(expected), message);
    }

    /** Five parameters; evaluating it asked for 1.26 TB. */
    @Test
    void aPaddingThatMakesHugeOutputsIsRefusedWhenTheNetworkIsMade() {
        assertRefused(
                "net, layer conv: expected at most 268435456 numbers of one image (1 GiB), all layers up to here together, got"
                        + " 901620729 with an output of shape (1, 30027, 30027) beside 784 before it; use smaller images",
                from(new Shape(1, 28, 28))
                        .then("conv", Convolution.of(1, 1, 2).padded(15_000))
                        .then("pool", new GlobalAveragePool())
                        .then("fc", new FullyConnected(1, 10)));
    }

    @Test
    void anInputThatIsNoneOrOverflowsIsRefused() {
        assertRefused(
                "net: expected at most 268435456 numbers of one image (1 GiB), all layers up to here together, got more than can"
                        + " be counted with an output of shape (1, 4611686018427387904, 4)",
                from(new Shape(1, 1L << 62, 4)).then("fc", new FullyConnected(1, 1)));
        for (Shape none : List.of(new Shape(), new Shape(0, 2, 2), new Shape(1, -1, 2))) {
            assertRefused(
                    "net: input: expected a shape such as [channels, height, width] of numbers of at least 1, got ",
                    from(none).then("fc", new FullyConnected(1, 1)));
        }
        assertRefused(
                "net: expected at most 4194304 channels or columns, all layers up to here together, got 4194305 beside 0",
                from(new Shape((1 << 22) + 1)).then("fc", new FullyConnected(1, 1)));
    }

    @Test
    void layersThatDoubleUntilTheyAreTooManyAreRefused() {
        ArchitectureBuilder channels = from(PIXEL);
        ArchitectureBuilder pixels = from(new Shape(1, 256, 256));
        for (int i = 0; i < 70; i++) {
            channels.add("cat" + i, new Concatenation(), channels.last(), channels.last());
            pixels.add("cat" + i, new Concatenation(), pixels.last(), pixels.last());
        }
        assertRefused("net, layer cat21: expected at most 4194304 channels or columns", channels);
        assertRefused("net, layer cat11: expected at most 268435456 numbers of one image", pixels);
    }

    @Test
    void kernelsFiltersAndMultiplicationsAreCountedExactly() {
        assertRefused(
                "net, layer conv: expected at most 2147483639 numbers in its weight, as many as a Java array has places, got"
                        + " shape (1, 1, 65536, 65536); choose fewer channels or a smaller kernel",
                from(PIXEL).then("conv", Convolution.of(1, 1, 1 << 16).padded(1 << 15)));
        assertRefused(
                "net, layer conv: expected at most 2147483639 numbers in its weight",
                from(PIXEL).then("conv", Convolution.of(1, Integer.MAX_VALUE, 3).padded(1)));
        assertRefused(
                "net, layer conv: expected at most 2147483639 numbers in its weight",
                from(PIXEL).then("conv", new DepthwiseConvolution(1, Integer.MAX_VALUE, 1, Integer.MAX_VALUE, false)));
        assertRefused(
                "net, layer conv: expected at most 1099511627776 multiplications for one image, all layers up to here together,"
                        + " got 2494030560000 for an output of shape (1, 15792, 15793)",
                from(new Shape(1, 1, 2)).then("conv", Convolution.of(1, 1, 100).padded(7_945)));
        assertEquals(
                Long.MAX_VALUE,
                Convolution.of(1, 1, Integer.MAX_VALUE)
                        .padded(Integer.MAX_VALUE)
                        .macs(List.of(PIXEL)));
    }

    @Test
    void stridesWindowsAndPaddingsThatAreNoneAreRefused() {
        assertRefused("stride: expected a whole number of at least 1, got 0", () -> Convolution.of(1, 1, 1)
                .strided(0));
        assertRefused("stride: expected a whole number of at least 1, got -1", () -> new MaxPool(2, -1, 0));
        assertRefused("padding: expected 0 to 1, half of the window of 3, got 2", () -> new MaxPool(3, 1, 2));
        assertRefused("padding: expected at least 0, got -1", () -> Convolution.of(1, 1, 1)
                .padded(-1));
        assertRefused(
                "net, layer pool: average pooling: expected images of at least 2147483647 pixels a side, got 1",
                from(PIXEL).then("pool", new AveragePool(Integer.MAX_VALUE, 1)));
    }

    @Test
    void chainsAndNamesEndSomewhere() {
        assertRefused(
                "expected at most 10000 layers, got more; use fewer blocks",
                () -> CifarResNet.of(600_002, CifarResNet.Shortcut.ZEROS, 10));
        assertRefused(
                "layer: expected a name of 1 to 4000 characters, got 4001; shorten it",
                () -> new Layer("n".repeat(4001), new Relu(), List.of("input")));
        assertRefused(
                "layer: expected a name of 1 to 4000 characters, got 0",
                () -> new Layer("", new Relu(), List.of("input")));
        assertRefused(
                "layer a: expected the input or another layer to read, got none",
                () -> new Layer("a", new Relu(), List.of()));
    }

    @Test
    void weightsThatDoNotFitTheHeapAreRefusedBeforeTheyAreDrawn() {
        Images images = Examples.noise(2, 1);
        assertRefused(
                "MLP, layer fc1: expected at most 2147483639 numbers in its weight",
                () -> Mlp.of(images, 2_000_000_000));
        Architecture wide = Mlp.of(new Shape(1000), 2_000_000, 2);
        assertRefused(
                "weights of MLP: expected to fit into " + Runtime.getRuntime().maxMemory() / 2
                        + " bytes, half of the Java heap, got 2006000002 values of 8 bytes each",
                () -> Initialisation.of(wide, 0));
    }

    @Test
    void whatPeopleTrainIsFarBelowTheBounds() {
        for (Architecture usual : List.of(
                Vgg.of(19, 100), ResNet.of(50, 100), CifarResNet.of(110, CifarResNet.Shortcut.PROJECTION, 100))) {
            long numbers =
                    usual.outputs().values().stream().mapToLong(Shape::size).sum();
            assertTrue(100 * usual.macs() < CostBound.MACS && 20 * numbers < CostBound.NUMBERS, usual.name());
            assertTrue(BatchMemory.atOnce(usual, 1000) >= 64, usual.name());
        }
        assertEquals(1000, BatchMemory.atOnce(CifarResNet.of(110, CifarResNet.Shortcut.PROJECTION, 100), 1000));
    }

    @Test
    void batchesAreCutDownToTheSameSizeOnEveryMachine() {
        Architecture huge = from(new Shape(1, 800, 800))
                .then("pool", new GlobalAveragePool())
                .then("fc", new FullyConnected(1, 2))
                .build();
        assertEquals(26, BatchMemory.atOnce(huge, 1000)); // 2^26 / (4 * 6.4e5)
        assertEquals(26 * 4 * 640_000 * 4, BatchMemory.bytes(huge, 26));
    }

    @Test
    void aBatchToLearnFromThatTheMachineCannotHoldIsRefused() {
        Architecture small = Mlp.of(new Shape(6), 2); // 6 + 6 + 2 numbers, and as many gradients
        BatchMemory.requireRoomToLearn(small, 10, 10 * 14 * 8);
        assertRefused(
                "MLP: expected batches of at most 9 images, 112 bytes each with all outputs and gradients in 1119 bytes of"
                        + " memory, got 10; choose smaller batches, as in batchSize(128)",
                () -> BatchMemory.requireRoomToLearn(small, 10, 10 * 14 * 8 - 1));
    }

    @Test
    void aBatchLargerThanAllImagesIsAllImages() {
        Images images = Examples.noise(20, 1);
        Dataset data = new Dataset("noise", images, images);
        TrainingPlan plan = TrainingPlan.epochs(3).batchSize(Integer.MAX_VALUE);
        assertEquals(3, plan.steps(data));
        Network start = Initialisation.of(Mlp.of(images, 4), 0);
        Evaluation once = Training.train(start, data, plan).test();
        assertEquals(Training.train(start, data, plan.batchSize(20)).test(), once);
    }

    @Test
    void moreImagesThanThereAreAreRefused() {
        Images images = Examples.noise(20, 1);
        assertRefused("number of images: expected at most the 20 of ", () -> new Dataset("noise", images, images)
                .sample(2_000_000_000));
    }
}
