package org.mipp.network.engine;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.saturated;

import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import org.mipp.network.structure.Architecture;

/**
 * How many images a network can take at once, by its architecture alone, so that results do not depend on what happens to be
 * free. A batch of the usual size stays as it is for small networks; for those that make much of each image it is cut down
 * where its size does not matter, and refused where it does.
 */
public final class BatchMemory {

    private static final long NUMBERS = 1L << 26; // of one batch: 256 MiB
    private static final int ALIVE =
            4; // outputs at the widest place: read, written, on a shortcut, in the engine's hands

    private static final long CACHED = 1_200_000; // numbers of the widest output of a batch
    private static final int WEIGHTS_TO_OUTPUTS = 4;
    private static final int MOST = 1000; // images

    private BatchMemory() {}

    /**
     * Says how many images run fastest at once, where any number gives the same: so few that a layer finds in the processor's
     * cache what the one before it wrote, but no fewer than make it worth while to read all weights, which every batch does anew.
     * ResNet-20 takes 0.7 of the processor time that it takes in batches of 500, VGG-16 of 32 x 32 pixels 0.75 of that in batches of
     * 250, ResNet-18 at 224 x 224 0.8 of that of 32. A GPU gets as many as there is memory for.
     *
     * @param architecture the network
     * @return so many images; at least 1
     */
    public static int fastest(Architecture architecture) {
        if (Engine.getInstance().defaultDevice().isGpu()) {
            return atOnce(architecture, MOST);
        }
        long numbers = Math.max(CACHED, architecture.parameterCount() / WEIGHTS_TO_OUTPUTS);
        return atOnce(architecture, (int) Math.max(1, Math.min(MOST, numbers / widest(architecture))));
    }

    /**
     * Says how many images to run at once, where outputs are freed on the way.
     *
     * @param architecture the network
     * @param wanted the usual number
     * @return as many, or as many as make 256 MiB at the widest place; at least 1
     */
    public static int atOnce(Architecture architecture, int wanted) {
        return (int) Math.max(1, Math.min(wanted, NUMBERS / Math.max(1, perImage(architecture))));
    }

    /**
     * Says how much memory a batch takes, where outputs are freed on the way.
     *
     * @param architecture the network
     * @param images of the batch
     * @return bytes at the widest place
     */
    public static long bytes(Architecture architecture, int images) {
        return saturated(saturated(perImage(architecture), Float.BYTES), images);
    }

    private static long perImage(Architecture architecture) {
        return saturated(widest(architecture), ALIVE);
    }

    private static long widest(Architecture architecture) {
        return Math.max(
                1,
                architecture.outputs().values().stream()
                        .mapToLong(Shape::size)
                        .max()
                        .orElseThrow());
    }

    /**
     * Says how much memory a batch to learn from takes: every output, and its gradient.
     *
     * @param architecture the network
     * @param images of the batch
     * @return bytes, without those of the weights
     */
    public static long bytesToLearn(Architecture architecture, int images) {
        return saturated(
                2
                        * Float.BYTES
                        * architecture.outputs().values().stream()
                                .mapToLong(Shape::size)
                                .sum(),
                images);
    }

    /**
     * Refuses a batch to learn from that the device where networks run can not hold: every output, and its gradient.
     *
     * @param architecture the network
     * @param images of the batch
     * @throws IllegalArgumentException if they need more than its memory
     */
    public static void requireRoomToLearn(Architecture architecture, int images) {
        requireRoomToLearn(architecture, images, FreeMemory.total());
    }

    public static void requireRoomToLearn(Architecture architecture, int images, long memory) {
        long perImage = bytesToLearn(architecture, 1);
        long most = memory / perImage;
        argument(
                images <= most,
                "%s: expected batches of at most %d images, %d bytes each with all outputs and gradients in %d bytes of memory,"
                        + " got %d; choose smaller batches, as in batchSize(128)",
                architecture.name(),
                most,
                perImage,
                memory,
                images);
    }
}
