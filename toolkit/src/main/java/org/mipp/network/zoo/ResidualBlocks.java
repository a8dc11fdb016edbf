package org.mipp.network.zoo;

import org.mipp.network.operation.Add;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.ChannelMap;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.ArchitectureBuilder;

/** The parts that the residual families share. */
final class ResidualBlocks {

    private ResidualBlocks() {}

    /** The first convolution, for images of any number of channels. */
    static void start(ArchitectureBuilder layers, int width) {
        int channels = Math.toIntExact(layers.input().get(0));
        layers.then("conv1", Convolution.of(channels, width, 3).padded(1).withoutBias())
                .then("bn1", new BatchNorm(width))
                .then("relu1", new Relu());
    }

    /** Two 3 x 3 convolutions. */
    static void basic(
            ArchitectureBuilder layers,
            String name,
            int inputs,
            int outputs,
            int stride,
            CifarResNet.Shortcut shortcut) {
        String before = layers.last();
        String other = shortcut(layers, name, inputs, outputs, stride, shortcut);
        layers.add(
                        name + ".conv1",
                        Convolution.of(inputs, outputs, 3)
                                .padded(1)
                                .strided(stride)
                                .withoutBias(),
                        before)
                .then(name + ".bn1", new BatchNorm(outputs))
                .then(name + ".relu1", new Relu())
                .then(
                        name + ".conv2",
                        Convolution.of(outputs, outputs, 3).padded(1).withoutBias())
                .then(name + ".bn2", new BatchNorm(outputs));
        join(layers, name, other);
    }

    /**
     * Adds what the shortcut needs, before the branch: so that repair, which goes through layers in order, lets the branch
     * make up for what the shortcut has lost.
     */
    static String shortcut(
            ArchitectureBuilder layers,
            String name,
            int inputs,
            int outputs,
            int stride,
            CifarResNet.Shortcut shortcut) {
        if (stride == 1 && inputs == outputs) {
            return layers.last();
        }
        if (shortcut == CifarResNet.Shortcut.ZEROS) {
            return layers.then(name + ".shortcut", ChannelMap.padded(inputs, outputs, stride))
                    .last();
        }
        return layers.then(
                        name + ".shortcut.0",
                        Convolution.of(inputs, outputs, 1).strided(stride).withoutBias())
                .then(name + ".shortcut.1", new BatchNorm(outputs))
                .last();
    }

    /** Adds the shortcut to the branch, whose last layer was added last. */
    static void join(ArchitectureBuilder layers, String name, String shortcut) {
        layers.add(name + ".add", new Add(), layers.last(), shortcut).then(name + ".relu", new Relu());
    }
}
