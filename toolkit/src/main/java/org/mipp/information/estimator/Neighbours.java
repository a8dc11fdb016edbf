package org.mipp.information.estimator;

import java.util.stream.IntStream;

/** Points among which neighbours are counted, exactly and in the maximum norm. */
interface Neighbours {

    /**
     * Counts, for every point, the other points that are nearer along every column than a radius of that column.
     *
     * @param radius the radius of every point along every column, shape {@code [columns][points]}; above 0
     * @return how many other points have {@code |difference| < radius} along every column
     */
    int[] within(double[][] radius);

    /**
     * Indexes points.
     *
     * @param points row by row, shape {@code [points, columns]}
     * @param columns at least one
     * @return the fastest index for that many columns
     */
    static Neighbours of(double[] points, int columns) {
        return columns == 1 ? new SortedLine(points) : new KdTree(points, columns);
    }

    /** Works on ranges of points on all cores. */
    static void inParallel(int points, Range work) {
        int block = 256; // some 0.1 ms of work, so that no core waits long for the last one
        IntStream.range(0, (points + block - 1) / block)
                .parallel()
                .forEach(b -> work.run(b * block, Math.min(points, (b + 1) * block)));
    }

    /** Work on points {@code from} to {@code to}, the latter excluded. */
    @FunctionalInterface
    interface Range {
        void run(int from, int to);
    }
}
