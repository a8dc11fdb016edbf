package org.mipp.network.zoo;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.Normalisation;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

/**
 * The small residual networks for CIFAR-10 of He, Zhang, Ren, Sun (arXiv:1512.03385, section 4.2): three stages of 16, 32
 * and 64 channels, depth 6n + 2.
 *
 * <p>Layers are named {@code layer2.0.conv1} and so on; the last is {@code linear}. The first layer, without parameters,
 * subtracts the means and divides by the deviations that the published weights of these networks expect.
 */
public final class CifarResNet {

    /** How a shortcut widens. */
    public enum Shortcut {
        /** Option A: zeros for the new channels, no parameters. */
        ZEROS,
        /** Option B: a 1 x 1 convolution with batch norm. */
        PROJECTION
    }

    private static final List<Float> MEAN = List.of(0.485f, 0.456f, 0.406f);
    private static final List<Float> DEVIATION = List.of(0.229f, 0.224f, 0.225f);

    private CifarResNet() {}

    /**
     * Makes the architecture for colour images of 32 x 32 pixels.
     *
     * @param depth 20, 32, 44, 56 or any other 6n + 2
     * @param shortcut how shortcuts widen
     * @param classes how many
     * @return the architecture
     * @throws IllegalArgumentException if the depth is no 6n + 2
     */
    public static Architecture of(int depth, Shortcut shortcut, int classes) {
        argument(
                depth >= 8 && depth % 6 == 2,
                "CIFAR ResNet: expected a depth of 6n + 2 such as 20 or 56, got %d",
                depth);
        ArchitectureBuilder layers = new ArchitectureBuilder("ResNet-" + depth, new Shape(3, 32, 32));
        layers.then("normalisation", new Normalisation(MEAN, DEVIATION));
        return stages(layers, 16, (depth - 2) / 6, shortcut, classes);
    }

    /**
     * Makes a network of the same kind for other images, without normalisation.
     *
     * @param input the shape of one image, {@code [channels, height, width]}
     * @param width channels of the first stage; the others have two and four times as many
     * @param blocks blocks per stage
     * @param shortcut how shortcuts widen
     * @param classes how many
     * @return the architecture
     */
    public static Architecture of(Shape input, int width, int blocks, Shortcut shortcut, int classes) {
        String name = "ResNet-" + (6 * blocks + 2) + " of width " + width;
        return stages(new ArchitectureBuilder(name, input), width, blocks, shortcut, classes);
    }

    private static Architecture stages(
            ArchitectureBuilder layers, int width, int blocks, Shortcut shortcut, int classes) {
        ResidualBlocks.start(layers, width);
        int channels = width;
        for (int stage = 1; stage <= 3; stage++) {
            int outputs = width << (stage - 1);
            for (int block = 0; block < blocks; block++) {
                int stride = stage > 1 && block == 0 ? 2 : 1;
                ResidualBlocks.basic(layers, "layer" + stage + "." + block, channels, outputs, stride, shortcut);
                channels = outputs;
            }
        }
        return layers.then("pool", new GlobalAveragePool())
                .then("linear", new FullyConnected(channels, classes))
                .build();
    }
}
