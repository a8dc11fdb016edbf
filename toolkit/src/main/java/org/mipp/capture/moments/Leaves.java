package org.mipp.capture.moments;

import java.util.List;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.structure.Architecture;

/**
 * How images are added up: in batches, batches in leaves, leaves in parts, all in the order of the images. A leaf is added up by
 * itself and then to the leaves before it, so that whoever has captured it, the sum is the same to the last bit.
 *
 * @param images how many there are
 * @param batch how many run through the network at once; no batch crosses a leaf
 * @param leaf images of a leaf
 * @param parts how many sums are kept apart
 */
public record Leaves(int images, int batch, int leaf, int parts) {

    private static final int MOST_IMAGES = 250; // of a batch: a thousand images still make several parts
    private static final int MOST_LEAVES = 20;
    private static final int PARTS = 5;
    private static final long SMALL = 64L << 20; // bytes of moments of which parts are kept unasked
    private static final long ADDED = 4L << 30; // bytes that are added in all: large moments go into few leaves

    /** How so many images are added up. */
    public static Leaves of(Architecture architecture, List<Reading> readings, int images, CaptureOptions options) {
        int batch = Math.min(MOST_IMAGES, BatchMemory.fastest(architecture));
        long bytes = readings.stream()
                .mapToLong(reading -> SecondMoments.bytes(reading.columns()))
                .sum();
        int parts = options.parts() > 0 ? options.parts() : bytes * PARTS <= SMALL ? PARTS : 1;
        long leaves = Math.max(parts, Math.max(1, Math.min(MOST_LEAVES, ADDED / Math.max(1, bytes))));
        long usual = batch * ((images + batch * leaves - 1) / (batch * leaves));
        int leaf = options.leaf() > 0 ? options.leaf() : Math.toIntExact(Math.min(images, usual));
        return new Leaves(images, batch, leaf, Math.min(parts, ceiling(images, leaf)));
    }

    private static int ceiling(int count, int size) {
        return (int) (((long) count + size - 1) / size);
    }

    /** How many leaves there are. */
    public int count() {
        return ceiling(images, leaf);
    }

    /** The first image of a leaf. */
    public int from(int number) {
        return (int) Math.min(images, (long) number * leaf);
    }

    /** The sum to which a leaf belongs. */
    public int part(int number) {
        return (int) ((long) number * parts / count());
    }

    /** How many batches there are in all. */
    int batches() {
        int last = images - from(count() - 1);
        return (count() - 1) * ceiling(leaf, batch) + ceiling(last, batch);
    }
}
