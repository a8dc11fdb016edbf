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
    void selectsRowsAndColumnsInAnyOrderAndAnyNumber() {
        assertEquals(Matrix.of(3, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6), SIX.rows(1, 0, 1));
        assertEquals(Matrix.of(2, 2, 3, 1, 6, 4), SIX.columns(2, 0));
        assertEquals(Matrix.of(0, 3), SIX.rows(new int[0]));
        assertEquals(Matrix.of(2, 0), SIX.columns(new int[0]));
    }

    @Test
    void leavesOutNeighbouringColumns() {
        assertEquals(Matrix.of(2, 1, 3, 6), SIX.without(0, 2));
        assertEquals(Matrix.of(2, 2, 1, 3, 4, 6), SIX.without(1, 1));
        assertEquals(Matrix.of(2, 0), SIX.without(0, 3));
        assertEquals(SIX, SIX.without(3, 0));
    }

    @Test
    void putsAnotherMatrixToItsRight() {
        assertEquals(SIX, SIX.without(1, 2).beside(SIX.without(0, 1)));
        assertEquals(SIX, SIX.beside(Matrix.of(2, 0)));
    }

    @Test
    void multiplies() {
        assertEquals(
                Matrix.of(2, 1, 1 * 7 + 2 * 8 + 3 * 9, 4 * 7 + 5 * 8 + 6 * 9), SIX.times(Matrix.of(3, 1, 7, 8, 9)));
        Matrix a = Problems.correlated(70, 40, 1);
        Matrix b = Problems.correlated(40, 55, 2);
        assertEquals(0, Problems.largestDifference(Problems.product(a, b), a.times(b)), 1e-9);
        assertEquals(Matrix.of(1, 1, 0), Matrix.of(1, 0).times(Matrix.of(0, 1)));
    }

    @Test
    void refusesToPutMatricesOfDifferentHeightTogetherOrToMultiplyThoseThatDoNotFit() {
        String beside = assertThrows(IllegalArgumentException.class, () -> SIX.beside(Matrix.of(1, 1, 1)))
                .getMessage();
        assertEquals("beside: expected 2 rows as on the left, got 1", beside);
        String times = assertThrows(IllegalArgumentException.class, () -> SIX.times(SIX))
                .getMessage();
        assertEquals("times: expected 3 rows on the right, got 2", times);
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
    void refusesToReadBeyondItsEdgesInsteadOfReadingTheNextRow() {
        assertEquals(
                "column: expected 0 to 2, got 3",
                assertThrows(IndexOutOfBoundsException.class, () -> SIX.get(0, 3))
                        .getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> SIX.get(1, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> SIX.get(2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> SIX.column(3));
        assertThrows(IndexOutOfBoundsException.class, () -> SIX.columns(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> SIX.row(2));
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
