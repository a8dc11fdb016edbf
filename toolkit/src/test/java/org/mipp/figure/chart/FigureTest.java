package org.mipp.figure.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.Examples;
import org.mipp.Results;
import org.mipp.figure.Palette;
import org.mipp.figure.estimator.BenchmarkFigure;
import org.mipp.figure.estimator.MeasurementFigure;
import org.mipp.figure.estimator.NeuralEstimateFigure;
import org.mipp.figure.network.ActivationsFigure;
import org.mipp.figure.network.ExamplesFigure;
import org.mipp.figure.network.LearningCurveFigure;
import org.mipp.figure.network.NetworkFigure;
import org.mipp.figure.pruning.ComparisonFigure;
import org.mipp.figure.pruning.InformationFigure;
import org.mipp.figure.pruning.InformationFlowFigure;
import org.mipp.figure.pruning.MaskStripsFigure;
import org.mipp.figure.pruning.PixelsFigure;
import org.mipp.figure.pruning.RemovalPathFigure;
import org.mipp.figure.pruning.ReplayFigure;
import org.mipp.figure.pruning.TradeoffFigure;
import org.mipp.figure.pruning.WidthsFigure;
import org.mipp.figure.still.StillPanel;
import org.mipp.figure.table.Tables;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.information.NodeInformation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;

public class FigureTest {

