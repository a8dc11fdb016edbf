package org.mipp;

import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import java.nio.file.Path;
import java.util.Optional;
import org.mipp.information.MiEstimator;
import org.mipp.information.measure.Measurement;
import org.mipp.information.ranking.ColumnEntropy;
import org.mipp.information.ranking.ColumnRanking;
import org.mipp.information.ranking.ColumnSelection;
import org.mipp.information.ranking.PairwiseInformation;
import org.mipp.information.ranking.RankColumns;
import org.mipp.information.ranking.SelectColumns;
import org.mipp.information.ranking.SelectionCriterion;
import org.mipp.information.table.NumberColumns;
import org.mipp.information.table.TableFile;
import org.mipp.information.table.TableRows;
import org.mipp.information.table.TableSamples;
import org.mipp.linalg.Matrix;
import tech.tablesaw.api.Table;

/**
 * Tables of your own, such as those of pandas: what their columns tell about one of them, and about each other.
 *
 * <pre>{@code
 * var wine = table("wine.csv");
 * rank(wine, "cultivar");
 * select(wine, "cultivar", 4);
 * pairwise(wine);
 * completeSamples(wine);
 * entropy(wine, "cultivar");
 * conditionalEntropy(wine, "cultivar", "hue");
 * normalised(wine, "hue", "alcohol");
 * measure(ksg(5), samples(wine, "hue"), samples(wine, "alcohol", "ash"));
 * }</pre>
 *
 * <p>Tables are Tablesaw's. A verb on a whole table draws 10,000 rows of more, and says so; settings are in {@link RankColumns} and
 * {@link SelectColumns}.
 */
public final class DataTables {

    private static final String TABLE = "a table";
    private static final String TARGET = "the name of a target";
    private static final String ESTIMATOR = "an estimator";
    private static final String COLUMN = "a name of a column";

    private DataTables() {}

    /**
     * Reads a CSV file: commas, semicolons with decimal commas, or tabs, as pandas and spreadsheets write them. An index of pandas
     * is left out.
     *
     * @param file with names of the columns in its first line
     * @return the table
     * @throws IllegalArgumentException if it holds no table, or names come twice
     */
    public static Table table(String file) {
        return table(Path.of(given(file, "a file")));
    }

    /**
     * Reads a CSV file, as {@link #table(String)} does.
     *
     * @param file with names of the columns in its first line
     * @return the table
     * @throws IllegalArgumentException if it holds no table, or names come twice
     */
    public static Table table(Path file) {
        return TableFile.read(given(file, "a file"));
    }

    /**
     * Takes columns of a table as samples, all with their names, kinds and labels.
     *
     * @param table any; no value may be missing
     * @return its rows
     * @throws IllegalArgumentException if a value is missing, which is said by column and row
     */
    public static TableSamples samples(Table table) {
        return TableSamples.of(given(table, TABLE));
    }

    /**
     * Takes the rows of a table in which no value is missing, and says how many were left out.
     *
     * @param table any
     * @return those rows
     * @throws IllegalArgumentException if there is none
     */
    public static TableSamples completeSamples(Table table) {
        return TableSamples.of(given(table, TABLE), TableRows.ALL.onlyComplete());
    }

    /**
     * Takes named columns of numbers side by side, for any estimator. Text of more than two labels is refused, because its codes
     * have no order; an estimator that only counts takes it by {@code samples(table).matrix("city")}.
     *
     * @param table any; no value may be missing in these columns
     * @param columns their names, at least one
     * @return shape {@code [rows, columns]}
     * @throws IllegalArgumentException if there is no such column, it holds more than two labels, or a value is missing
     */
    public static Matrix samples(Table table, String... columns) {
        return NumberColumns.of(given(table, TABLE), givenAll(columns, COLUMN));
    }

    /**
     * Ranks the columns of a table by what each tells about one of them, by estimators that fit their kinds: estimates with
     * intervals, and p corrected for the number of columns by permutations that all share.
     *
     * @param table any; no value may be missing
     * @param target name of the column to tell about
     * @return the columns, the one that tells most first, in nats
     * @throws IllegalArgumentException if there is no such column, it has one value only, or a value is missing
     */
    public static ColumnRanking rank(Table table, String target) {
        return rank(drawn(table), target);
    }

