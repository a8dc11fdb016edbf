package org.mipp.network.zoo;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

/**
 * VGG with batch norm for images of 32 x 32 pixels: 3 x 3 convolutions of Simonyan and Zisserman (arXiv:1409.1556, table
 * 1, configurations A, D and E) with one fully connected layer behind them instead of three, as is usual for small images.
 *
 * <p>Layers are numbered as in a PyTorch sequence: {@code features.0} is the first convolution, {@code features.1} its
 * batch norm, {@code classifier} the last layer.
 */
public final class Vgg {

    private static final int POOL = 0;
    private static final int SIDE = 32; // five pools make one pixel of it

    /** Filters of each convolution, pools between them. */
    private static final Map<Integer, List<Integer>> FILTERS = Map.of(
            11, List.of(64, POOL, 128, POOL, 256, 256, POOL, 512, 512, POOL, 512, 512, POOL),
            16, List.of(64, 64, POOL, 128, 128, POOL, 256, 256, 256, POOL, 512, 512, 512, POOL, 512, 512, 512, POOL),
            19,
                    List.of(
                            64, 64, POOL, 128, 128, POOL, 256, 256, 256, 256, POOL, 512, 512, 512, 512, POOL, 512, 512,
                            512, 512, POOL));

    private Vgg() {}

    /**
     * Makes the architecture for colour images.
     *
     * @param depth 11, 16 or 19 layers with weights (counting three fully connected ones, as the name does)
     * @param classes how many
     * @return the architecture
     * @throws IllegalArgumentException if there is no such depth
     */
    public static Architecture of(int depth, int classes) {
        return of(depth, classes, SIDE);
    }

    /**
     * Makes the architecture for colour images of another size. What is left of an image, one pixel of 32 x 32 and four of
     * 64 x 64, is read by the fully connected layer pixel by pixel.
     *
     * @param depth 11, 16 or 19
     * @param classes how many
     * @param side rows and columns of an image, a multiple of 32
     * @return the architecture
     * @throws IllegalArgumentException if there is no such depth, or the pools do not fit the size
     */
    public static Architecture of(int depth, int classes, int side) {
        argument(side > 0 && side % SIDE == 0, "VGG: expected images with a multiple of 32 rows, got %d", side);
        List<Integer> filters = FILTERS.get(depth);
        argument(filters != null, "VGG: expected a depth of 11, 16 or 19, got %d", depth);
        ArchitectureBuilder layers = new ArchitectureBuilder("VGG-" + depth, new Shape(3, side, side));
        int channels = 3;
        int number = 0;
        for (int width : filters) {
            if (width == POOL) {
                layers.then("features." + number++, new MaxPool(2));
            } else {
                layers.then(
                        "features." + number++,
                        Convolution.of(channels, width, 3).padded(1));
                layers.then("features." + number++, new BatchNorm(width));
                layers.then("features." + number++, new Relu());
                channels = width;
            }
        }
        int left = side / SIDE;
        return layers.then("flatten", new Flatten())
                .then("classifier", new FullyConnected(channels * left * left, classes))
                .build();
    }
}
