package org.mipp.network.engine;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.saturated;

import ai.djl.ndarray.types.Shape;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.Map;
import org.mipp.network.structure.Architecture;

/**
 * How many images a network can take at once. A batch of the usual size stays as it is for usual networks; for those that make
 * very much of each image it is cut down where its size does not matter, and refused where it does.
 */
public final class BatchMemory {

    private static final long NUMBERS = 1L << 31; // of one batch: 8 GiB
    private static final int ALIVE =
            4; // outputs at the widest place: read, written, on a shortcut, in the engine's hands

    private BatchMemory() {}

    /**
     * Says how many images to judge at once, where outputs are freed on the way.
     *
     * @param architecture the network
     * @param wanted the usual number
     * @return as many, or as many as make 8 GiB at the widest place; at least 1
     */
    public static int atOnce(Architecture architecture, int wanted) {
        long widest = architecture.outputs().values().stream()
                .mapToLong(Shape::size)
                .max()
                .orElseThrow();
        return fitting(saturated(widest, ALIVE), wanted);
    }

    /**
     * Says how many images to run at once, where some outputs are kept.
     *
     * @param architecture the network
     * @param kept names of layers, or {@link Architecture#INPUT}
     * @param wanted the usual number
     * @return as many, or as many as make 8 GiB together; at least 1
     */
    public static int atOnce(Architecture architecture, Collection<String> kept, int wanted) {
        Map<String, Shape> outputs = architecture.outputs();
        return fitting(kept.stream().map(outputs::get).mapToLong(Shape::size).sum(), wanted);
    }

    private static int fitting(long numbersPerImage, int wanted) {
        return (int) Math.max(1, Math.min(wanted, NUMBERS / Math.max(1, numbersPerImage)));
    }

    /**
     * Refuses a batch to learn from that this machine can not hold: every output, and its gradient.
     *
     * @param architecture the network
     * @param images of the batch
     * @throws IllegalArgumentException if they need more than the memory of the machine
     */
    public static void requireRoomToLearn(Architecture architecture, int images) {
        requireRoomToLearn(architecture, images, memory());
    }

    public static void requireRoomToLearn(Architecture architecture, int images, long memory) {
        long perImage = 2
                * Float.BYTES
                * architecture.outputs().values().stream()
                        .mapToLong(Shape::size)
                        .sum();
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

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
