package org.mipp.information.estimator;

import static org.mipp.information.estimator.SortedValues.within;

import java.util.Arrays;
import org.mipp.linalg.Matrix;

/**
 * {@link RossMi} on one continuous column and labels whose rows change places: the continuous column is sorted once, and each class
 * comes sorted out of it. Cost of a permutation: O(N (k + log N)).
 */
final class PermutedRoss implements PermutedMi {

    private final int k;
    private final boolean labelsFirst;
    private final Partition classes;
    private final SortedValues continuous;
    private final double[] psi;

    PermutedRoss(RossMi ross, Matrix x, Matrix y) {
        this.k = ross.k();
        this.labelsFirst = ross.discrete() == RossMi.Discrete.X;
        this.classes = SampleColumns.labels(labelsFirst ? "x" : "y", labelsFirst ? x : y);
        this.continuous = new SortedValues(RossMi.spread(k, labelsFirst ? y : x, classes));
        this.psi = KsgMi.digamma(x.rows());
    }

    /** Whether every class has several samples, so that none is left out, and the other column is not discrete. */
    static boolean fits(RossMi ross, Matrix x, Matrix y) {
        boolean labelsFirst = ross.discrete() == RossMi.Discrete.X;
        Matrix labels = labelsFirst ? x : y;
        return x.rows() > ross.k()
                && SampleColumns.isWholeNumbers(labels, 0)
                && Arrays.stream(Partition.ofRows(labels).counts()).min().orElse(0) > 1
                && !Ties.areDiscrete(ross.k(), Partition.ofRows(labelsFirst ? y : x));
    }

    @Override
    public double estimate(int[] order) {
        int n = order.length;
        int[] label = labels(order);
        int[] start = new int[classes.occupied() + 1];
        for (int c = 0; c < classes.occupied(); c++) {
            start[c + 1] = start[c] + classes.counts()[c];
        }
        double[] values = new double[n]; // class after class, each ascending
        int[] places = new int[n];
        int[] filled = start.clone();
        for (int place = 0; place < n; place++) {
            int slot = filled[label[place]]++;
            values[slot] = continuous.values[place];
            places[slot] = place;
        }
        double sum = 0;
        for (int c = 0; c < classes.occupied(); c++) {
            sum += ofClass(Arrays.copyOfRange(values, start[c], start[c + 1]), places, start[c]);
        }
        return psi[n] + sum / n;
    }

    /** The class of every place of the continuous column. */
    private int[] labels(int[] order) {
        int[] label = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            int place = continuous.places[labelsFirst ? order[i] : i];
            label[place] = classes.ids()[labelsFirst ? i : order[i]];
        }
        return label;
    }

    private double ofClass(double[] values, int[] places, int start) {
        int members = values.length;
        double sum = 0;
        for (int i = 0; i < members; i++) {
            double radius = Math.nextUp(reach(values, i));
            int same = within(values, members, i, radius);
            int all = within(continuous.values, continuous.values.length, places[start + i], radius);
            sum += psi[same] - psi[members] - psi[all];
        }
        return sum;
    }

    /** How far the k-th neighbour on a sorted line is, or the last one there is. */
    private double reach(double[] values, int i) {
        int below = i - 1;
        int above = i + 1;
        double reach = 0;
        for (int found = 0; found < Math.min(k, values.length - 1); found++) {
            double down = below >= 0 ? values[i] - values[below] : Double.POSITIVE_INFINITY;
            double up = above < values.length ? values[above] - values[i] : Double.POSITIVE_INFINITY;
            reach = Math.min(down, up);
            if (down <= up) {
                below--;
            } else {
                above++;
            }
        }
        return reach;
    }
}
