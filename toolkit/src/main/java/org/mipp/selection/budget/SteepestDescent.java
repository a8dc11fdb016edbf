package org.mipp.selection.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mipp.selection.LossCurve;

/**
 * Widths that fit a target, where what a node of one layer costs depends on the widths of others: step by step, the layer gives
 * nodes that loses least per cost saved at the widths of the moment.
 *
 * <p>The loss of a step is that of the curve's lower convex hull: a cheap stretch behind a dear one pays for it. Cost: a few
 * hundred answers of {@link WidthCosts} for every layer.
 */
final class SteepestDescent {

    private static final int STEPS = 64; // from all nodes to none, at most; smaller layers go node by node

    private final WidthCosts costs;
    private final List<double[]> hulls;
    private final int[] widths;
    private final long[] saved; // by the next step of each layer, at the widths of now; negative if unknown
    private long cost;

    private SteepestDescent(WidthCosts costs, List<LossCurve> curves) {
        this.costs = costs;
        this.hulls = curves.stream().map(SteepestDescent::hull).toList();
        this.widths = costs.whole();
        this.saved = new long[widths.length];
        Arrays.fill(saved, -1);
        this.cost = costs.of(widths);
    }

    static int[] widths(WidthCosts costs, List<LossCurve> curves, long aim) {
        SteepestDescent descent = new SteepestDescent(costs, curves);
        while (descent.cost > aim) {
            descent.step();
        }
        return descent.widths;
    }

    private void step() {
        int cheapest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < widths.length; i++) {
            int next = next(i);
            if (next == widths[i]) {
                continue;
            }
            if (saved[i] < 0) {
                saved[i] = cost - costs.with(widths, i, next);
            }
            double price = (hulls.get(i)[next] - hulls.get(i)[widths[i]]) / Math.max((double) saved[i], 1e-9);
            if (price < least || cheapest < 0) {
                least = price;
                cheapest = i;
            }
        }
        if (cheapest < 0) {
            throw new IllegalStateException("sharing: expected a target that the smallest widths meet");
        }
        cost -= saved[cheapest];
        widths[cheapest] = next(cheapest);
        for (int i = 0; i < widths.length; i++) {
            if (i == cheapest || costs.multiply(i, cheapest)) {
                saved[i] = -1;
            }
        }
    }

    private int next(int layer) {
        return costs.below(layer, widths[layer], Math.max(1, (hulls.get(layer).length - 1) / STEPS));
    }

    /** The lower convex hull of a curve, by width; 0 at all nodes. */
    static double[] hull(LossCurve curve) {
        List<Integer> corners = new ArrayList<>();
        for (int width = curve.least(); width <= curve.nodes(); width++) {
            while (corners.size() > 1 && above(curve, corners, width)) {
                corners.remove(corners.size() - 1);
            }
            corners.add(width);
        }
        double[] hull = new double[curve.nodes() + 1];
        for (int i = 0; i + 1 < corners.size(); i++) {
            int from = corners.get(i);
            int to = corners.get(i + 1);
            for (int width = from; width < to; width++) {
                hull[width] = curve.at(from) + (curve.at(to) - curve.at(from)) * (width - from) / (to - from);
            }
        }
        return hull;
    }

    /** Whether the last corner lies above the line from the one before it to a width. */
    private static boolean above(LossCurve curve, List<Integer> corners, int width) {
        int from = corners.get(corners.size() - 2);
        int middle = corners.get(corners.size() - 1);
        double line = curve.at(from) + (curve.at(width) - curve.at(from)) * (middle - from) / (width - from);
        return curve.at(middle) >= line;
    }
}
