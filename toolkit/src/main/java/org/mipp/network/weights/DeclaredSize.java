package org.mipp.network.weights;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;

/** Checks what a file announces before memory is allocated for it. */
final class DeclaredSize {

    private static final int LARGEST = Integer.MAX_VALUE - 8; // what a Java array holds
    static final int DIMENSIONS = 64;

    private DeclaredSize() {}

    /**
     * Counts the values of a shape.
     *
     * @param what the file and the tensor, for messages
     * @throws IllegalArgumentException if a dimension is negative or there are more values than an array can hold
     */
    static int count(String what, long[] shape) {
        for (long dimension : shape) {
            argument(
                    dimension >= 0,
                    "%s: expected dimensions of at least 0, got shape %s; the file is damaged, fetch it again",
                    what,
                    Arrays.toString(shape));
        }
        long count = 1;
        for (long dimension : shape) {
            argument(
                    dimension == 0 || count <= LARGEST / dimension,
                    "%s: expected at most %d values, got shape %s; split the tensor, or the file is damaged",
                    what,
                    LARGEST,
                    Arrays.toString(shape));
            count *= dimension;
        }
        return (int) count;
    }
}
