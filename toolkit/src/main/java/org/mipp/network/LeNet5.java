package org.mipp.network;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * LeNet5 as used in the pruning literature: convolutions of 6 and 16 filters, fully connected layers of 120, 84 and 10
 * neurons, rectifiers and max pooling, for images of 28 x 28 grey pixels.
 *
 * <p>After LeCun, Bottou, Bengio, Haffner, Proceedings of the IEEE 86, 1998, fig. 2, which has trained subsampling, tanh
 * and radial outputs instead.
 */
public final class LeNet5 {

    private LeNet5() {}

    /** {@return the architecture} */
    public static Architecture architecture() {
        return new Architecture(
                "LeNet5",
                new Shape(1, 28, 28),
                List.of(
                        new Layer("conv1", Convolution.of(1, 6, 5).padded(2)),
                        new Layer("relu1", new Relu()),
                        new Layer("pool1", new MaxPool(2)),
                        new Layer("conv2", Convolution.of(6, 16, 5)),
                        new Layer("relu2", new Relu()),
                        new Layer("pool2", new MaxPool(2)),
                        new Layer("flatten", new Flatten()),
                        new Layer("fc1", new FullyConnected(400, 120)),
                        new Layer("relu3", new Relu()),
                        new Layer("fc2", new FullyConnected(120, 84)),
                        new Layer("relu4", new Relu()),
                        new Layer("fc3", new FullyConnected(84, 10))));
    }
}
