package org.mipp.data;

import java.util.Arrays;
import java.util.Random;

/**
 * Which images a sample is of: the first places of a Fisher-Yates shuffle, so that a larger sample begins as a smaller one.
 *
 * <p>Not by {@link org.mipp.run.RandomOrder}: with its generator every sample, and all that was measured on one, would be
 * another. It goes when the tutorials and tables are measured anew.
 */
final class ImageSampling {

    private ImageSampling() {}

    /** Draws so many of a number of images, without replacement, in the order drawn. */
    static int[] of(int images, int count, long seed) {
        Random random = new Random(seed);
        int[] order = new int[images];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(images - i);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return Arrays.copyOf(order, count);
    }
}
