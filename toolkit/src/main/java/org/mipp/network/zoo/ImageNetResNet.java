package org.mipp.network.zoo;

import static org.mipp.run.Checks.argument;

import java.util.Map;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

/**
 * The residual networks of He, Zhang, Ren, Sun (arXiv:1512.03385, table 1) for ImageNet, as torchvision has them: its weights
 * load as they are. {@link ResNet} is for images of 32 x 32 pixels.
 *
 * <p>Where a bottleneck takes a larger step, its 3 x 3 convolution does, as in torchvision, and not the first one. Images have
 * 224 x 224 pixels and numbers from 0 to 1; the first layer, without parameters, normalises them as torchvision's weights
 * expect.
 */
public final class ImageNetResNet {

    /** Blocks per stage. */
    private static final Map<Integer, int[]> BLOCKS = Map.of(
            18, new int[] {2, 2, 2, 2},
            34, new int[] {3, 4, 6, 3},
            50, new int[] {3, 4, 6, 3},
            101, new int[] {3, 4, 23, 3},
            152, new int[] {3, 8, 36, 3});

    private static final int LEAST_BOTTLENECK = 50;

    private ImageNetResNet() {}

    /**
     * Makes the architecture for colour images of 224 x 224 pixels.
     *
     * @param depth 18, 34, 50, 101 or 152
     * @param classes how many
     * @return the architecture
     * @throws IllegalArgumentException if there is no such depth
     */
    public static Architecture of(int depth, int classes) {
        int[] blocks = BLOCKS.get(depth);
        argument(blocks != null, "ResNet: expected a depth of 18, 34, 50, 101 or 152, got %d", depth);
        ArchitectureBuilder layers = ImageNetLayers.layers("ResNet-" + depth);
        ImageNetLayers.convolution(layers, "conv1", "bn1", ImageNetLayers.padded(3, 64, 7, 2), "relu", new Relu());
        layers.then("maxpool", new MaxPool(3, 2, 1));
        int channels = 64;
        for (int stage = 1; stage <= blocks.length; stage++) {
            int width = 32 << stage;
            for (int block = 0; block < blocks[stage - 1]; block++) {
                int stride = stage > 1 && block == 0 ? 2 : 1;
                String name = "layer" + stage + "." + block;
                channels = block(layers, name, channels, width, stride, depth >= LEAST_BOTTLENECK);
            }
        }
        return layers.then("avgpool", new GlobalAveragePool())
                .then("fc", new FullyConnected(channels, classes))
                .build();
    }

    private static int block(
            ArchitectureBuilder layers, String name, int inputs, int width, int stride, boolean bottleneck) {
        int outputs = bottleneck ? 4 * width : width;
        String before = layers.last();
        String shortcut = before;
        if (stride > 1 || inputs != outputs) {
            ImageNetLayers.convolution(
                    layers,
                    name + ".downsample.0",
                    name + ".downsample.1",
                    ImageNetLayers.padded(inputs, outputs, 1, stride));
            shortcut = layers.last();
        }
        int kernel = bottleneck ? 1 : 3;
        int firstStride = bottleneck ? 1 : stride;
        layers.add(name + ".conv1", ImageNetLayers.padded(inputs, width, kernel, firstStride), before)
                .then(name + ".bn1", new BatchNorm(width))
                .then(name + ".relu1", new Relu());
        String conv2 = name + ".conv2";
        ImageNetLayers.convolution(
                layers, conv2, name + ".bn2", ImageNetLayers.padded(width, width, 3, bottleneck ? stride : 1));
        if (bottleneck) {
            layers.then(name + ".relu2", new Relu());
            ImageNetLayers.convolution(
                    layers, name + ".conv3", name + ".bn3", ImageNetLayers.padded(width, outputs, 1, 1));
        }
        layers.add(name + ".add", new Add(), layers.last(), shortcut).then(name + ".relu", new Relu());
        return outputs;
    }
}
