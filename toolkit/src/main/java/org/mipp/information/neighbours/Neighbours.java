package org.mipp.information.neighbours;

/** Points among which neighbours are counted, exactly and in the maximum norm. */
public interface Neighbours {

    /** How many points a core takes at once: some 0.1 ms of work. */
    int BLOCK = 256;

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
}
