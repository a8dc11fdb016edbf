package org.mipp.benchmark;

import ai.djl.ndarray.types.Shape;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Dropout;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

/** Networks as they are for ImageNet, layers named as in torchvision, for pictures of any side. */
final class ImageNetSizes {

    private static final int CLASSES = 1000;
    private static final int[][] VGG16 = {{64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}};

    private ImageNetSizes() {}

    /** ResNet-18 or -50, with the stem for large pictures. */
    static Architecture resnet(int depth, int side) {
        boolean bottleneck = depth == 50;
        int[] blocks = bottleneck ? new int[] {3, 4, 6, 3} : new int[] {2, 2, 2, 2};
        ArchitectureBuilder layers = new ArchitectureBuilder("ResNet-" + depth, new Shape(3, side, side));
        layers.then("conv1", new Convolution(3, 64, 7, 2, 3, false))
                .then("bn1", new BatchNorm(64))
                .then("relu", new Relu())
                .then("maxpool", new MaxPool(3, 2, 1));
        int channels = 64;
        for (int stage = 1; stage <= 4; stage++) {
            int width = 32 << stage;
            int outputs = bottleneck ? 4 * width : width;
            for (int block = 0; block < blocks[stage - 1]; block++) {
                String name = "layer" + stage + "." + block;
                int stride = stage > 1 && block == 0 ? 2 : 1;
                String before = layers.last();
                String shortcut = before;
                if (stride > 1 || channels != outputs) {
                    shortcut = layers.then(
                                    name + ".downsample.0", new Convolution(channels, outputs, 1, stride, 0, false))
                            .then(name + ".downsample.1", new BatchNorm(outputs))
                            .last();
                }
                if (bottleneck) {
                    convolution(layers, name, 1, before, channels, width, 1, 1);
                    convolution(
                            layers,
                            name,
                            2,
                            layers.then(name + ".relu1", new Relu()).last(),
                            width,
                            width,
                            3,
                            stride);
                    convolution(
                            layers,
                            name,
                            3,
                            layers.then(name + ".relu2", new Relu()).last(),
                            width,
                            outputs,
                            1,
                            1);
                } else {
                    convolution(layers, name, 1, before, channels, width, 3, stride);
                    convolution(
                            layers,
                            name,
                            2,
                            layers.then(name + ".relu1", new Relu()).last(),
                            width,
                            width,
                            3,
                            1);
                }
                layers.add(name + ".add", new Add(), layers.last(), shortcut).then(name + ".relu", new Relu());
                channels = outputs;
            }
        }
        return layers.then("avgpool", new GlobalAveragePool())
                .then("fc", new FullyConnected(channels, CLASSES))
                .build();
    }

    private static void convolution(
            ArchitectureBuilder layers,
            String block,
            int number,
            String from,
            int inputs,
            int outputs,
            int kernel,
            int stride) {
        layers.add(block + ".conv" + number, new Convolution(inputs, outputs, kernel, stride, kernel / 2, false), from)
                .then(block + ".bn" + number, new BatchNorm(outputs));
    }

    /** VGG-16 with its three fully connected layers. */
    static Architecture vgg16(int side) {
        ArchitectureBuilder layers = new ArchitectureBuilder("VGG-16", new Shape(3, side, side));
        int channels = 3;
        int number = 0;
        for (int[] stage : VGG16) {
            for (int width : stage) {
                layers.then("features." + number++, new Convolution(channels, width, 3, 1, 1, true))
                        .then("features." + number++, new Relu());
                channels = width;
            }
            layers.then("features." + number++, new MaxPool(2));
        }
        int pixels = (side / 32) * (side / 32);
        return layers.then("flatten", new Flatten())
                .then("classifier.0", new FullyConnected(channels * pixels, 4096))
                .then("classifier.1", new Relu())
                .then("classifier.2", new Dropout(0.5f))
                .then("classifier.3", new FullyConnected(4096, 4096))
                .then("classifier.4", new Relu())
                .then("classifier.5", new Dropout(0.5f))
                .then("classifier.6", new FullyConnected(4096, CLASSES))
                .build();
    }
}
