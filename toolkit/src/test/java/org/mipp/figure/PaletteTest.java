package org.mipp.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mipp.AllMethods;
import org.mipp.Methods;
import org.mipp.Results;
import org.mipp.experiment.pruned.ComparedNetwork;
import org.mipp.experiment.pruned.Comparison;
import org.mipp.experiment.pruned.Tradeoff;
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
        ComparedNetwork row = Results.COMPARISON.rows().get(1);
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
        assertEquals(Palette.method("mine"), Palette.method("mine"));
        assertFalse(methods.stream().map(Palette::method).toList().contains(Palette.method("mine")));
    }

    /** Or a method that was given another name has lost its look. */
    @Test
    void everyMethodOfTheToolkitIsKnownByTheNameThatItHas() {
        Set<String> unknown = IntStream.range(0, 99)
                .mapToObj(number -> Palette.method("method " + number).colour())
                .collect(Collectors.toSet());
        assertEquals(4, unknown.size());
        Stream.concat(AllMethods.of(TrainingPlan.epochs(1)).stream(), Stream.of(Methods.publishedTerc(1)))
                .forEach(method -> assertFalse(
                        unknown.contains(Palette.method(method.name()).colour()), method.name()));
    }

    @Test
    void methodsThatNobodyKnowsDifferInOneFigure() {
        List<String> names =
                List.of("TERC, mine", "TERC, KSG-1 k=3", "TERC, KSG-1 k=5", "TERC, yours", "a", "b", "c", "MIPP");
        Map<String, Palette.Style> styles = Palette.methods(names);
        assertEquals(8, Set.copyOf(styles.values()).size(), "" + styles);
        assertEquals(Palette.method("MIPP"), styles.get("MIPP"));
        assertEquals(Map.of("TERC, mine", Palette.method("TERC, mine")), Palette.methods(names.subList(0, 1)));
        Tradeoff.Point point = Results.TRADEOFF.points().get(0);
        Figure figure = TradeoffFigure.of(new Tradeoff(
                names.subList(0, 2).stream()
                        .map(name -> new Tradeoff.Point(
                                name, point.budget(), point.parameters(), point.afterCut(), point.afterRepair()))
                        .toList(),
                List.of()));
        assertEquals(
                Set.of(
                        styles.get(names.get(0)).colour(),
                        styles.get(names.get(1)).colour()),
                figure.data().stream().map(StillPanel::colour).collect(Collectors.toSet()));
    }

    @Test
    void aRowIsDrawnByItsMethodWhateverTheRowIsCalled() {
        ComparedNetwork row = Results.COMPARISON.rows().get(1);
        assertEquals(Results.MASKS.method(), row.method());
        ComparedNetwork renamed = new ComparedNetwork(
                "by budget, the second", row.stage(), row.alone(), row.together(), row.accuracies());
        Figure figure = ComparisonFigure.of(new Comparison(List.of(renamed)));
        assertEquals(
                Palette.method(row.method()).colour(),
                StillPanel.colour(figure.data().get(0)));
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
