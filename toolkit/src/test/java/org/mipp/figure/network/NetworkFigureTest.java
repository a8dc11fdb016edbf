package org.mipp.figure.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mipp.GraphExamples;
import org.mipp.Results;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.selection.Mask;

class NetworkFigureTest {

    private static Stream<Map<String, Object>> named(Figure figure, String name) {
        return figure.data().stream().filter(trace -> name.equals(trace.get("name")));
    }

    @Test
    void everyNodeThatStaysIsDrawnInItsLayer() {
        Figure figure = NetworkFigure.of(Results.MASKS);
        List<Map<String, Object>> kept = named(figure, "stays").toList();
        assertEquals(4, kept.size(), "layers");
        for (int layer = 0; layer < 4; layer++) {
            Mask mask = Results.MASKS.masks().get(layer);
            assertEquals(List.of(mask.layer(), "stays"), kept.get(layer).get("meta"));
            assertEquals(mask.kept(), kept.get(layer).get("customdata"));
            assertEquals(
                    Palette.method("MIPP").colour(),
                    ((Map<?, ?>) kept.get(layer).get("marker")).get("color"));
        }
        int gone = named(figure, "goes")
                .mapToInt(trace -> ((List<?>) trace.get("x")).size())
                .sum();
        assertEquals(
                Results.MASKS.masks().stream()
                        .mapToInt(mask -> mask.nodes() - mask.kept().size())
                        .sum(),
                gone);
        assertEquals(2, named(figure, "cannot be pruned").count(), "inputs and outputs");
        assertTrue(
                figure.layout().get("xaxis").toString().contains("conv1<br>" + kept(0) + " of 6"),
                "" + figure.layout());
    }

    private static int kept(int layer) {
        return Results.MASKS.masks().get(layer).kept().size();
    }

    @Test
    void namesThatHaveNoRoomSideBySideStandSlantedInOneLine() {
        Map<?, ?> roomy =
                (Map<?, ?>) NetworkFigure.of(LeNet5.architecture()).layout().get("xaxis");
        assertEquals(0, roomy.get("tickangle"));
        Map<?, ?> crowded = (Map<?, ?>) NetworkFigure.of(CifarResNet.of(8, CifarResNet.Shortcut.ZEROS, 10))
                .layout()
                .get("xaxis");
        assertEquals(-40, crowded.get("tickangle"));
        assertTrue(crowded.get("ticktext").toString().contains("layer1.0.conv1, 16 of 16"), "" + crowded);
        assertFalse(crowded.get("ticktext").toString().contains("<br>"), "" + crowded);
    }

    @Test
    void noTwoNodesAreInTheSamePlaceAndAllAreInside() {
        Figure figure = NetworkFigure.of(CifarResNet.of(20, CifarResNet.Shortcut.PROJECTION, 10));
        List<String> places = figure.data().stream()
                .filter(trace -> trace.containsKey("customdata"))
                .flatMap(trace -> IntStream.range(0, ((List<?>) trace.get("x")).size())
                        .mapToObj(i -> ((List<?>) trace.get("x")).get(i) + " " + ((List<?>) trace.get("y")).get(i)))
                .toList();
        assertEquals(3 + 7 * 16 + 7 * 32 + 7 * 64 + 10, places.size());
        assertEquals(places.size(), places.stream().distinct().count());
        double width =
                ((Number) ((List<?>) ((Map<?, ?>) figure.layout().get("xaxis")).get("range")).get(1)).doubleValue();
        assertTrue(places.stream()
                .mapToDouble(place -> Double.parseDouble(place.split(" ")[0]))
                .allMatch(x -> x > 0 && x < width));
        assertTrue(figure.width() <= Panels.WIDEST, "fits into a cell: " + figure.width());
    }

    @Test
    void additionsWaysRoundBlocksAndTiedMapsAreDrawn() {
        Figure figure = NetworkFigure.of(CifarResNet.of(20, CifarResNet.Shortcut.PROJECTION, 10));
        assertEquals(
                List.of(9),
                named(figure, "addition")
                        .map(trace -> ((List<?>) trace.get("x")).size())
                        .toList());
        assertEquals(
                List.of(
                        "cut together, from conv1 on",
                        "cut together, from layer2.0.shortcut.0 on",
                        "cut together, from layer3.0.shortcut.0 on"),
                figure.data().stream()
                        .map(trace -> String.valueOf(trace.get("name")))
                        .filter(name -> name.startsWith("cut"))
                        .toList());
        assertEquals(
                4, // conv1 and the three second convolutions of its stage; each is a piece of line and a gap
                named(figure, "cut together, from conv1 on")
                        .mapToInt(trace -> ((List<?>) trace.get("x")).size() / 3)
                        .sum());
    }

    @Test
    void theGraphHasWhatMakesOrJoinsNodesAndWhoReadsWhom() {
        Architecture architecture = GraphExamples.everythingElse(1).architecture();
        NetworkGraph graph = NetworkGraph.of(architecture, KeptNodes.none(architecture.prunable()));
        assertEquals(
                List.of("input", "first", "left", "right", "both", "next", "again", "sum", "hidden", "last"),
                graph.columns().stream().map(NetworkGraph.Column::name).toList());
        assertEquals(
                List.of(
                        "input>first",
                        "first>left",
                        "first>right",
                        "left>both",
                        "right>both",
                        "both>next",
                        "next>again",
                        "next>sum",
                        "again>sum",
                        "sum>hidden",
                        "hidden>last"),
                graph.edges().stream()
                        .map(edge -> graph.columns().get(edge.from()).name() + ">"
                                + graph.columns().get(edge.to()).name())
                        .toList());
        assertEquals(0, graph.columns().get(1).keptCount());
        assertEquals(6, graph.columns().get(1).kept().length);
        assertEquals(3, graph.columns().get(9).keptCount(), "outputs always stay");
        assertTrue(graph.columns().get(9).prunable().isEmpty());
    }
}
