package org.mipp.information.table;

import static org.mipp.run.Checks.positive;

/**
 * Which rows of a table become samples.
 *
 * @param complete whether rows in which a value is missing are left out; otherwise they are refused
 * @param most how many rows at most; of more so many are drawn at random, each equally likely, and stay in their order
 * @param seed of the draw
 */
public record TableRows(boolean complete, int most, long seed) {

    /** All rows, none of which may lack a value. */
    public static final TableRows ALL = new TableRows(false, Integer.MAX_VALUE, 0);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public TableRows {
        positive(most, "rows");
    }

    /** {@return the same, leaving out rows in which a value is missing} */
    public TableRows onlyComplete() {
        return new TableRows(true, most, seed);
    }

    /**
     * Bounds the number of rows.
     *
     * @param rows at most
     * @return the same for no more than that
     */
    public TableRows atMost(int rows) {
        return new TableRows(complete, rows, seed);
    }
}
