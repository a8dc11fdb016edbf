package org.mipp.network.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Relu;
import org.mipp.network.zoo.LeNet5;

class ArchitectureTest {

    private static final Architecture LENET = LeNet5.architecture();

    @Test
    void leNet5HasThePublishedNumbersOfParametersAndOperations() {
        assertEquals(61_706, LENET.parameterCount());
        // 28*28*6*25 + 10*10*16*150 + 400*120 + 120*84 + 84*10
        assertEquals(117_600 + 240_000 + 48_000 + 10_080 + 840, LENET.macs());
        assertEquals(226, LENET.nodes());
    }

    @Test
    void followsTheShapesThroughTheLayers() {
        assertEquals(new Shape(6, 14, 14), LENET.outputs().get("pool1"));
        assertEquals(new Shape(400), LENET.outputs().get("flatten"));
        assertEquals("pool1", LENET.layer("conv2").input());
    }

    @Test
    void refusesALayerThatDoesNotFit() {
        String message = refusal(layer("fc", new FullyConnected(10, 2)));
        assertEquals(
                "net, layer fc: fully connected layer: expected input of shape [10], got (1, 4, 4);"
                        + " is a Flatten missing?",
                message);
    }

    @Test
    void refusesAConvolutionOfOtherChannels() {
        assertEquals(
                "net, layer conv: convolution: expected input of shape [3, height, width], got (1, 4, 4)",
                refusal(layer("conv", Convolution.of(3, 2, 3))));
    }

    @Test
    void refusesAKernelLargerThanTheImage() {
        assertEquals(
                "net, layer conv: convolution: expected images of at least 5 pixels a side, got 4",
                refusal(layer("conv", Convolution.of(1, 2, 5))));
    }

    @Test
    void refusesPoolingOverMoreThanTheImage() {
        assertEquals(
                "net, layer pool: max pooling: expected images of at least 5 pixels a side, got 4",
                refusal(layer("pool", new MaxPool(5))));
    }

    @Test
    void refusesTheSameNameTwice() {
        assertEquals(
                "net: expected every layer name once and none to be 'input', got 'relu' again",
                refusal(layer("relu", new Relu()), new Layer("relu", new Relu(), List.of("relu"))));
    }

    @Test
    void refusesALastLayerThatMakesNoLogits() {
        assertEquals(
                "net: expected the last layer to make one logit per class, got relu of shape (2, 2, 2); pool or flatten it",
                refusal(layer("conv", Convolution.of(1, 2, 3)), new Layer("relu", new Relu(), List.of("conv"))));
        assertEquals(
                "net: expected at least one linear map, whose nodes are what can be pruned, got none",
                refusal(layer("pool", new GlobalAveragePool())));
    }

    @Test
    void refusesSizesBelowOne() {
        assertEquals(
                "filters: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> Convolution.of(1, 0, 3))
                        .getMessage());
        assertEquals(
                "padding: expected at least 0, got -1",
                assertThrows(IllegalArgumentException.class, () -> Convolution.of(1, 1, 3)
                                .padded(-1))
                        .getMessage());
    }

    @Test
    void refusesALayerThatIsNotThere() {
        String message = assertThrows(IllegalArgumentException.class, () -> LENET.layer("conv3"))
                .getMessage();
        assertEquals(
                "layer: expected one of [conv1, relu1, pool1, conv2, relu2, pool2, flatten, fc1, relu3, fc2, relu4,"
                        + " fc3], got 'conv3'; did you mean 'conv1'?",
                message);
    }

    @Test
    void refusesALayerThatReadsWhatComesAfterIt() {
        assertEquals(
                "net, layer relu: expected to read the input or a layer before it, got 'conv'",
                refusal(new Layer("relu", new Relu(), List.of("conv")), layer("conv", Convolution.of(1, 2, 3))));
    }

    private static Layer layer(String name, Operation operation) {
        return new Layer(name, operation, List.of(Architecture.INPUT));
    }

    private static String refusal(Layer... layers) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> new Architecture("net", new Shape(1, 4, 4), List.of(layers)))
                .getMessage();
    }
}
