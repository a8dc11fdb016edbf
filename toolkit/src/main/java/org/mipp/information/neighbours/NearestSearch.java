package org.mipp.information.neighbours;

import java.util.Arrays;

/**
 * The search of a {@link KdTree} for the k nearest neighbours of one point after another, in the maximum norm. Among equally
 * near points the one that came first is nearer. Of one thread.
 */
final class NearestSearch {

    private final int n;
    private final int d;
    private final int firstLeaf;
    private final double[] points;
    private final int[] ids;
    private final double[] low;
    private final double[] high;
    private final double[] distance; // ascending
    private final int[] place;
    private final double[] query;
    private int self;
    private double worst;
    private long leaves;

    NearestSearch(KdTree tree, int k) {
        this.n = tree.n;
        this.d = tree.d;
        this.firstLeaf = tree.firstLeaf;
        this.points = tree.points;
        this.ids = tree.ids;
        this.low = tree.low;
        this.high = tree.high;
        this.query = new double[d];
        this.distance = new double[k];
        this.place = new int[k];
    }

    /** Searches around a place in the tree's order. */
    void search(int centre) {
        self = centre;
        System.arraycopy(points, centre * d, query, 0, d);
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        worst = Double.POSITIVE_INFINITY;
        visit(0, 0, n);
    }

    private void visit(int node, int from, int to) {
        if (node >= firstLeaf) {
            scan(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        int left = 2 * node + 1;
        double toLeft = toBox(left);
        double toRight = toBox(left + 1);
        if (toLeft <= toRight) {
            visitIf(toLeft, left, from, middle);
            visitIf(toRight, left + 1, middle, to);
        } else {
            visitIf(toRight, left + 1, middle, to);
            visitIf(toLeft, left, from, middle);
        }
    }

    private void visitIf(double boxDistance, int node, int from, int to) {
        // equal: there may be an equally near point that came first; but nothing is nearer than k copies
        if (boxDistance <= worst && worst > 0) {
            visit(node, from, to);
        }
    }

    private double toBox(int node) {
        double largest = 0;
        for (int j = 0, k = node * d; j < d && largest <= worst; j++, k++) {
            double below = low[k] - query[j];
            double outside = below > 0 ? below : query[j] - high[k];
            largest = outside > largest ? outside : largest;
        }
        return largest;
    }

    /** {@return how many leaves were looked through so far} */
    long leaves() {
        return leaves;
    }

    private void scan(int from, int to) {
        leaves++;
        for (int candidate = from; candidate < to; candidate++) {
            double largest = 0;
            for (int j = 0, k = candidate * d; j < d && largest <= worst; j++, k++) {
                double along = Math.abs(points[k] - query[j]);
                largest = along > largest ? along : largest;
            }
            if (largest <= worst && candidate != self) {
                offer(largest, candidate);
            }
        }
    }

    private void offer(double offered, int candidate) {
        int last = distance.length - 1;
        if (offered == worst && (offered == Double.POSITIVE_INFINITY || ids[candidate] > ids[place[last]])) {
            return;
        }
        int at = last;
        while (at > 0 && (distance[at - 1] > offered || isLater(at - 1, offered, candidate))) {
            distance[at] = distance[at - 1];
            place[at] = place[at - 1];
            at--;
        }
        distance[at] = offered;
        place[at] = candidate;
        worst = distance[last];
    }

    private boolean isLater(int at, double offered, int candidate) {
        return distance[at] == offered && ids[place[at]] > ids[candidate];
    }

    /** How far the neighbours found reach along some columns. */
    double reach(int fromColumn, int toColumn) {
        double largest = 0;
        for (int neighbour : place) {
            for (int j = fromColumn; j < toColumn; j++) {
                largest = Math.max(largest, Math.abs(points[neighbour * d + j] - query[j]));
            }
        }
        return largest;
    }
}
