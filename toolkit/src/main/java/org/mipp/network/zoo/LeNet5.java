package org.mipp.network.zoo;

import ai.djl.ndarray.types.Shape;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

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
        return new ArchitectureBuilder("LeNet5", new Shape(1, 28, 28))
                .then("conv1", Convolution.of(1, 6, 5).padded(2))
                .then("relu1", new Relu())
                .then("pool1", new MaxPool(2))
                .then("conv2", Convolution.of(6, 16, 5))
                .then("relu2", new Relu())
                .then("pool2", new MaxPool(2))
                .then("flatten", new Flatten())
                .then("fc1", new FullyConnected(400, 120))
                .then("relu3", new Relu())
                .then("fc2", new FullyConnected(120, 84))
                .then("relu4", new Relu())
                .then("fc3", new FullyConnected(84, 10))
                .build();
    }
}
