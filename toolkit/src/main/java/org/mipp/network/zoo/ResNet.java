package org.mipp.network.zoo;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

/**
 * ResNet-18, -34 and -50 (He, Zhang, Ren, Sun, arXiv:1512.03385, table 1) for images of 32 x 32 pixels: a 3 x 3 convolution
 * instead of the 7 x 7 one and its pooling at the start.
 *
 * <p>Layers are named {@code layer2.0.conv1}, {@code layer2.0.shortcut.0} (its convolution) and {@code layer2.0.shortcut.1}
 * (its batch norm); the last is {@code linear}.
 */
public final class ResNet {

    /** Blocks per stage. */
    private static final Map<Integer, int[]> BLOCKS =
            Map.of(18, new int[] {2, 2, 2, 2}, 34, new int[] {3, 4, 6, 3}, 50, new int[] {3, 4, 6, 3});

    private ResNet() {}

    /**
     * Makes the architecture for colour images.
     *
     * @param depth 18, 34 or 50
     * @param classes how many
     * @return the architecture
     * @throws IllegalArgumentException if there is no such depth
     */
    public static Architecture of(int depth, int classes) {
        return of(depth, classes, 32);
    }

    /**
     * Makes the architecture for colour images of another size.
     *
     * @param depth 18, 34 or 50
     * @param classes how many
     * @param side rows and columns of an image
     * @return the architecture
     * @throws IllegalArgumentException if there is no such depth
     */
    public static Architecture of(int depth, int classes, int side) {
        int[] blocks = BLOCKS.get(depth);
        argument(blocks != null, "ResNet: expected a depth of 18, 34 or 50, got %d", depth);
        boolean bottleneck = depth >= 50;
        ArchitectureBuilder layers = new ArchitectureBuilder("ResNet-" + depth, new Shape(3, side, side));
        ResidualBlocks.start(layers, 64);
        int channels = 64;
        for (int stage = 1; stage <= 4; stage++) {
            int width = 32 << stage;
            int outputs = bottleneck ? 4 * width : width;
            for (int block = 0; block < blocks[stage - 1]; block++) {
                String name = "layer" + stage + "." + block;
                int stride = stage > 1 && block == 0 ? 2 : 1;
                if (bottleneck) {
                    bottleneck(layers, name, channels, width, stride);
                } else {
                    ResidualBlocks.basic(layers, name, channels, width, stride, CifarResNet.Shortcut.PROJECTION);
                }
                channels = outputs;
            }
        }
        return layers.then("pool", new GlobalAveragePool())
                .then("linear", new FullyConnected(channels, classes))
                .build();
    }

    private static void bottleneck(ArchitectureBuilder layers, String name, int inputs, int width, int stride) {
        String before = layers.last();
        String shortcut =
                ResidualBlocks.shortcut(layers, name, inputs, 4 * width, stride, CifarResNet.Shortcut.PROJECTION);
        layers.add(name + ".conv1", Convolution.of(inputs, width, 1).withoutBias(), before)
                .then(name + ".bn1", new BatchNorm(width))
                .then(name + ".relu1", new Relu())
                .then(
                        name + ".conv2",
                        Convolution.of(width, width, 3)
                                .padded(1)
                                .strided(stride)
                                .withoutBias())
                .then(name + ".bn2", new BatchNorm(width))
                .then(name + ".relu2", new Relu())
                .then(name + ".conv3", Convolution.of(width, 4 * width, 1).withoutBias())
                .then(name + ".bn3", new BatchNorm(4 * width));
        ResidualBlocks.join(layers, name, shortcut);
    }
}
