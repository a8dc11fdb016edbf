package org.mipp.information;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.linalg.ColumnScale;
import org.mipp.linalg.Matrix;
import org.mipp.run.Checks;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Interrupts;

/** What every estimator asks of its samples, refused in the same words by all of them. */
public final class SampleChecks {

    private static final String[] NAMES = {"x", "y", "z"};

    private SampleChecks() {}

    /**
     * Checks that variables were observed together, often enough, and that every value is a number. x and y have columns;
     * z may have none.
     *
     * @param least how many samples are needed
     * @param variables x, y and possibly z
     * @return the number of samples
     * @throws IllegalArgumentException if not
     */
    public static int check(int least, Matrix... variables) {
        Interrupts.check();
        given(variables);
        int n = variables[0].rows();
        for (int v = 0; v < variables.length; v++) {
            Matrix variable = variables[v];
            argument(v == 2 || variable.columns() >= 1, "%s: expected at least one column, got none", NAMES[v]);
            argument(
                    variable.rows() == n,
                    "%s: expected as many rows as x, %d, got %d; pass the same samples of both",
                    NAMES[v],
                    n,
                    variable.rows());
        }
        argument(n >= least, "samples: expected at least %d, got %d; capture more", least, n);
        for (int v = 0; v < variables.length; v++) {
            checkFinite(NAMES[v], variables[v]);
        }
        return n;
    }

    /**
     * Checks that no variable is null.
     *
     * @param variables x, y and possibly z
     * @throws IllegalArgumentException if one is
     */
    public static void given(Matrix... variables) {
        for (int v = 0; v < variables.length; v++) {
            Checks.given(variables[v], "samples of " + NAMES[v]);
        }
    }

    private static void checkFinite(String name, Matrix variable) {
        for (int i = 0; i < variable.rows(); i++) {
            for (int j = 0; j < variable.columns(); j++) {
                double value = variable.get(i, j);
                if (!Double.isFinite(value)) {
                    throw new RefusedException(String.format(
                            Locale.ROOT,
                            "%s[%d, %d]: expected a finite number, got %s; leave that sample out",
                            name,
                            i,
                            j,
                            value));
                }
            }
        }
    }

    /**
     * Checks that no column is constant, for estimators that have no answer then.
     *
     * @param remedy what to do about a constant one
     * @param variables x, y and possibly z
     * @throws IllegalArgumentException if one is
     */
    public static void checkVary(String remedy, Matrix... variables) {
        for (int v = 0; v < variables.length; v++) {
            checkVary(NAMES[v], variables[v], remedy);
        }
    }

    /**
     * Checks that no column of one variable is constant.
     *
     * @param name x, y or z, for the message
     * @param variable the columns
     * @param remedy what to do about a constant one
     * @throws IllegalArgumentException if one is
     */
    public static void checkVary(String name, Matrix variable, String remedy) {
        for (int j = 0; j < variable.columns(); j++) {
            argument(
                    ColumnScale.varies(variable, j),
                    "%s: expected columns that vary, got column %d always at %s; %s",
                    name,
                    j,
                    variable.get(0, j),
                    remedy);
        }
    }

    /**
     * Counts the columns that are constant, for estimators that have an answer all the same.
     *
     * @param variables x, y and possibly z
     * @return one sentence for every variable that has some
     */
    public static List<String> constantColumns(Matrix... variables) {
        List<String> sentences = new ArrayList<>();
        for (int v = 0; v < variables.length; v++) {
            Matrix variable = variables[v];
            long constant = IntStream.range(0, variable.columns())
                    .filter(j -> !ColumnScale.varies(variable, j))
                    .count();
            if (constant > 0) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "%s has %d of %d columns that never vary and tell nothing.",
                        NAMES[v],
                        constant,
                        variable.columns()));
            }
        }
        return sentences;
    }
}
