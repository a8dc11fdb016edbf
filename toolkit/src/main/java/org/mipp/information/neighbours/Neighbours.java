package org.mipp.information.neighbours;

/** Points among which neighbours are found and counted, exactly and in the maximum norm. */
public interface Neighbours {

    /** How many points a core takes at once: some 0.1 ms of work. */
    int BLOCK = 256;

    /**
     * Finds how far the k nearest neighbours of every point reach along parts of the columns. Among equally near points
     * the one that came first is nearer.
     *
     * @param k how many neighbours, fewer than there are points
     * @param ends where each part of the columns ends, ascending
     * @return per part and point the largest distance to a neighbour along that part, shape {@code [parts][points]}
     */
    double[][] reach(int k, int... ends);

    /**
     * Counts, for every point, the other points that are nearer along every column than its radius.
     *
     * @param radius of every point; above 0
     * @return how many other points have {@code |difference| < radius} along every column
     */
    int[] within(double[] radius);

    /**
     * Indexes points.
     *
     * @param points finite values, row by row, shape {@code [points, columns]}
     * @param columns at least one
     * @return the fastest index for these points; answers do not depend on which it is
     */
    static Neighbours of(double[] points, int columns) {
        return columns == 1 ? new SortedLine(points) : SearchCost.cheapest(points, columns);
    }
}
