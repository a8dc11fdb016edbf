package org.mipp.figure.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.Results;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.RepairMethod;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.table.ExperimentTables;
import tech.tablesaw.api.Table;

class ExperimentFigureTest {

    private static final ExperimentResult RESULT = Results.EXPERIMENT;

    @Test
    void accuracyIsDrawnForEveryMethodThatWorkedWithBandsOfOneDeviation() throws IOException {
        Figure figure = saved("accuracy", ExperimentFigure.of(RESULT));
        List<Map<String, Object>> lines = of(figure, "lines+markers");
        List<Map<String, Object>> bands = of(figure, "none");
        assertEquals(4 * 3, lines.size());
        assertEquals(4 * 3, bands.size());
        assertEquals(
                3,
                lines.stream()
                        .filter(line -> Boolean.TRUE.equals(line.get("showlegend")))
                        .count());
        double mean =
                100 * RESULT.summaries().get(0).treated().get(RepairMethod.CUT).mean();
        double deviation =
                100 * RESULT.summaries().get(0).treated().get(RepairMethod.CUT).deviation();
        assertEquals(mean, numbers(lines.get(0).get("y")).get(0).doubleValue(), 1e-9);
        assertEquals(mean + deviation, numbers(bands.get(0).get("y")).get(0).doubleValue(), 1e-9);
        assertEquals(mean - deviation, numbers(bands.get(0).get("y")).get(5).doubleValue(), 1e-9);
        assertEquals(lines.get(0).get("line"), lines.get(3).get("line"));
    }

    private static List<Map<String, Object>> of(Figure figure, String mode) {
        return figure.data().stream()
                .filter(trace -> mode.equals(trace.get("mode")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Number> numbers(Object list) {
        return (List<Number>) list;
    }

    private static Figure saved(String name, Figure figure) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "figures"));
        Files.write(folder.resolve("experiment-" + name + ".png"), figure.toPng());
        Files.writeString(folder.resolve("experiment-" + name + ".json"), figure.toJson());
        return figure;
    }

    @Test
    void keptFractionsCollapsesAndCostsAreDrawn() throws IOException {
        Figure kept =
                saved("kept", KeptFractionsFigure.of(RESULT, RESULT.budgets().get(1)));
        assertEquals(List.of("conv1", "conv2", "fc1", "fc2"), kept.data().get(0).get("x"));
        assertEquals(List.of("MIPP", "L1 norm", "random"), kept.data().get(0).get("y"));
        assertEquals(
                3,
                of(saved("collapse", ExperimentFigure.collapse(RESULT)), "lines+markers")
                        .size());
        Figure cost = saved("cost", ExperimentFigure.cost(RESULT, RepairMethod.G, true));
        assertEquals(3 * 3, of(cost, "markers").size());
        assertThrows(IllegalArgumentException.class, () -> KeptFractionsFigure.of(RESULT, "no budget"));
    }

    @Test
    void spreadsAreExplainedAndAShareOfSeedsHasNone() {
        String note = "Means over seeds, with one standard deviation.";
        assertTrue(ExperimentFigure.of(RESULT).toJson().contains(note));
        assertTrue(ExperimentFigure.cost(RESULT, RepairMethod.G, true).toJson().contains(note));
        Figure collapse = ExperimentFigure.collapse(RESULT);
        assertEquals(3, collapse.data().size(), "lines only");
        assertTrue(collapse.data().stream().noneMatch(line -> line.containsKey("error_y")), collapse.toJson());
    }

    @Test
    void tablesHoldEveryMethodAndEveryRunWithItsSettings() {
        Table accuracies = ExperimentTables.accuracies(RESULT);
        assertEquals(3 * 4, accuracies.rowCount());
        assertTrue(accuracies.columnNames().containsAll(List.of("as cut, %", "with g, %", "with g, retrained, %")));
        Table costs = ExperimentTables.costs(RESULT);
        assertEquals(3 * 4, costs.rowCount());
        assertEquals(3 * 2, costs.longColumn("failed").sum());
        Table runs = ExperimentTables.byRun(RESULT);
        assertEquals(2 + 2 * 3 * 4, runs.rowCount());
        assertEquals(
                List.of(RESULT.settings()),
                runs.stringColumn("experiment").unique().asList());
        assertTrue(RESULT.settings().contains("retraining: 1 epoch over 1000 images, Adam 0.001"), RESULT.settings());
        assertTrue(runs.stringColumn("failure").asList().contains("refusing <all>: expected another network"));
    }

    @Test
    void anExperimentInWhichAllFailedIsRefused() {
        ExperimentResult failed = new ExperimentResult("", RESULT.whole(), RESULT.failures());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ExperimentFigure.of(failed))
                .getMessage()
                .contains("got none"));
    }
}
