package org.mipp.information.estimator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.information.SampleChecks;
import org.mipp.linalg.ColumnScale;
import org.mipp.linalg.Matrix;

/** Collects what there is to doubt about samples, one sentence each; every check costs O(N d log N) at most. */
final class SampleWarnings {

    private static final int NEIGHBOUR_COLUMNS = 10;
    private static final int SAMPLES_PER_COLUMN = 10;
    private static final double LONG_TAILS = 3;
    private static final String[] NAMES = {"x", "y"};

    private final Matrix[] variables;
    private final List<String> sentences = new ArrayList<>();

    SampleWarnings(Matrix x, Matrix y) {
        SampleChecks.given(x, y);
        this.variables = new Matrix[] {x, y};
    }

    List<String> list() {
        return List.copyOf(sentences);
    }

    SampleWarnings addIf(boolean condition, String sentence, Object... values) {
        if (condition) {
            sentences.add(String.format(Locale.ROOT, sentence, values));
        }
        return this;
    }

    SampleWarnings constantColumns() {
        sentences.addAll(SampleChecks.constantColumns(variables));
        return this;
    }

    SampleWarnings wholeNumbers() {
        for (int v = 0; v < variables.length; v++) {
            Matrix variable = variables[v];
            long whole = columns(variable)
                    .filter(j -> SampleColumns.isWholeNumbers(variable, j)
                            && mayHaveFractions(variable, j)
                            && ColumnScale.varies(variable, j))
                    .count();
            addIf(
                    whole > 0,
                    "%s has %d of %d columns of whole numbers only, but this estimator is for continuous variables.",
                    NAMES[v],
                    whole,
                    variable.columns());
        }
        return this;
    }

    /** Beyond 2^53 every double is a whole number, which says nothing of what it measures. */
    private static boolean mayHaveFractions(Matrix variable, int column) {
        return Arrays.stream(variable.column(column)).map(Math::abs).anyMatch(size -> size > 0 && size < 0x1p53);
    }

    /** Counts samples that equal an earlier one in all columns of x and y. */
    SampleWarnings repeatedRows() {
        Partition rows = rows();
        int repeated = variables[0].rows() - rows.occupied();
        return addIf(
                repeated > 0,
                "%d of %d samples are exact copies of others, which a density does not produce.",
                repeated,
                variables[0].rows());
    }

    /** Reports the columns in which values are tied, other than by being constant. */
    SampleWarnings ties() {
        for (int v = 0; v < variables.length; v++) {
            Matrix variable = variables[v];
            long tied = tied(variable);
            addIf(tied > 0, "%s has %s, so their ranks are shared.", NAMES[v], tiedValues(tied, variable));
        }
        return this;
    }

    /**
     * For estimators that look at k neighbours: what is done about equal values, and what long tails do to distances.
     *
     * @param which the continuous variables, 0 for x and 1 for y
     */
    SampleWarnings neighbours(int k, int... which) {
        if (Ties.areDiscrete(k, rows())) {
            return addIf(
                    true,
                    "Every sample has at least %d exact copies: they are counted as samples of discrete variables.",
                    k);
        }
        for (int v : which) {
            spreadTies(v);
            longTails(v);
        }
        return this;
    }

    private void spreadTies(int v) {
        long tied = tied(variables[v]);
        addIf(
                tied > 0,
                "%s has %s; they are spread at random, at most half way to the next value.",
                NAMES[v],
                tiedValues(tied, variables[v]));
    }

    private static String tiedValues(long tied, Matrix variable) {
        return variable.columns() == 1
                ? "tied values"
                : String.format("%d of %d columns in which values are tied", tied, variable.columns());
    }

    private void longTails(int v) {
        Matrix variable = variables[v];
        long tailed = columns(variable)
                .filter(j -> SampleColumns.tails(variable.columns(j)) > LONG_TAILS)
                .count();
        addIf(
                tailed > 0,
                "%s has %d of %d columns with long tails, beside which most samples lie close together, so that too little is"
                        + " found; take ranks or asinh of them first, the information stays the same.",
                NAMES[v],
                tailed,
                variable.columns());
    }

    SampleWarnings manyColumnsForNeighbours(int columns) {
        return addIf(
                columns > NEIGHBOUR_COLUMNS,
                "There are %d columns in all; above %d nearest neighbours are far away and the estimate is too low.",
                columns,
                NEIGHBOUR_COLUMNS);
    }

    SampleWarnings fewSamplesPerColumn() {
        int columns = variables[0].columns() + variables[1].columns();
        return addIf(
                variables[0].rows() < (long) SAMPLES_PER_COLUMN * columns,
                "There are only %d samples for %d columns in all, so the estimate scatters.",
                variables[0].rows(),
                columns);
    }

    private Partition rows() {
        return Partition.ofRows(variables[0].beside(variables[1]));
    }

    private static long tied(Matrix variable) {
        return columns(variable)
                .filter(j -> ColumnScale.varies(variable, j)
                        && Partition.ofValues(variable.column(j)).occupied() < variable.rows())
                .count();
    }

    private static IntStream columns(Matrix variable) {
        return IntStream.range(0, variable.columns());
    }
}
