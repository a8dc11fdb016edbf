package org.mipp.linalg;

/**
 * What follows from few rows: below {@value #ENOUGH} rows per column a least-squares fit follows chance, and a ridge has to
 * hold it.
 *
 * <p>The ridge with the least expected error grows with columns over rows (Hoerl, Kennard, Baldwin, Communications in
 * Statistics 4, 1975: {@code k = p s^2 / w'w} for sums over n rows, so {@code p / n} times noise over signal for their
 * means). So {@value #NOISE} of what columns over rows is above 1 / {@value #ENOUGH} is added to the ridge, relative to
 * the columns' variance; where rows are enough, nothing.
 *
 * <p>Rows are counted as independent ones, images rather than positions: neighbouring positions of an image repeat each
 * other.
 */
public final class Scarcity {

    /** Rows per column from which on they are enough. */
    public static final int ENOUGH = 5;

    private static final double NOISE = 0.05; // over signal

    private Scarcity() {}

    /**
     * Gives the ridge that few rows call for.
     *
     * @param columns how many columns are fitted
     * @param independentRows how many rows count as independent
     * @return what to add to the ridge, relative to the columns' variance; 0 where rows are enough
     */
    public static double ridge(int columns, long independentRows) {
        return NOISE * Math.max(0, (double) columns / independentRows - 1.0 / ENOUGH);
    }

    /**
     * Tells whether rows are few.
     *
     * @param columns how many columns are fitted
     * @param rows how many rows there are, independent or not
     * @return whether there are fewer than {@value #ENOUGH} for each column
     */
    public static boolean of(int columns, long rows) {
        return rows < (long) ENOUGH * columns;
    }
}
