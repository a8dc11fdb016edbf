package org.mipp.linalg;

/** The value of one cell, for {@link Matrix#fill}. */
@FunctionalInterface
public interface MatrixCell {
    /**
     * Gives the value at a place.
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @return the value
     */
    double at(int row, int column);
}
