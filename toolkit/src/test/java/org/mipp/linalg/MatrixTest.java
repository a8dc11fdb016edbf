package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MatrixTest {

    private static final Matrix SIX = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6);

    @Test
    void holdsItsValuesRowByRow() {
        assertEquals(4, SIX.get(1, 0));
        assertArrayEquals(new double[] {4, 5, 6}, SIX.row(1));
        assertArrayEquals(new double[] {3, 6}, SIX.column(2));
        assertEquals(SIX, Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
        assertNotEquals(SIX, SIX.transpose());
        assertEquals(SIX, SIX.transpose().transpose());
    }

    @Test
    void selectsAtTheCrossings() {
        assertEquals(Matrix.of(1, 2, 6, 4), SIX.select(new int[] {1}, new int[] {2, 0}));
    }

    @Test
    void isNotChangedThroughTheArraysItWasMadeOfOrGives() {
        double[] values = {1, 2};
        Matrix matrix = Matrix.of(1, 2, values);
        values[0] = 9;
        matrix.toArray()[1] = 9;
        matrix.row(0)[0] = 9;
        assertEquals(Matrix.of(1, 2, 1, 2), matrix);
    }

    @Test
    void printsItsShapeAndBeginning() {
        assertTrue(SIX.toString().startsWith("Matrix [2, 3]"), SIX.toString());
    }

    @Test
    void refusesRowsOfDifferentLength() {
        String message = assertThrows(IllegalArgumentException.class, () -> Matrix.of(new double[][] {{1, 2}, {3}}))
                .getMessage();
        assertEquals("matrix: expected 2 columns in every row, got 1 in row 1", message);
    }

    @Test
    void refusesTheWrongNumberOfValues() {
        String message = assertThrows(IllegalArgumentException.class, () -> Matrix.of(2, 2, 1, 2, 3))
                .getMessage();
        assertEquals("matrix: expected 2 x 2 values, got 3", message);
    }

    @Test
    void refusesNoRows() {
        String message = assertThrows(IllegalArgumentException.class, () -> Matrix.of(new double[0][]))
                .getMessage();
        assertEquals("matrix: expected at least one row, got none", message);
    }
}
