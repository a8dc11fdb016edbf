package org.mipp.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mipp.AllMethods;
import org.mipp.Methods;
import org.mipp.Results;
import org.mipp.experiment.Comparison;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.pruning.ComparisonFigure;
import org.mipp.figure.pruning.TradeoffFigure;
import org.mipp.figure.still.StillPanel;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.TrainingPlan;

/** One look per method and per layer. */
class PaletteTest {

    @Test
    void theSameMethodHasTheSameColourEverywhere() {
        String inComparison =
                StillPanel.colour(ComparisonFigure.of(Results.COMPARISON).data().get(0));
        String inTradeoff =
                StillPanel.colour(TradeoffFigure.of(Results.TRADEOFF).data().get(0));
        assertEquals(inComparison, inTradeoff);
    }

    @Test
    void rowsOfOneMethodShareItsColourAndDifferInTheirMarkers() {
        Comparison.Row row = Results.COMPARISON.rows().get(1);
        Figure figure = ComparisonFigure.of(new Comparison(List.of(row, row, row)));
        List<Object> markers =
                figure.data().stream().map(trace -> trace.get("marker")).toList();
        assertEquals(3, markers.stream().distinct().count(), "" + markers);
        assertEquals(
                List.of(Palette.BLUE),
                markers.stream()
                        .map(marker -> ((Map<?, ?>) marker).get("color"))
                        .distinct()
                        .toList());
    }

    @Test
    void noTwoMethodsLookTheSame() {
        TrainingPlan plan = TrainingPlan.epochs(1);
        Stream<SelectionMethod> all = Stream.concat(
                AllMethods.of(plan).stream(), Stream.of(Methods.terc((x, y) -> 0), Methods.publishedTerc(1)));
        List<String> methods = Stream.concat(Stream.of("not pruned", "from scratch"), all.map(SelectionMethod::name))
                .toList();
        assertEquals(
                methods.size(), methods.stream().map(Palette::method).distinct().count());
        assertEquals(Palette.method("MIPP"), Palette.method("MIPP, half of every layer"), "a budget changes nothing");
        assertEquals(Palette.method("mine"), Palette.method("mine"));
        assertFalse(methods.stream().map(Palette::method).toList().contains(Palette.method("mine")));
    }

    @Test
    void searchesByDifferentEstimatorsDifferInTheirColoursInOneFigure() {
        List<String> names = List.of("TERC, mine", "TERC, KSG-1 k=3", "TERC, KSG-1 k=5", "TERC, yours");
        Map<String, Palette.Style> styles = Palette.methods(names);
        List<String> colours =
                styles.values().stream().map(Palette.Style::colour).distinct().toList();
        assertEquals(4, colours.size(), "" + styles);
        assertFalse(colours.contains(Palette.SKY), "the colour of the published search");
        assertEquals(Map.of("TERC, mine", Palette.method("TERC, mine")), Palette.methods(names.subList(0, 1)));
        assertEquals(
                Palette.method("TERC, mine"),
                Palette.methods(List.of("TERC, mine", "TERC, mine, half of every layer"))
                        .get("TERC, mine, half of every layer"),
                "a budget changes nothing");
        Comparison.Row row = Results.COMPARISON.rows().get(1);
        Figure figure = ComparisonFigure.of(new Comparison(names.stream()
                .map(name -> new Comparison.Row(
                        name,
                        row.stage(),
                        row.nodes(),
                        row.parameters(),
                        row.macs(),
                        row.milliseconds(),
                        row.before(),
                        row.afterCut(),
                        row.afterRepair(),
                        row.retrained()))
                .toList()));
        assertEquals(
                4, figure.data().stream().map(StillPanel::colour).distinct().count());
    }

    @Test
    void layersGetLighterFromInputsToOutputs() {
        assertEquals("#440154", Palette.layer(0, 4));
        assertEquals("#ADDC30", Palette.layer(3, 4));
        assertEquals("#440154", Palette.layer(0, 1));
        String message = assertThrows(IllegalArgumentException.class, () -> Palette.layer(4, 4))
                .getMessage();
        assertEquals("layer: expected a place from 0 to 3, got 4", message);
    }
}
