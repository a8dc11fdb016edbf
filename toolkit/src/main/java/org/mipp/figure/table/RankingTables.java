package org.mipp.figure.table;

import static org.mipp.figure.table.Columns.number;
import static org.mipp.figure.table.Columns.text;
import static org.mipp.figure.table.Columns.whole;

import java.util.List;
import java.util.stream.IntStream;
import org.mipp.information.measure.Interval;
import org.mipp.information.ranking.ColumnRanking;
import org.mipp.information.ranking.ColumnSelection;
import org.mipp.information.ranking.PairwiseInformation;
import org.mipp.information.ranking.RankedColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What columns of a table tell, as Tablesaw tables. */
public final class RankingTables {

    private RankingTables() {}

    /**
     * Lists ranked columns.
     *
     * @param ranking of a table
     * @return one row per column, the one that tells most first
     */
    public static Table of(ColumnRanking ranking) {
        List<RankedColumn> rows = ranking.columns();
        return Table.create(
                "ranking by " + ranking.target(),
                text("column", rows, RankedColumn::name),
                text("kind", rows, row -> row.kind().toString()),
                number("tells, " + ranking.unit(), rows, RankedColumn::estimate),
                number("from", rows, row -> row.interval().map(Interval::low).orElse(Double.NaN)),
                number("to", rows, row -> row.interval().map(Interval::high).orElse(Double.NaN)),
                number("threshold for all", rows, row -> row.threshold().orElse(Double.NaN)),
                number("p", rows, row -> row.p().orElse(Double.NaN)),
                number("p corrected", rows, row -> row.correctedP().orElse(Double.NaN)),
                text("estimator", rows, RankedColumn::estimator));
    }

    /**
     * Lists selected columns.
     *
     * @param selection of a table
     * @return one row per column, in the order in which they were chosen
     */
    public static Table of(ColumnSelection selection) {
        List<ColumnSelection.Chosen> rows = selection.chosen();
        return Table.create(
                "selection by " + selection.criterion(),
                whole("place", IntStream.rangeClosed(1, rows.size()).boxed().toList(), place -> place),
                text("column", rows, ColumnSelection.Chosen::name),
                text("kind", rows, row -> row.kind().toString()),
                number(selection.criterion() + ", " + selection.unit(), rows, ColumnSelection.Chosen::score),
                number("by itself", rows, ColumnSelection.Chosen::alone));
    }

    /**
     * Lists what columns tell about each other.
     *
     * @param pairwise of a table
     * @return one row and one column per column of the table; missing on the diagonal
     */
    public static Table of(PairwiseInformation pairwise) {
        Table table = Table.create(
                pairwise.unit().toString(), StringColumn.create(pairwise.unit() + " between", pairwise.names()));
        List<String> names = pairwise.names();
        for (int j = 0; j < names.size(); j++) {
            String name =
                    names.get(j).equalsIgnoreCase(pairwise.unit() + " between") ? names.get(j) + " 2" : names.get(j);
            table.addColumns(DoubleColumn.create(name, pairwise.information().column(j)));
        }
        return table;
    }

    /**
     * Lists pairs of columns.
     *
     * @param pairwise of a table
     * @return one row per pair, the one that tells most first
     */
    public static Table strongest(PairwiseInformation pairwise) {
        List<PairwiseInformation.Pair> pairs = pairwise.pairs();
        return Table.create(
                "pairs",
                text("column", pairs, PairwiseInformation.Pair::x),
                text("and", pairs, PairwiseInformation.Pair::y),
                number("tell each other, " + pairwise.unit(), pairs, PairwiseInformation.Pair::information));
    }
}
