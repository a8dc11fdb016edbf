package org.mipp.information.estimator;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.information.neighbours.Neighbours;
import org.mipp.information.neighbours.SortedLine;

/**
 * Makes samples with equal values fit for estimators that look at distances: equal values are spread at random, evenly
 * over the interval that rounding may have taken them from.
 *
 * <p>The intervals of different values do not overlap, so the value can be read off the place within it, and the place
 * tells nothing else: <b>the information of the spread samples is exactly that of the rounded ones</b>, and they have a
 * density. Without it distances are tied, and whatever is done with neighbours at the distance of the k-th is wrong for
 * some: by a strict count rounding to a tenth of the spread feigns 0.29 nats at N = 800.
 *
 * <p>A column between whose values the neighbourhoods do not reach, such as a label, needs next to no spread: it would
 * only be one more dimension. Each place depends on the seed, the column and the row alone.
 */
final class Ties {

    private static final double ROUNDING = 1e-14; // of standardised values: the same number, computed in two ways
    private static final double REACHED = 0.05; // of samples with a neighbour of another value in a column
    private static final double NARROW = 1e-6; // of the interval

    private Ties() {}

    /**
     * Says whether a sample is one of discrete variables: every sample has at least k exact copies.
     *
     * @param k neighbours that an estimator would look at
     * @param rows the cells of equal samples in all variables
     */
    static boolean areDiscrete(int k, Partition rows) {
        return Arrays.stream(rows.counts()).min().orElse(0) > k;
    }

    /**
     * Spreads equal values.
     *
     * @param n samples
     * @param k neighbours that the estimator looks at
     * @param seed of the places
     * @param variables standardised, row by row
     * @return the same values, those that are tied moved; the same arrays if none is
     */
    static double[][] spread(int n, int k, long seed, double[]... variables) {
        double[][] reach = reaches(n, variables);
        return Arrays.stream(reach).allMatch(half -> half.length == 0)
                ? variables
                : spread(n, seed, reach, widths(n, k, SampleColumns.beside(n, variables)), variables);
    }

    /** Spreads equal values over all of their intervals, as for a density of its own. */
    static double[] evenly(int n, long seed, double[] variable) {
        double[][] reach = reaches(n, variable);
        double[] all = new double[reach.length];
        Arrays.fill(all, 1);
        return spread(n, seed, reach, all, variable)[0];
    }

    /** By column; empty for one without ties. */
    private static double[][] reaches(int n, double[]... variables) {
        double[] joint = SampleColumns.beside(n, variables);
        int columns = joint.length / n;
        return IntStream.range(0, columns)
                .mapToObj(j -> reach(column(joint, columns, j)))
                .toArray(double[][]::new);
    }

    private static double[][] spread(int n, long seed, double[][] reach, double[] width, double[]... variables) {
        double[][] spread = new double[variables.length][];
        for (int v = 0, j = 0; v < variables.length; v++) {
            spread[v] = variables[v].clone();
            int d = variables[v].length / n;
            for (int c = 0; c < d; c++, j++) {
                SplittableRandom random = new SplittableRandom(seed + (((long) v << 32) + c + 1) * 0xBF58476D1CE4E5B9L);
                for (int i = 0; i < n && reach[j].length > 0; i++) {
                    spread[v][i * d + c] += width[j] * reach[j][i] * (2 * random.nextDouble() - 1);
                }
            }
        }
        return spread;
    }

    /** How far every value may move: half the way to the nearest other one if it is tied, else not; empty without ties. */
    private static double[] reach(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int[] first = new int[n]; // of the equal ones
        boolean tied = false;
        for (int i = 1; i < n; i++) {
            boolean same = sorted[i] - sorted[i - 1] <= ROUNDING;
            first[i] = same ? first[i - 1] : i;
            tied |= same;
        }
        if (!tied || first[n - 1] == 0) {
            return new double[0];
        }
        double[] half = new double[n];
        for (int from = 0, to; from < n; from = to) {
            to = from + 1;
            while (to < n && first[to] == from) {
                to++;
            }
            double below = from > 0 ? sorted[from] - sorted[from - 1] : Double.POSITIVE_INFINITY;
            double above = to < n ? sorted[to] - sorted[to - 1] : Double.POSITIVE_INFINITY;
            Arrays.fill(half, from, to, to - from > 1 ? Math.min(below, above) / 2 : 0);
        }
        return Arrays.stream(values)
                .map(value -> half[SortedLine.firstNotBelow(sorted, value)])
                .toArray();
    }

    /** The share of its interval that a column's ties need. */
    private static double[] widths(int n, int k, double[] joint) {
        int columns = joint.length / n;
        double[][] along = Neighbours.of(joint, columns)
                .reach(k, IntStream.rangeClosed(1, columns).toArray());
        return Arrays.stream(along)
                .mapToDouble(reach -> Arrays.stream(reach)
                                        .filter(distance -> distance > ROUNDING)
                                        .count()
                                > REACHED * n
                        ? 1
                        : NARROW)
                .toArray();
    }

    private static double[] column(double[] rows, int columns, int j) {
        return IntStream.range(0, rows.length / columns)
                .mapToDouble(i -> rows[i * columns + j])
                .toArray();
    }
}
