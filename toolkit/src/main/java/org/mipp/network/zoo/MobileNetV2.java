package org.mipp.network.zoo;

import org.mipp.network.operation.Add;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.Dropout;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.Pointwise;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

/**
 * MobileNetV2 (Sandler, Howard, Zhu, Zhmoginov, Chen, arXiv:1801.04381, table 2) for ImageNet, as torchvision has it: its
 * weights load as they are.
 *
 * <p>Images have 224 x 224 pixels and numbers from 0 to 1; the first layer, without parameters, normalises them as
 * torchvision's weights expect.
 */
public final class MobileNetV2 {

    /** Of each stage: how much wider the inside of a block is, output channels, blocks, stride of the first. */
    private static final int[][] STAGES = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    private MobileNetV2() {}

    /**
     * Makes the architecture for colour images of 224 x 224 pixels.
     *
     * @param classes how many
     * @return the architecture
     */
    public static Architecture of(int classes) {
        ArchitectureBuilder layers = ImageNetLayers.layers("MobileNetV2");
        ImageNetLayers.convolution(
                layers,
                "features.0.0",
                "features.0.1",
                ImageNetLayers.padded(3, 32, 3, 2),
                "features.0.2",
                Pointwise.relu6());
        int channels = 32;
        int number = 1;
        for (int[] stage : STAGES) {
            for (int block = 0; block < stage[2]; block++) {
                block(layers, "features." + number++, channels, stage[1], stage[0], block == 0 ? stage[3] : 1);
                channels = stage[1];
            }
        }
        String last = "features." + number;
        ImageNetLayers.convolution(
                layers,
                last + ".0",
                last + ".1",
                ImageNetLayers.padded(channels, 1280, 1, 1),
                last + ".2",
                Pointwise.relu6());
        return layers.then("pool", new GlobalAveragePool())
                .then("classifier.0", new Dropout(0.2f))
                .then("classifier.1", new FullyConnected(1280, classes))
                .build();
    }

    /** An inverted residual: expand, convolve every channel by itself, project. */
    private static void block(
            ArchitectureBuilder layers, String name, int inputs, int outputs, int expansion, int stride) {
        String before = layers.last();
        int width = expansion * inputs;
        int part = 0;
        if (expansion > 1) {
            String expand = name + ".conv." + part++;
            ImageNetLayers.convolution(
                    layers,
                    expand + ".0",
                    expand + ".1",
                    ImageNetLayers.padded(inputs, width, 1, 1),
                    expand + ".2",
                    Pointwise.relu6());
        }
        String depthwise = name + ".conv." + part++;
        layers.then(depthwise + ".0", new DepthwiseConvolution(width, 3, stride, 1, false))
                .then(depthwise + ".1", new BatchNorm(width))
                .then(depthwise + ".2", Pointwise.relu6());
        ImageNetLayers.convolution(
                layers,
                name + ".conv." + part,
                name + ".conv." + (part + 1),
                ImageNetLayers.padded(width, outputs, 1, 1));
        if (stride == 1 && inputs == outputs) {
            layers.add(name + ".add", new Add(), layers.last(), before);
        }
    }
}
