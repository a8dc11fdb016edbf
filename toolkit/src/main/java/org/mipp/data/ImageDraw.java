package org.mipp.data;

import java.util.Arrays;
import java.util.Random;

/** Which images a sample is of: the first places of a Fisher-Yates shuffle, so that a larger sample begins as a smaller one. */
final class ImageDraw {

    private ImageDraw() {}

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