    /**
     * Ranks the columns of a table by one estimator.
     *
     * @param table any; no value may be missing
     * @param target name of the column to tell about
     * @param estimator any, a lambda too; labels come to it as codes
     * @return the columns, the one that tells most first, in nats
     * @throws IllegalArgumentException if there is no such column, it has one value only, or a value is missing
     */
    public static ColumnRanking rank(Table table, String target, MiEstimator estimator) {
        return RankColumns.towards(given(target, TARGET))
                .by(given(estimator, ESTIMATOR))
                .of(drawn(table));
    }

    /**
     * Ranks columns of which something has been said before, such as which are discrete.
     *
     * @param samples columns
     * @param target name of the column to tell about
     * @return the columns, the one that tells most first, in nats
     * @throws IllegalArgumentException if there is no such column, or it has one value only
     */
    public static ColumnRanking rank(TableSamples samples, String target) {
        return RankColumns.towards(given(target, TARGET)).of(given(samples, TABLE));
    }

    /**
     * Selects columns that together tell most about one of them, each for what it tells beyond those before.
     *
     * @param table any; no value may be missing
     * @param target name of the column to tell about
     * @param count how many columns are wanted; there may be fewer that tell anything
     * @return the columns in the order in which they were chosen
     * @throws IllegalArgumentException if there is no such column, it has one value only, or a value is missing
     */
    public static ColumnSelection select(Table table, String target, int count) {
        return SelectColumns.towards(given(target, TARGET), count).of(drawn(table));
    }

    /**
     * Selects columns by another criterion: JMI, mRMR, CMIM or the paper's TERC.
     *
     * @param table any; no value may be missing
     * @param target name of the column to tell about
     * @param count how many columns are wanted
     * @param criterion by what they are chosen
     * @return the columns in the order in which they were chosen
     * @throws IllegalArgumentException if there is no such column, it has one value only, or a value is missing
     */
    public static ColumnSelection select(Table table, String target, int count, SelectionCriterion criterion) {
        return SelectColumns.towards(given(target, TARGET), count)
                .by(given(criterion, "a criterion"))
                .of(drawn(table));
    }

    /**
     * Measures what every column tells about every other, by estimators that fit.
     *
     * @param table any; no value may be missing
     * @return one estimate per pair, in nats
     * @throws IllegalArgumentException if there are not two columns that vary, or a value is missing
     */
    public static PairwiseInformation pairwise(Table table) {
        return PairwiseInformation.of(drawn(table), Optional.empty());
    }

    /**
     * Measures what every column tells about every other, by one estimator.
     *
     * @param table any; no value may be missing
     * @param estimator any, a lambda too; labels come to it as codes
     * @return one estimate per pair, in nats
     * @throws IllegalArgumentException if there are not two columns that vary, or a value is missing
     */
    public static PairwiseInformation pairwise(Table table, MiEstimator estimator) {
        return PairwiseInformation.of(drawn(table), Optional.of(given(estimator, ESTIMATOR)));
    }

    /**
     * Measures how much there is to know of a column: of labels and few whole numbers the entropy of their frequencies, of other
     * numbers that of their density.
     *
     * @param table any
     * @param column its name
     * @return the measurement in nats
     * @throws IllegalArgumentException if there is no such column, or a value is missing
     */
    public static Measurement entropy(Table table, String column) {
        return ColumnEntropy.of(drawn(table, given(column, COLUMN)).column(column));
    }

    /**
     * Measures what is left to know of a column when another is known.
     *
     * @param table any
     * @param column its name
     * @param known the name of the other
     * @return the measurement in nats
     * @throws IllegalArgumentException if there is no such column, or a value is missing
     */
    public static Measurement conditionalEntropy(Table table, String column, String known) {
        TableSamples samples = drawn(table, given(column, COLUMN), given(known, COLUMN));
        return ColumnEntropy.of(samples.column(column), samples.column(known));
    }

    /**
     * Measures mutual information on a scale from 0 to 1: the share of the entropies' mean where both columns are discrete, else the
     * correlation that a normal distribution of that information has.
     *
     * @param table any
     * @param column its name
     * @param other the name of the other
     * @return the measurement, without a unit
     * @throws IllegalArgumentException if there is no such column, or a value is missing
     */
    public static Measurement normalised(Table table, String column, String other) {
        TableSamples samples = drawn(table, given(column, COLUMN), given(other, COLUMN));
        return ColumnEntropy.normalised(samples.column(column), samples.column(other));
    }

    private static TableSamples drawn(Table table, String... columns) {
        return TableSamples.of(given(table, TABLE), TableRows.ALL.atMost(RankColumns.ROWS), columns);
    }
}
