package org.mipp.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Results;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.estimator.RankingFigure;
import org.mipp.figure.table.RankingTables;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.ranking.ColumnRanking;
import org.mipp.information.ranking.PairwiseInformation;
import org.mipp.information.ranking.RankColumns;
import org.mipp.information.ranking.RankedColumn;
import org.mipp.information.table.SampleColumn;
import org.mipp.information.table.TableSamples;
import tech.tablesaw.api.Table;

/** Figures and tables of what the columns of a table tell. */
class RankingFiguresTest {

    @Test
    void aRankingIsShownWithIntervalsAndWhatChanceGivesTheBest() {
        Figure figure = RankingFigure.of(Results.RANKING);
        RankedColumn first = Results.RANKING.columns().get(0);
        assertEquals(first.threshold().orElseThrow(), list(figure, 0, "y").get(0));
        assertEquals(first.estimate(), list(figure, 1, "y").get(0));
        assertEquals(first.name(), list(figure, 1, "x").get(0));
        assertEquals(
                "by chance all 13 stay below this in 95 %", figure.data().get(0).get("name"));
        Table table = RankingTables.of(Results.RANKING);
        assertEquals(13, table.rowCount());
        assertEquals(first.estimate(), table.doubleColumn("tells, nats").get(0));
        assertTrue(RankingTables.of(Results.RANKING.bits()).columnNames().contains("tells, bits"));
    }

    @Test
    void aRankingWithoutTestsShowsEstimatesOnlyAndOfManyColumnsTheFirst() {
        List<SampleColumn> columns = IntStream.range(0, 60)
                .mapToObj(j -> SampleColumn.ofNumbers(
                        "c" + j,
                        IntStream.range(0, 50)
                                .mapToDouble(i -> Math.sin(i * (j + 1.3)))
                                .toArray()))
                .toList();
        TableSamples many = new TableSamples("many", columns, List.of());
        ColumnRanking ranking = RankColumns.towards("c0")
                .by(new GaussianMi())
                .repeats(0)
                .permutations(0)
                .of(many);
        Figure figure = RankingFigure.of(ranking);
        assertEquals(1, figure.data().size());
        assertEquals(40, list(figure, 0, "x").size());
        assertTrue(figure.toJson().contains("The 40 of 59 columns that tell most."));
        PairwiseInformation pairs = PairwiseInformation.of(many, Optional.of(new GaussianMi()));
        assertTrue(RankingFigure.of(pairs).toJson().contains("The first 40 of 60 columns."));
        assertTrue(RankingFigure.of(pairs).toPng().length > 1000);
    }

    @Test
    void aSelectionIsShownInItsOrderBesideWhatEachTellsAlone() {
        Figure figure = RankingFigure.of(Results.SELECTION);
        assertEquals(Results.SELECTION.names(), list(figure, 1, "x"));
        assertEquals(
                Results.SELECTION.chosen().get(1).score(), list(figure, 1, "y").get(1));
        assertEquals(
                Results.SELECTION.chosen().get(1).alone(), list(figure, 0, "y").get(1));
        assertEquals(
                Results.SELECTION.names(),
                RankingTables.of(Results.SELECTION).stringColumn("column").asList());
    }

    @Test
    void pairsAreShownAsAMapWithoutItsDiagonal() {
        Figure figure = RankingFigure.of(Results.PAIRS);
        List<?> rows = list(figure, 0, "z");
        assertNull(((List<?>) rows.get(3)).get(3));
        assertEquals(Math.max(0, Results.PAIRS.information().get(1, 2)), ((List<?>) rows.get(1)).get(2));
        Table table = RankingTables.of(Results.PAIRS);
        assertEquals(
                Results.PAIRS.information().get(0, 1), table.doubleColumn(2).get(0));
        assertTrue(table.doubleColumn(1).isMissing(0));
    }

    private static List<?> list(Figure figure, int trace, String key) {
        Map<String, Object> data = figure.data().get(trace);
        return (List<?>) data.get(key);
    }
}
