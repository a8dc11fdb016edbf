package org.mipp.linalg;

import java.util.Locale;

/** How a {@link Matrix} prints: its shape, and its upper left corner. */
final class MatrixText {

    private MatrixText() {}

    static String of(Matrix matrix) {
        int rows = matrix.rows();
        int columns = matrix.columns();
        StringBuilder text = new StringBuilder("Matrix [" + rows + ", " + columns + "]");
        for (int i = 0; i < Math.min(rows, 8); i++) {
            text.append(System.lineSeparator());
            for (int j = 0; j < Math.min(columns, 8); j++) {
                text.append(String.format(Locale.ROOT, "%12.5g", matrix.get(i, j)));
            }
            text.append(columns > 8 ? "  ..." : "");
        }
        return rows > 8 ? text + System.lineSeparator() + "  ..." : text.toString();
    }
}
