package org.mipp.information.neighbours;

import java.util.Arrays;
import org.mipp.run.progress.Parallel;

/**
 * A k-d tree for exact nearest neighbours and counts of neighbours in the maximum norm.
 *
 * <p>Points are reordered so that every node is a range of them; all nodes are split at the median of their widest
 * column, so the tree is complete, needs no pointers, and cannot degenerate on repeated points. Every node keeps the
 * tight box around its points. Queries run over the points themselves in the tree's order, in parallel: neighbours in
 * space are then neighbours in memory. Distances are compared as computed, never squared or shifted, so results equal
 * those of comparing all pairs, bit for bit, whatever the number of threads.
 *
 * <p>Written here because no maintained k-d tree for the JVM with a fitting licence was found that works on flat arrays
 * and counts the points within a box, which is half of the work. Memory O(N d); build O(N d log N).
 */
final class KdTree implements Neighbours {

    private static final int LEAF = 16; // points at most
    private static final int FORK = 8192; // points from which halves are built in parallel

    final int n;
    final int d;
    final int firstLeaf; // node m has children 2 m + 1 and 2 m + 2
    final double[] points; // in the tree's order, row by row
    final int[] ids; // ids[place]: the row that the point had
    final double[] low;
    final double[] high;

    /**
     * Indexes points.
     *
     * @param rows row by row, shape {@code [points, columns]}; copied
     * @param columns at least one
     */
    KdTree(double[] rows, int columns) {
        this.d = columns;
        this.n = rows.length / columns;
        this.points = rows.clone();
        this.ids = new int[n];
        Arrays.setAll(ids, i -> i);
        int leaves = 1;
        while (leaves * LEAF < n) {
            leaves *= 2;
        }
        this.firstLeaf = leaves - 1;
        this.low = new double[(2 * leaves - 1) * d];
        this.high = new double[(2 * leaves - 1) * d];
        build(0, 0, n);
    }

    private void build(int node, int from, int to) {
        int widest = box(node, from, to);
        if (node >= firstLeaf) {
            return;
        }
        int middle = (from + to) >>> 1;
        select(middle, from, to - 1, widest);
        if (to - from >= FORK) {
            Parallel.each(2, half -> buildHalf(half, node, from, middle, to));
        } else {
            buildHalf(0, node, from, middle, to);
            buildHalf(1, node, from, middle, to);
        }
    }

    private void buildHalf(int half, int node, int from, int middle, int to) {
        build(2 * node + 1 + half, half == 0 ? from : middle, half == 0 ? middle : to);
    }

    /** Computes a node's box and returns its widest column. */
    private int box(int node, int from, int to) {
        int widest = 0;
        double width = -1;
        for (int j = 0; j < d; j++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int k = from * d + j; k < to * d; k += d) {
                least = Math.min(least, points[k]);
                most = Math.max(most, points[k]);
            }
            low[node * d + j] = least;
            high[node * d + j] = most;
            if (most - least > width) {
                width = most - least;
                widest = j;
            }
        }
        return widest;
    }

    /** Hoare's selection: afterwards no point before a place is above it in a column, and none after it below. */
    private void select(int place, int from, int to, int column) {
        int left = from;
        int right = to;
        while (left < right) {
            double pivot = median(value(left, column), value((left + right) >>> 1, column), value(right, column));
            int i = left;
            int j = right;
            while (i <= j) {
                while (value(i, column) < pivot) {
                    i++;
                }
                while (value(j, column) > pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
                }
            }
            if (place <= j) {
                right = j;
            } else if (place >= i) {
                left = i;
            } else {
                return;
            }
        }
    }

    private double value(int place, int column) {
        return points[place * d + column];
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int a, int b) {
        for (int j = 0; j < d; j++) {
            double value = points[a * d + j];
            points[a * d + j] = points[b * d + j];
            points[b * d + j] = value;
        }
        int id = ids[a];
        ids[a] = ids[b];
        ids[b] = id;
    }

    @Override
    public double[][] reach(int k, int... ends) {
        double[][] reach = new double[ends.length][n];
        Parallel.each(n, BLOCK, () -> {
            NearestSearch nearest = new NearestSearch(this, k);
            return place -> {
                nearest.search(place);
                for (int part = 0; part < ends.length; part++) {
                    reach[part][ids[place]] = nearest.reach(part == 0 ? 0 : ends[part - 1], ends[part]);
                }
            };
        });
        return reach;
    }

    @Override
    public int[] within(double[] radius) {
        double[][] along = new double[d][];
        Arrays.fill(along, radius);
        return within(along);
    }

    /**
     * Counts, for every point, the other points that are nearer along every column than a radius of that column.
     *
     * @param radius of every point along every column, shape {@code [columns][points]}; above 0
     * @return how many other points have {@code |difference| < radius} along every column
     */
    int[] within(double[][] radius) {
        int[] counts = new int[n];
        Parallel.each(n, BLOCK, () -> {
            Count count = new Count();
            return place -> counts[ids[place]] = count.around(place, radius) - 1; // not the point itself
        });
        return counts;
    }

    /** Counts around one point after another; a node wholly inside counts at once. */
    private final class Count {

        private final double[] centre = new double[d];
        private final double[] radius = new double[d];

        int around(int place, double[][] radii) {
            System.arraycopy(points, place * d, centre, 0, d);
            for (int j = 0; j < d; j++) {
                radius[j] = radii[j][ids[place]];
            }
            return count(0, 0, n);
        }

        private int count(int node, int from, int to) {
            boolean inside = true;
            for (int j = 0, k = node * d; j < d; j++, k++) {
                double below = centre[j] - low[k];
                double above = high[k] - centre[j];
                if (-below >= radius[j] || -above >= radius[j]) {
                    return 0;
                }
                inside &= below < radius[j] && above < radius[j];
            }
            if (inside) {
                return to - from;
            }
            if (node >= firstLeaf) {
                return scan(from, to);
            }
            int middle = (from + to) >>> 1;
            return count(2 * node + 1, from, middle) + count(2 * node + 2, middle, to);
        }

        private int scan(int from, int to) {
            int found = 0;
            for (int place = from; place < to; place++) {
                int j = 0;
                int k = place * d;
                while (j < d && Math.abs(points[k] - centre[j]) < radius[j]) {
                    j++;
                    k++;
                }
                found += j == d ? 1 : 0;
            }
            return found;
        }
    }
}
