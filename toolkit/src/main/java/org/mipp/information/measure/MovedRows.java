package org.mipp.information.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;

/**
 * Samples of X that keep what X has to do with Z, and have nothing to do with Y beyond it: rows change places by a {@link
 * LocalPermutation}, and each is moved by what a {@link SmoothRegression} on Z makes of the way between the two places: {@code X*_i =
 * X_j + f(Z_i) - f(Z_j)}.
 *
 * <p>Without that, a row which changes place loses a part of what it has to do with Z: of 500 rows five neighbours are so far apart in
 * five columns of Z that three of four trials pass in which there is nothing. The adjustment is that of approximate Bayesian computation
 * (Beaumont, Zhang, Balding, Genetics 162, 2002, local linear there); where f is no better than a constant it changes nothing.
 *
 * <p>A column in which values repeat keeps to its values: the nearest one is taken. One with few different values, such as labels or
 * counts, is permuted only.
 */
final class MovedRows {

    private static final int FEWEST = 20; // samples that say how X goes with Z
    private static final double EXPLAINED = 1e-3; // of a variance

    private final Matrix x;
    private final LocalPermutation places;
    private final int[] moved; // columns
    private final Matrix predicted; // those by z
    private final double[][] values; // of every column, ascending
    private final double[] left; // of the variance of every column that varies; empty where some were not looked at

    private MovedRows(Matrix x, Matrix z, LocalPermutation places) {
        this.x = x;
        this.places = places;
        this.values = IntStream.range(0, x.columns())
                .mapToObj(j -> Arrays.stream(x.column(j)).sorted().distinct().toArray())
                .toArray(double[][]::new);
        this.moved = IntStream.range(0, x.columns())
                .filter(j -> !places.exact() && x.rows() >= FEWEST && 2 * values[j].length >= x.rows())
                .toArray();
        if (moved.length == 0) {
            this.predicted = Matrix.of(x.rows(), 0);
            this.left = places.exact() ? places.varianceWithin(x.varyingColumns()) : new double[0];
        } else {
            SmoothRegression regression = SmoothRegression.of(x.columns(moved), z);
            this.predicted = regression.predicted();
            this.left = moved.length == x.varyingColumns().columns() ? regression.unexplained() : new double[0];
        }
    }

    /**
     * Prepares.
     *
     * @param x shape {@code [samples, dx]}
     * @param z shape {@code [samples, dz]}, columns that vary; none of them if nothing is known
     * @param places of the rows of z
     */
    static MovedRows of(Matrix x, Matrix z, LocalPermutation places) {
        return new MovedRows(x, z, places);
    }

    /** {@return a sample of X, shape {@code [samples, dx]}} */
    Matrix draw(SplittableRandom random) {
        int[] order = places.order(random);
        Matrix draw = x.rows(order);
        return moved.length == 0
                ? draw
                : Matrix.fill(x.rows(), x.columns(), (i, j) -> {
                    int place = Arrays.binarySearch(moved, j);
                    return place < 0 || order[i] == i
                            ? draw.get(i, j)
                            : kept(j, draw.get(i, j) + predicted.get(i, place) - predicted.get(order[i], place));
                });
    }

    /** A value itself, or in a column in which values repeat the nearest of them. */
    private double kept(int column, double value) {
        double[] ascending = values[column];
        if (ascending.length == x.rows()) {
            return value;
        }
        int place = Arrays.binarySearch(ascending, value);
        int above = Math.min(place >= 0 ? place : -place - 1, ascending.length - 1);
        int below = Math.max(0, above - 1);
        return value - ascending[below] < ascending[above] - value ? ascending[below] : ascending[above];
    }

    /** What is kept, in words. */
    String words() {
        return places.words() + (moved.length == 0 ? "" : ", moved as Z says");
    }

    /** Says that Z explains nearly all of the variable; nothing where more is left. Little may still tell much. */
    List<String> explained(String name) {
        double most = Arrays.stream(left).max().orElse(1);
        return most > EXPLAINED
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "z explains %s everywhere but for %.1g of its variance: all that is said beyond z rests on that rest; if"
                                + " it is rounding, leave out of z what %s was made of",
                        name,
                        most,
                        name));
    }
}
