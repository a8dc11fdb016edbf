package org.mipp.information.neighbours;

/**
 * Which search is cheapest. In few columns a tree looks at few points around each; in many it looks at nearly all, and
 * comparing all pairs is cheaper. What counts is not how many columns there are but how the points lie: a tree is asked how much
 * of it a few queries see.
 *
 * <p>The nanoseconds were measured for KSG on one core of a server; that others are faster in all does not matter. Times are
 * never measured here, so that a choice does not depend on what else the machine does; and no result depends on the choice.
 */
final class SearchCost {

    private static final int FEW =
            20_000; // points of which a sample is asked, because a whole tree would cost too much
    private static final int SAMPLE = 1_024;
    private static final int QUERIES = 32;
    private static final int NEIGHBOURS = 5;

    private static final double LEAF = 600; // for every leaf that a query sees, and what counting costs with it
    private static final double COLUMN_OF_LEAF = 50;
    private static final double PAIR = 0.7;
    private static final double COLUMN_OF_PAIR = 0.06;

    private SearchCost() {}

    static Neighbours cheapest(double[] points, int columns) {
        int n = points.length / columns;
        KdTree tree = new KdTree(n <= FEW ? sample(points, columns) : points, columns);
        double byTree = leavesSeen(tree) * (LEAF + COLUMN_OF_LEAF * columns);
        double byPairs = n * (PAIR + COLUMN_OF_PAIR * columns);
        if (byPairs < byTree) {
            return new AllPairs(points, columns);
        }
        return tree.n == n ? tree : new KdTree(points, columns);
    }

    /** Some points, evenly spaced among all. */
    private static double[] sample(double[] points, int columns) {
        int n = points.length / columns;
        int chosen = Math.min(n, SAMPLE);
        double[] sample = new double[chosen * columns];
        for (int i = 0; i < chosen; i++) {
            System.arraycopy(points, (int) ((long) i * n / chosen) * columns, sample, i * columns, columns);
        }
        return sample;
    }

    private static double leavesSeen(KdTree tree) {
        int queries = Math.min(QUERIES, tree.n);
        NearestSearch search = new NearestSearch(tree, NEIGHBOURS);
        for (int query = 0; query < queries; query++) {
            search.search((int) ((long) query * tree.n / queries));
        }
        return (double) search.leaves() / queries;
    }
}
