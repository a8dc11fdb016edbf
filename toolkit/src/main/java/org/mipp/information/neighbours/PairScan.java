package org.mipp.information.neighbours;

import java.util.Arrays;

/**
 * Looks from one point after another at all others: who is nearest, who is near along parts of the columns. Whole numbers tell
 * which pairs matter, and those are compared as computed. Of one thread.
 */
final class PairScan {

    private final double[] points; // row by row
    private final int d;
    private final FixedPoint fixed;
    private final int[] ends; // of the parts
    private final int[][][] steps; // [part][tile][place]
    private final int[][] joint; // [tile][place]
    private final int[] tallies = new int[FixedPoint.TILE];
    private final int[] leastAtPlace = new int[FixedPoint.TILE];
    private final int[] least; // the k smallest distances in steps, ascending
    private final double[] distance; // of the nearest, ascending
    private final int[] nearest;
    private int[] near = new int[16]; // those that may be among the nearest, ascending
    private int nearCount;
    private int centre;

    PairScan(double[] points, FixedPoint fixed, int k, int... ends) {
        this.points = points;
        this.fixed = fixed;
        this.ends = ends;
        this.d = points.length / fixed.n;
        this.steps = new int[ends.length][fixed.tiles()][FixedPoint.TILE];
        this.joint = ends.length == 1 ? steps[0] : new int[fixed.tiles()][FixedPoint.TILE];
        this.least = new int[k];
        this.distance = new double[k];
        this.nearest = new int[k];
    }

    /** Computes the distances from a point to all of a tile. Those of all tiles first, then questions. */
    void look(int point, int tile) {
        centre = point;
        for (int part = 0; part < ends.length; part++) {
            fixed.distances(point, tile, from(part), ends[part], steps[part][tile]);
        }
        if (ends.length > 1) {
            FixedPoint.larger(steps[0][tile], steps[1][tile], joint[tile]);
            for (int part = 2; part < ends.length; part++) {
                FixedPoint.larger(joint[tile], steps[part][tile], joint[tile]);
            }
        }
    }

    private int from(int part) {
        return part == 0 ? 0 : ends[part - 1];
    }

    /** Finds the nearest; among equally near ones the earlier is nearer. */
    void findNearest() {
        collect();
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        for (int c = 0; c < nearCount; c++) {
            double offered = apart(near[c], 0, d);
            int at = distance.length;
            while (at > 0 && distance[at - 1] > offered) {
                at--;
            }
            if (at < distance.length) {
                System.arraycopy(distance, at, distance, at + 1, distance.length - 1 - at);
                System.arraycopy(nearest, at, nearest, at + 1, distance.length - 1 - at);
                distance[at] = offered;
                nearest[at] = near[c];
            }
        }
    }

    /**
     * Collects all that may be among the k nearest. The least distances at each place of the tiles are those of different
     * points, so that the k-th of them is at least that of the k-th nearest.
     */
    private void collect() {
        Arrays.fill(leastAtPlace, Integer.MAX_VALUE);
        for (int[] tile : joint) {
            FixedPoint.smaller(leastAtPlace, tile);
        }
        Arrays.fill(least, Integer.MAX_VALUE);
        int kth = FixedPoint.NOWHERE;
        for (int offered : leastAtPlace) {
            if (offered < kth) {
                kth = Math.min(kth, offer(offered));
            }
        }
        int atMost = Math.min(kth + 2 * FixedPoint.SLACK, FixedPoint.NOWHERE - 1);
        nearCount = 0;
        for (int place = 0; place < leastAtPlace.length; place++) {
            if (leastAtPlace[place] <= atMost) {
                collectAt(place, atMost);
            }
        }
        Arrays.sort(near, 0, nearCount);
    }

    private void collectAt(int place, int atMost) {
        for (int t = 0; t < joint.length; t++) {
            if (joint[t][place] <= atMost) {
                near = nearCount < near.length ? near : Arrays.copyOf(near, 2 * nearCount);
                near[nearCount++] = t * FixedPoint.TILE + place;
            }
        }
    }

    /** Takes in a distance that is less than the k-th so far; returns the k-th. */
    private int offer(int offered) {
        int at = least.length - 1;
        while (at > 0 && least[at - 1] > offered) {
            least[at] = least[at - 1];
            at--;
        }
        least[at] = offered;
        return least[least.length - 1];
    }

    /** How far the nearest reach along some columns. */
    double reach(int fromColumn, int toColumn) {
        double farthest = 0;
        for (int other : nearest) {
            farthest = Math.max(farthest, apart(other, fromColumn, toColumn));
        }
        return farthest;
    }

    /** How far the nearest reach along a part. */
    double reach(int part) {
        return reach(from(part), ends[part]);
    }

    private double apart(int other, int fromColumn, int toColumn) {
        double largest = 0;
        for (int j = fromColumn, a = centre * d + j, b = other * d + j; j < toColumn; j++, a++, b++) {
            double along = Math.abs(points[b] - points[a]);
            largest = along > largest ? along : largest;
        }
        return largest;
    }

    /**
     * Counts the other points that are nearer than a radius along every one of some parts.
     *
     * @param along one part or two
     * @param radius of every part; above 0
     */
    int within(int[] along, double[] radius) {
        int first = along[0];
        int last = along[along.length - 1];
        int sure = 0;
        int maybe = 0;
        Arrays.fill(tallies, 0);
        for (int t = 0; t < joint.length; t++) {
            if (along.length == 1) {
                FixedPoint.tally(steps[first][t], sure(radius[first]), maybe(radius[first]), tallies);
            } else {
                FixedPoint.tally(
                        steps[first][t],
                        sure(radius[first]),
                        maybe(radius[first]),
                        steps[last][t],
                        sure(radius[last]),
                        maybe(radius[last]),
                        tallies);
            }
        }
        for (int tally : tallies) {
            sure += tally & 0xFFFF;
            maybe += tally >>> 16;
        }
        return sure == maybe ? sure : sure + atTheBound(maybe - sure, along, radius);
    }

    private int sure(double radius) {
        return fixed.steps(radius) - FixedPoint.SLACK;
    }

    private int maybe(double radius) {
        return fixed.steps(radius) + 1 + FixedPoint.SLACK;
    }

    /** Compares those of which whole numbers do not tell. The nearest are among them if the radius is theirs: often all. */
    private int atTheBound(int all, int[] along, double[] radius) {
        int found = 0;
        int within = 0;
        for (int c = 0; c < nearCount; c++) {
            if (isAtTheBound(near[c], along, radius)) {
                found++;
                within += isWithin(near[c], along, radius) ? 1 : 0;
            }
        }
        if (found == all) {
            return within;
        }
        within = 0;
        for (int other = 0; other < fixed.n; other++) {
            within += isAtTheBound(other, along, radius) && isWithin(other, along, radius) ? 1 : 0;
        }
        return within;
    }

    private boolean isAtTheBound(int other, int[] along, double[] radius) {
        boolean sure = true;
        for (int part : along) {
            int far = steps[part][other / FixedPoint.TILE][other % FixedPoint.TILE];
            if (far >= maybe(radius[part])) {
                return false;
            }
            sure &= far < sure(radius[part]);
        }
        return !sure;
    }

    private boolean isWithin(int other, int[] along, double[] radius) {
        for (int part : along) {
            if (!(apart(other, from(part), ends[part]) < radius[part])) {
                return false;
            }
        }
        return true;
    }
}
