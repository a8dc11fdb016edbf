package org.mipp.information.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.mipp.information.estimator.DiscreteMi;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.table.SampleColumn;
import org.mipp.information.table.TableFile;
import org.mipp.information.table.TableSamples;
import org.mipp.run.RefusedException;

class SelectColumnsTest {

    private static final TableSamples PLANTED = PlantedTable.of(1);

    @Test
    void conditionalInformationFindsWhatTellsAndNoNoise() {
        ColumnSelection selection = SelectColumns.towards("target", 3).of(PLANTED);
        assertEquals(
                List.of("R grade", "R strong", "R weak"),
                selection.names().stream().sorted().toList());
        assertTrue(selection.chosen().stream().allMatch(one -> one.score() > 0.1), selection.toString());
    }

    @Test
    void aCopyIsNeverTakenTwiceHoweverItIsDisguised() {
        SampleColumn strong = PLANTED.column("R strong");
        SampleColumn grade = PLANTED.column("R grade");
        TableSamples table = PlantedTable.with(
                PLANTED,
                SampleColumn.ofNumbers("copy", strong.values().toArray()),
                SampleColumn.ofNumbers("exponential", changed(strong, Math::exp)),
                SampleColumn.ofNumbers("falling", changed(strong, value -> -3 * value)),
                SampleColumn.ofNumbers("points", changed(grade, code -> 10 - code * code)));
        for (SelectionCriterion criterion : SelectionCriterion.values()) {
            if (criterion != SelectionCriterion.TERC) {
                ColumnSelection selection =
                        SelectColumns.towards("target", 5).by(criterion).of(table);
                assertEquals(
                        1,
                        selection.names().stream()
                                .filter(List.of("R strong", "copy", "exponential", "falling")::contains)
                                .count(),
                        selection.toString());
                assertEquals(
                        1,
                        selection.names().stream()
                                .filter(List.of("R grade", "points")::contains)
                                .count());
            }
        }
        ColumnSelection terc = SelectColumns.towards("target", 5)
                .by(SelectionCriterion.TERC)
                .by(new GaussianMi(true, 1e-6))
                .of(PlantedTable.with(
                        PLANTED, SampleColumn.ofNumbers("copy", strong.values().toArray())));
        assertFalse(terc.names().containsAll(List.of("R strong", "copy")), terc.toString());
        assertTrue(terc.names().contains("R strong") || terc.names().contains("copy"), terc.toString());
    }

    private static double[] changed(SampleColumn column, DoubleUnaryOperator by) {
        return Arrays.stream(column.values().toArray()).map(by).toArray();
    }

    @Test
    void tercKeepsWhatTellsAndSaysWhyTheRestGoes() {
        ColumnSelection terc = SelectColumns.towards("target", 6)
                .by(SelectionCriterion.TERC)
                .by(new GaussianMi())
                .of(PLANTED);
        assertTrue(terc.names().containsAll(List.of("R strong", "R weak")), terc.toString());
        assertFalse(terc.names().contains("N normal"), terc.toString());
        assertTrue(terc.leftOut().get("N normal").startsWith("the others tell it as well: "), terc.toString());
        ColumnSelection two = SelectColumns.towards("target", 1)
                .by(SelectionCriterion.TERC)
                .by(new GaussianMi())
                .of(PLANTED);
        assertEquals(List.of("R strong"), two.names());
    }

    @Test
    void theSearchEndsWhereNothingIsAdded() {
        SampleColumn target = PLANTED.column("R grade");
        TableSamples table = new TableSamples(
                "copies",
                List.of(
                        target,
                        PLANTED.column("N grade"),
                        PlantedTable.labels("y", target.values().toArray())),
                List.of());
        ColumnSelection selection = SelectColumns.towards("y", 2).of(table);
        assertEquals(List.of("R grade"), selection.names());
        assertTrue(selection.leftOut().get("N grade").startsWith("it adds "), selection.toString());
    }

    /**
     * Six columns of the wine data in five bins of equal width. The values are those of ITMO_FS 0.3.3 (its {@code
     * filters.multivariate.measures}, one step after the other) with NumPy 2.4.6 and scikit-learn 1.9.1's {@code load_wine}:
     * {@code B = np.floor((X - X.min(0)) / (X.max(0) - X.min(0)) * 5).clip(0, 4).astype(int)}; {@code v = JMI(S, free, B, y)}, then the
     * column of the largest v goes from free to S; likewise MRMR and CMIM.
     */
    @Test
    void jmiMrmrAndCmimAreThoseOfAnotherImplementation() {
        assertChosen(
                SelectionCriterion.JMI,
                new int[] {6, 9, 12, 11, 0, 10},
                0.610683152,
                0.323933487,
                0.273216482,
                0.281638269,
                0.262970203,
                0.253684721);
        assertChosen(
                SelectionCriterion.MRMR,
                new int[] {6, 0, 11, 9, 12, 10},
                0.610683152,
                0.223968145,
                0.215676897,
                0.22596,
                0.223554305,
                0.189902295);
        assertChosen(
                SelectionCriterion.CMIM,
                new int[] {6, 9, 12, 0, 10, 4},
                0.610683152,
                0.323933487,
                0.202703565,
                0.19996704,
                0.163138143,
                0.119150925);
    }

    private static void assertChosen(SelectionCriterion criterion, int[] columns, double... scores) {
        TableSamples wine = binnedWine();
        ColumnSelection selection = SelectColumns.towards("cultivar", columns.length)
                .by(criterion)
                .by(new DiscreteMi())
                .of(wine);
        assertEquals(Arrays.stream(columns).mapToObj(wine.names()::get).toList(), selection.names());
        for (int i = 0; i < scores.length; i++) {
            assertEquals(scores[i], selection.chosen().get(i).score(), 1e-8, criterion + " " + i);
        }
    }

    private static TableSamples binnedWine() {
        TableSamples wine = TableSamples.of(TableFile.read(Path.of("../data/wine/wine.csv")));
        List<SampleColumn> columns = new ArrayList<>();
        for (SampleColumn column : wine.columns()) {
            double[] values = column.values().toArray();
            double least = Arrays.stream(values).min().orElseThrow();
            double most = Arrays.stream(values).max().orElseThrow();
            columns.add(
                    column.name().equals("cultivar")
                            ? column
                            : SampleColumn.ofNumbers(
                                    column.name(),
                                    Arrays.stream(values)
                                            .map(value -> Math.min(4, Math.floor((value - least) / (most - least) * 5)))
                                            .toArray()));
        }
        return new TableSamples("wine", columns, List.of());
    }

    @Test
    void refusesWhatCannotBeSelectedFrom() {
        assertEquals(
                "columns wanted: expected a whole number of at least 1, got 0",
                assertThrows(RefusedException.class, () -> SelectColumns.towards("target", 0))
                        .getMessage());
        SelectColumns failing = SelectColumns.towards("target", 1).by((x, y) -> {
            throw new IllegalArgumentException("no");
        });
        assertEquals(
                "selection by 'target': expected a column that can be measured, got none; the first reason: no",
                assertThrows(RefusedException.class, () -> failing.of(PLANTED)).getMessage());
        TableSamples constant = new TableSamples(
                "t",
                List.of(PLANTED.column("target"), SampleColumn.ofNumbers("c", new double[PLANTED.rows()])),
                List.of());
        assertEquals(
                "selection by 'target': expected a column beside it that varies, got none",
                assertThrows(RefusedException.class, () -> SelectColumns.towards("target", 1)
                                .by(SelectionCriterion.TERC)
                                .of(constant))
                        .getMessage());
    }
}
