package org.mipp.information.neighbours;

/**
 * Points as whole numbers, column by column in tiles, and the distances from one of them to all in the maximum norm, to within
 * {@link #SLACK} steps.
 *
 * <p>Whole numbers because the compiler turns these loops into vector instructions, 8 or 16 points at once, and the same loops
 * over floating-point numbers it does not, reliably: their maximum has to heed NaN and -0. It does so only where arrays are read
 * from 0 on; hence the tiles. Differences of whole numbers are exact, so that all there is of an error is rounding to a step,
 * a 2^28th of the largest value.
 */
final class FixedPoint {

    /** Points in a tile: a column of it, and the distances to them, stay in the first cache. */
    static final int TILE = 1024;

    /** By how many steps a distance may be wrong: half of one for each end, and what the division rounds. */
    static final int SLACK = 2;

    /** Farther than any two points are: where there is no point. */
    static final int NOWHERE = (1 << 30) - (1 << 28);

    private static final int LARGEST = 1 << 28;

    final int n;
    private final double perStep;
    private final int[][][] tiles; // [tile][column][place]

    /**
     * @param rows finite values, row by row
     * @param columns at least one
     */
    FixedPoint(double[] rows, int columns) {
        this.n = rows.length / columns;
        double largest = Double.MIN_NORMAL;
        for (double value : rows) {
            largest = Math.max(largest, Math.abs(value));
        }
        this.perStep = Math.min(Double.MAX_VALUE, LARGEST / largest);
        this.tiles = new int[tiles()][columns][TILE];
        for (int i = 0; i < tiles.length * TILE; i++) {
            int[][] tile = tiles[i / TILE];
            for (int j = 0; j < columns; j++) {
                tile[j][i % TILE] = i < n ? (int) Math.rint(rows[i * columns + j] * perStep) : NOWHERE + LARGEST;
            }
        }
    }

    int tiles() {
        return (n + TILE - 1) / TILE;
    }

    /** A distance in steps, rounded down; below {@link #NOWHERE}, whatever it is. */
    int steps(double distance) {
        return (int) Math.min(distance * perStep, NOWHERE - 2.0 * SLACK);
    }

    /**
     * Computes how far all points of a tile are from a point, along some columns.
     *
     * @param steps how many steps, of every place in the tile; from the point itself and where there is none, {@link #NOWHERE} or more
     */
    void distances(int point, int tile, int fromColumn, int toColumn, int[] steps) {
        int[][] own = tiles[point / TILE];
        int[][] others = tiles[tile];
        int place = point % TILE;
        begin(others[fromColumn], own[fromColumn][place], steps);
        for (int j = fromColumn + 1; j < toColumn; j++) {
            widen(others[j], own[j][place], steps);
        }
        if (own == others) {
            steps[place] = NOWHERE;
        }
    }

    private static void begin(int[] column, int own, int[] steps) {
        for (int place = 0; place < steps.length; place++) {
            steps[place] = Math.abs(column[place] - own);
        }
    }

    private static void widen(int[] column, int own, int[] steps) {
        for (int place = 0; place < steps.length; place++) {
            int farther = Math.abs(column[place] - own) - steps[place];
            steps[place] += farther & ~(farther >> 31); // the maximum: 17's compiler has no vector instruction for it
        }
    }

    /** The larger of two distances, place by place. */
    static void larger(int[] steps, int[] along, int[] larger) {
        for (int place = 0; place < larger.length; place++) {
            int farther = along[place] - steps[place];
            larger[place] = steps[place] + (farther & ~(farther >> 31));
        }
    }

    /** Makes every value the smaller of two. */
    static void smaller(int[] smaller, int[] than) {
        for (int place = 0; place < smaller.length; place++) {
            int nearer = than[place] - smaller[place];
            smaller[place] += nearer & (nearer >> 31);
        }
    }

    /**
     * Adds one to a place's tally in the lower half if its distance is below a bound, and one in the upper half if it is below
     * another.
     */
    static void tally(int[] steps, int sure, int maybe, int[] tallies) {
        for (int place = 0; place < tallies.length; place++) {
            tallies[place] += ((steps[place] - sure) >>> 31) + (((steps[place] - maybe) >>> 31) << 16);
        }
    }

    /** The same, of places that are below both of two bounds along two parts of the columns. */
    static void tally(int[] steps, int sure, int maybe, int[] along, int sureAlong, int maybeAlong, int[] tallies) {
        for (int place = 0; place < tallies.length; place++) {
            tallies[place] += (((steps[place] - sure) & (along[place] - sureAlong)) >>> 31)
                    + ((((steps[place] - maybe) & (along[place] - maybeAlong)) >>> 31) << 16);
        }
    }
}
