package org.mipp.information.neighbours;

import java.util.Arrays;

/** The neighbourhoods of samples, as wide along every part of the columns as their k nearest neighbours ask for. */
public final class Neighbourhoods {

    /** How wide. */
    public enum Extent {
        /** As wide along all parts as the k-th neighbour is far; what is as far is outside. */
        COMMON {
            @Override
            double[] radius(double[] reach) {
                double[] radius = new double[reach.length];
                double farthest = Double.MIN_VALUE; // a radius is above 0
                for (double along : reach) {
                    farthest = Math.max(farthest, along);
                }
                Arrays.fill(radius, farthest);
                return radius;
            }
        },
        /** Along every part as wide as the k neighbours reach; what is as far is inside. */
        OWN {
            @Override
            double[] radius(double[] reach) {
                double[] radius = new double[reach.length];
                Arrays.setAll(radius, part -> Math.nextUp(reach[part]));
                return radius;
            }
        };

        /** The radius along every part, to be compared strictly, from how far the neighbours reach. */
        abstract double[] radius(double[] reach);
    }

    private Neighbourhoods() {}

    /**
     * Counts, for every sample, the others in its neighbourhood, seen along some parts only.
     *
     * <p>Cost: O(N log N) for few columns, O(N^2 d) for many; memory O(N d). All cores; the counts do not depend on how.
     *
     * @param points finite values, row by row, shape {@code [samples, columns]}
     * @param ends where each part of the columns ends, ascending
     * @param k how many nearest neighbours, in the maximum norm over all columns; fewer than there are samples. Among equally
     *     near ones the earlier is nearer
     * @param extent how wide a neighbourhood is
     * @param along the questions: one part or two
     * @return the counts, shape {@code [questions][samples]}
     */
    public static int[][] counts(double[] points, int[] ends, int k, Extent extent, int[]... along) {
        int columns = ends[ends.length - 1];
        Neighbours neighbours = Neighbours.of(points, columns);
        return neighbours instanceof AllPairs pairs
                ? pairs.counts(k, extent, ends, along)
                : bySearch(neighbours, points, ends, k, extent, along);
    }

    static int[][] bySearch(Neighbours all, double[] points, int[] ends, int k, Extent extent, int[]... along) {
        double[][] reach = all.reach(k, ends);
        int n = reach[0].length;
        double[][] radius = new double[ends.length][n];
        double[] ofOne = new double[ends.length];
        for (int i = 0; i < n; i++) {
            for (int part = 0; part < ends.length; part++) {
                ofOne[part] = reach[part][i];
            }
            double[] wide = extent.radius(ofOne);
            for (int part = 0; part < ends.length; part++) {
                radius[part][i] = wide[part];
            }
        }
        return Arrays.stream(along)
                .map(parts -> within(points, ends, parts, radius))
                .toArray(int[][]::new);
    }

    private static int[] within(double[] points, int[] ends, int[] parts, double[][] radius) {
        int n = radius[0].length;
        int columns = 0;
        for (int part : parts) {
            columns += ends[part] - from(ends, part);
        }
        double[] chosen = new double[n * columns];
        double[][] radii = new double[columns][];
        int at = 0;
        for (int part : parts) {
            int width = ends[part] - from(ends, part);
            for (int i = 0; i < n; i++) {
                System.arraycopy(points, i * ends[ends.length - 1] + from(ends, part), chosen, i * columns + at, width);
            }
            Arrays.fill(radii, at, at + width, radius[part]);
            at += width;
        }
        return columns == 1 ? new SortedLine(chosen).within(radii[0]) : new KdTree(chosen, columns).within(radii);
    }

    private static int from(int[] ends, int part) {
        return part == 0 ? 0 : ends[part - 1];
    }
}