    /** Name, figure, number of traces. */
    static Stream<Arguments> figures() {
        return Stream.of(
                Arguments.of("examples", ExamplesFigure.of(Examples.digits().test()), 2),
                Arguments.of("learning curve", LearningCurveFigure.of(Results.TRAINED), 3),
                Arguments.of("neural estimate", NeuralEstimateFigure.of(Results.NEURAL), 3),
                Arguments.of("activations", ActivationsFigure.of(Results.ACTIVATIONS), 6),
                Arguments.of("distribution", ActivationsFigure.distribution(Results.ACTIVATIONS), 4),
                Arguments.of("information", InformationFigure.of(Results.INFORMATION), 8),
                Arguments.of("removal path, tested", RemovalPathFigure.of(Results.MASKS), 14),
                Arguments.of("removal path, shared out", RemovalPathFigure.of(Results.SHARED_MASKS), 10),
                Arguments.of("replay", ReplayFigure.of(Results.EXPLAINED), 7),
                Arguments.of("network", NetworkFigure.of(Results.MASKS), 11),
                Arguments.of("information flow", InformationFlowFigure.of(Results.FLOW, Results.RANDOM_FLOW), 6),
                Arguments.of("mask strips", MaskStripsFigure.of(Results.MASKS, Results.RANDOM_MASKS), 16),
                Arguments.of("pixels", PixelsFigure.of(Results.PIXELS), 2),
                Arguments.of("widths", WidthsFigure.of(Results.RANDOM_MASKS), 2),
                Arguments.of("comparison", ComparisonFigure.of(Results.COMPARISON), 2),
                Arguments.of("trade-off", TradeoffFigure.of(Results.TRADEOFF), 4),
                Arguments.of("measurement", MeasurementFigure.of(Results.MEASUREMENT), 3),
                Arguments.of("measurements", MeasurementFigure.of(Results.MEASUREMENT, Results.MEASUREMENT), 3),
                Arguments.of("benchmark", BenchmarkFigure.of(Results.BENCHMARK), 2),
                Arguments.of("estimates", BenchmarkFigure.estimates(Results.BENCHMARK), 11),
                Arguments.of("jsplot", Figure.of(jsplot()), 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void everyFigureHasItsTracesAndIsJson(String name, Figure figure, int traces) {
        assertEquals(traces, figure.data().size());
        assertTrue(figure.layout().containsKey("height"));
        String json = figure.toJson();
        assertFalse(json.contains("NaN") || json.contains("Infinity"), name);
        for (Map<String, Object> trace : figure.data()) {
            assertTrue(((List<?>) trace.getOrDefault("y", trace.get("z"))).size() > 0, "marks in " + trace.get("name"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void everyFigureHasAStillPictureOfItsSize(String name, Figure figure, int traces) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(figure.toPng()));
        assertEquals(figure.width(), picture.getWidth());
        assertEquals(figure.height(), picture.getHeight());
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        Set<Integer> colours = new HashSet<>();
        Arrays.stream(pixels).forEach(colours::add);
        long inked = Arrays.stream(pixels)
                .filter(pixel -> (pixel & 0xffffff) != 0xffffff)
                .count();
        assertTrue(colours.size() > 20 && inked > pixels.length / 100, name + " is drawn: " + inked + " pixels");
    }

    @Test
    void numbersAtTheAxesOfStillsAreWrittenAsPeopleWriteThem() {
        assertEquals(
                List.of("0.02", "-0.5", "0", "55.04", "10000", "0.3", "1e-12", "3e+15", ""),
                Stream.of(0.02, -0.5, 0.0, 55.04, 1e4, 0.1 + 0.2, 1e-12, 3e15, Double.NaN)
                        .map(StillPanel::label)
                        .toList());
    }

    @Test
    void mapsOfPixelsAreDrawnUpwardsUnlessTheAxisIsReversed() throws IOException {
        Map<String, Object> trace = Map.of(
                "type",
                "heatmap",
                "z",
                List.of(List.of(0, 0), Arrays.asList(1, null)),
                "colorscale",
                List.of(List.of(0, "#FF0000"), List.of(1, "#0000FF")));
        Map<String, Object> square = Map.of("width", 220, "height", 220);
        Figure upwards = new Figure(List.of(trace), square);
        Figure downwards = upwards.withLayout("yaxis", Map.of("autorange", "reversed"));
        assertEquals(List.of(0x0000FF, 0xD9D9D9, 0xFF0000, 0xFF0000), corners(upwards));
        assertEquals(List.of(0xFF0000, 0xFF0000, 0x0000FF, 0xD9D9D9), corners(downwards));
        assertTrue(upwards.toSvg().length() < 5000, "one picture, not a shape per cell");
    }

    private static List<Integer> corners(Figure figure) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(figure.toPng()));
        return Stream.of(new int[] {50, 50}, new int[] {170, 50}, new int[] {50, 170}, new int[] {170, 170})
                .map(place -> picture.getRGB(place[0], place[1]) & 0xFFFFFF)
                .toList();
    }

    @Test
    void pixelsAreDrawnWhereTheyAreInTheImage() {
        Map<String, Object> kept = PixelsFigure.of(Results.PIXELS).data().get(1);
        int pixel = Results.PIXELS.mask().kept().get(0);
        assertEquals(2, at(kept.get("z"), pixel));
        assertEquals("stays", at(kept.get("text"), pixel));
        assertEquals(List.of(0, 2), List.of(kept.get("zmin"), kept.get("zmax")), "white is what never varies");
        Map<String, Object> order = PixelsFigure.of(Results.PIXELS).data().get(0);
        assertEquals("never varies", at(order.get("text"), 0));
        assertEquals(Results.PIXELS.places()[pixel], at(order.get("z"), pixel));
    }

    private static Object at(Object rows, int pixel) {
        return ((List<?>) ((List<?>) rows).get(pixel / 28)).get(pixel % 28);
    }

    @Test
    void hoveringNamesTheNodeAndItsInformation() {
        Object texts = InformationFigure.of(Results.INFORMATION).data().get(0).get("hovertext");
        assertTrue(
                ((List<?>) texts).get(0).toString().matches("conv1, node \\d: \\d.\\d{4} nats of its own .*"),
                texts.toString());
    }

    @Test
    void withoutErrorBarsNoneAreDrawnOrSpokenOf() {
        LayerInformation layer = new LayerInformation(
                "a", List.of(new NodeInformation(0, 2, 1, Double.NaN)), 2, OptionalDouble.of(0.1), 0.95, List.of());
        Map<String, Object> bars = InformationFigure.of(
                        new Information(List.of(layer), "yours", Results.INFORMATION.provenance()))
                .data()
                .get(0);
        assertFalse(bars.containsKey("error_y"));
        assertEquals("unique information", bars.get("name"));
        assertEquals(List.of("a, node 0: 1.0000 nats of its own, 2.000 nats in all"), bars.get("hovertext"));
    }

    @Test
    void numbersThatAreNotFiniteBecomeGaps() {
        Figure figure = new Figure(List.of(Map.of("y", List.of(1, Double.NaN, Double.POSITIVE_INFINITY))), Map.of());
        assertEquals("{\"data\":[{\"y\":[1,null,null]}]", figure.toJson().split(",\"layout\"")[0]);
    }

    @Test
    void anAlteredLayoutLeavesTheFigureAsItWas() {
        Figure figure = new Figure(List.of(), Map.of("height", 100));
        assertEquals(300, figure.withLayout("height", 300).height());
        assertEquals(100, figure.height());
    }

    @Test
    void refusesValuesThatJsonDoesNotKnow() {
        List<Map<String, Object>> data = List.of(Map.of("y", new Object[] {1}));
        String message = assertThrows(IllegalArgumentException.class, () -> new Figure(data, Map.of()))
                .getMessage();
        assertEquals("figure: expected maps, lists, strings, numbers and booleans, got a [Ljava.lang.Object;", message);
    }

    @Test
    void namesWithMarkupAreEscaped() {
        String json = new Panels("<script>alert(1)</script>", 1, 1)
                .panel("<b>", "x", "y")
                .add(Trace.bars(List.of(1), List.of(2), Palette.BLUE).named("<img src=x>"))
                .figure()
                .toJson();
        assertFalse(json.contains("<script>") || json.contains("<img") || json.contains("\"<b>"), json);
    }

    @Test
    void aJsplotFigureKeepsItsNumbersNamesAndTitles() {
        Figure figure = Figure.of(jsplot());
        assertEquals(List.of(1.0, 2.0, 3.0), figure.data().get(0).get("x"));
        assertEquals(Arrays.asList(0.5, null, 0.2), figure.data().get(0).get("y"));
        assertEquals("it's \"x\" & y", figure.data().get(0).get("name"));
        assertEquals(List.of("a", "b", "c"), figure.data().get(1).get("x"));
        assertEquals(Map.of("text", "A 'title'"), figure.layout().get("title"));
        assertEquals(800, figure.width());
    }

    public static tech.tablesaw.plotly.components.Figure jsplot() {
        DoubleColumn x = DoubleColumn.create("epoch", 1, 2, 3);
        DoubleColumn y = DoubleColumn.create("loss", 0.5, Double.NaN, 0.2);
        ScatterTrace line = ScatterTrace.builder(x, y).name("it's \"x\" & y").build();
        BarTrace bars =
                BarTrace.builder(StringColumn.create("c", "a", "b", "c"), y).build();
        return new tech.tablesaw.plotly.components.Figure(
                Layout.builder("A 'title'", "epochs", "loss").build(), line, bars);
    }

    @Test
    void tablesHoldTheResultsNumbers() {
        Table comparison = Tables.of(Results.COMPARISON);
        assertEquals(3, comparison.rowCount());
        assertEquals(61_706L, comparison.longColumn("parameters").get(0));
        assertTrue(comparison.doubleColumn("cut, %").isMissing(0));
        assertEquals(
                100 * Results.PRUNED.accuracy().orElseThrow().afterRepair().accuracy(),
                comparison.doubleColumn("with g, %").get(1));
        assertEquals(4, Tables.of(Results.INFORMATION).rowCount());
        assertEquals(12, Tables.of(Results.TRAINED.network()).rowCount());
        assertEquals(196L, Tables.of(Results.PIXELS).longColumn("kept").get(0));
        assertEquals(6, Tables.of(Results.MASKS).columnCount());
        assertEquals(3, Tables.of(Results.RANDOM_MASKS).columnCount());
    }
}
