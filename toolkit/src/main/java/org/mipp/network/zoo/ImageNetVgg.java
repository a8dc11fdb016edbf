package org.mipp.network.zoo;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.Map;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Dropout;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

/**
 * VGG for ImageNet (Simonyan and Zisserman, arXiv:1409.1556, table 1, configurations A, D and E, without batch norm), as
 * torchvision has it: its weights load as they are. {@link Vgg} is for images of 32 x 32 pixels.
 *
 * <p>Images have 224 x 224 pixels and numbers from 0 to 1; the first layer, without parameters, normalises them as
 * torchvision's weights expect.
 */
public final class ImageNetVgg {

    /** Convolutions per stage; each stage ends with a pool. */
    private static final Map<Integer, int[]> CONVOLUTIONS = Map.of(
            11, new int[] {1, 1, 2, 2, 2},
            16, new int[] {2, 2, 3, 3, 3},
            19, new int[] {2, 2, 4, 4, 4});

    private static final List<Integer> FILTERS = List.of(64, 128, 256, 512, 512);
    private static final int HIDDEN = 4096;

    private ImageNetVgg() {}

    /**
     * Makes the architecture for colour images of 224 x 224 pixels.
     *
     * @param depth 11, 16 or 19 layers with weights
     * @param classes how many
     * @return the architecture
     * @throws IllegalArgumentException if there is no such depth
     */
    public static Architecture of(int depth, int classes) {
        int[] convolutions = CONVOLUTIONS.get(depth);
        argument(convolutions != null, "VGG: expected a depth of 11, 16 or 19, got %d", depth);
        ArchitectureBuilder layers = ImageNetLayers.layers("VGG-" + depth);
        int channels = 3;
        int number = 0;
        for (int stage = 0; stage < convolutions.length; stage++) {
            for (int i = 0; i < convolutions[stage]; i++) {
                layers.then(
                        "features." + number++,
                        Convolution.of(channels, FILTERS.get(stage), 3).padded(1));
                layers.then("features." + number++, new Relu());
                channels = FILTERS.get(stage);
            }
            layers.then("features." + number++, new MaxPool(2));
        }
        return layers.then("flatten", new Flatten())
                .then("classifier.0", new FullyConnected(channels * 7 * 7, HIDDEN))
                .then("classifier.1", new Relu())
                .then("classifier.2", new Dropout(0.5f))
                .then("classifier.3", new FullyConnected(HIDDEN, HIDDEN))
                .then("classifier.4", new Relu())
                .then("classifier.5", new Dropout(0.5f))
                .then("classifier.6", new FullyConnected(HIDDEN, classes))
                .build();
    }
}
