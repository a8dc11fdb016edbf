package org.mipp.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import org.mipp.capture.LayerActivations;
import org.mipp.experiment.Comparison;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.measure.Interval;
import org.mipp.information.task.Tasks;
import org.mipp.selection.Budget;
import org.mipp.selection.InformationFlow;
import org.mipp.selection.Masks;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;
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
    void noTwoKnownMethodsLookTheSame() {
        List<String> methods = List.of(
                "MIPP",
                "MIPP, published search",
                "re-initialised MIPP",
                "random",
                "L1 norm",
                "L2 norm",
                "slimming",
                "Taylor",
                "SNIP",
                "IterSNIP",
                "GraSP",
                "IterGraSP",
                "SynFlow",
                "SOSP-H",
                "ThiNet",
                "IMP",
                "OTO",
                "ProsPR",
                "not pruned");
        assertEquals(
                methods.size(), methods.stream().map(Palette::method).distinct().count());
        assertEquals(Palette.method("MIPP"), Palette.method("MIPP, half of every layer"), "a budget changes nothing");
        assertEquals(Palette.method("mine"), Palette.method("mine"));
        assertFalse(methods.stream().map(Palette::method).toList().contains(Palette.method("mine")));
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

    @Test
    void whatCostsNextToNothingIsAtTheBottomOfTheRemovalPath() {
        Map<String, Object> cheap = RemovalPathFigure.of(Results.MASKS).data().stream()
                .filter(trace -> "removed, cost next to nothing".equals(trace.get("name")))
                .findFirst()
                .orElseThrow();
        assertEquals("triangle-down", ((Map<?, ?>) cheap.get("marker")).get("symbol"));
        assertTrue(((List<?>) cheap.get("hovertext")).get(0).toString().contains(" 0.0000 nats"), "" + cheap);
    }

    @Test
    void whereChanceGivesNothingItsLineIsAtTheBottomAndTheFigureSaysSo() {
        Masks tested = new Masks(
                Results.ACTIVATIONS,
                "TERC",
                new Budget.Confidence(0.95),
                List.of(),
                List.of(new RemovalPath(
                        "fc1", 120, 1, List.of(removal(0, 0.5, 0), removal(1, 2, 0), removal(2, 3, 0.1)), 0)),
                List.of(),
                Results.MASKS.provenance());
        Figure figure = RemovalPathFigure.of(tested);
        Map<String, Object> chance = figure.data().stream()
                .filter(trace -> "chance stays below this".equals(trace.get("name")))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(1e-5 * 3, 1e-5 * 3, 0.1), chance.get("y"));
        assertEquals("chance stays below 0.0000 nats", ((List<?>) chance.get("hovertext")).get(0));
        String note = "At the bottom is what is too small for the axis, zero too.";
        assertTrue(figure.toJson().contains(note));
    }

    private static Removal removal(int node, double nats, double chance) {
        return new Removal(node, 119 - node, nats, OptionalDouble.empty(), OptionalDouble.of(chance));
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
    void aReplayTellsAtEveryStepWhoGoesAndWhoTellsTheSame() {
        Figure figure = ReplayFigure.of(Results.EXPLAINED);
        Map<?, ?> slider = (Map<?, ?>) ((List<?>) figure.layout().get("sliders")).get(0);
        List<?> steps = (List<?>) slider.get("steps");
        assertEquals(119, steps.size());
        int step = 70;
        List<?> arguments = (List<?>) ((Map<?, ?>) steps.get(step)).get("args");
        Map<?, ?> traces = (Map<?, ?>) arguments.get(0);
        List<?> x = (List<?>) traces.get("x");
        assertEquals(List.of(step + 1), x.get(1), "the node");
        List<String> holders = Results.EXPLAINED.reasons().get(step).holders().stream()
                .map(holder -> String.valueOf(holder.node()))
                .toList();
        assertFalse(holders.isEmpty());
        assertEquals(holders, ((List<?>) traces.get("text")).get(2));
        List<Integer> order =
                Results.EXPLAINED.path().removals().stream().map(Removal::node).toList();
        assertEquals(
                holders.stream()
                        .map(holder -> order.contains(Integer.valueOf(holder))
                                ? order.indexOf(Integer.valueOf(holder)) + 1
                                : 120)
                        .toList(),
                x.get(2));
        String told = Results.EXPLAINED.describe(step);
        assertTrue(((Map<?, ?>) arguments.get(1)).get("title.text").toString().contains(told), told);
        assertEquals(List.of(0, 1, 2), arguments.get(2), "the traces that change");
        assertTrue(figure.data().get(3).get("hovertext").toString().contains(told), "the pointer tells the same");
        Object active = steps.get(((Number) slider.get("active")).intValue());
        assertEquals(
                ((List<?>) ((Map<?, ?>) ((List<?>) ((Map<?, ?>) active).get("args")).get(0)).get("x")).get(2),
                figure.data().get(2).get("x"),
                "the slider stands where the figure starts");
    }

    @Test
    void informationIsShownBeforeAndAfterPruning() {
        Figure figure = InformationFlowFigure.of(Results.FLOW, Results.RANDOM_FLOW);
        assertEquals(
                List.of("conv1 &gt; conv2", "conv2 &gt; fc1", "fc1 &gt; fc2", "fc2 &gt; fc3"),
                figure.data().get(0).get("x"));
        InformationFlow.Between last = Results.FLOW.links().get(3);
        assertEquals(last.all(), ((List<?>) figure.data().get(0).get("y")).get(3));
        assertEquals(last.kept(), ((List<?>) figure.data().get(1).get("y")).get(3));
        assertEquals(100 * last.preserved(), ((List<?>) figure.data().get(4).get("y")).get(3));
        assertEquals("random", figure.data().get(5).get("name"));
        assertTrue(figure.data().get(1).get("hovertext").toString().contains("MIPP, fc2 to fc3: "), "who and where");
        String none = assertThrows(IllegalArgumentException.class, InformationFlowFigure::of)
                .getMessage();
        assertEquals("information flow: expected at least one, got none", none);
        InformationFlow other = new InformationFlow("other", List.of(), List.of(), Results.FLOW.provenance());
        String different = assertThrows(
                        IllegalArgumentException.class, () -> InformationFlowFigure.of(Results.FLOW, other))
                .getMessage();
        assertEquals(
                "information flow: expected the same layers in all,"
                        + " [conv1 > conv2, conv2 > fc1, fc1 > fc2, fc2 > fc3], got []",
                different);
    }

    @Test
    void stripsHaveOneLinePerNodeThatStays() {
        Figure figure = MaskStripsFigure.of(Results.MASKS, Results.RANDOM_MASKS);
        Map<String, Object> kept = figure.data().get(1);
        assertEquals(List.of("conv1", "MIPP", "stays"), kept.get("meta"));
        assertEquals(
                Results.MASKS.masks().get(0).kept(),
                ((List<?>) kept.get("x"))
                        .stream().filter(node -> node != null).distinct().toList());
        assertEquals(List.of("MIPP", "random"), ((Map<?, ?>) figure.layout().get("yaxis")).get("ticktext"));
        Figure same = MaskStripsFigure.of(Results.MASKS, Results.SHARED_MASKS);
        assertTrue(same.layout().get("yaxis").toString().contains("MIPP, confidence 95 %"), "told apart by budgets");
        String message = assertThrows(IllegalArgumentException.class, MaskStripsFigure::of)
                .getMessage();
        assertEquals("mask strips: expected masks of at least one choice, got none", message);
    }

    @Test
    void deadNodesAreCrossedOutAndDistributionsLeaveNothingOut() {
        LayerActivations fc1 = Results.ACTIVATIONS.layers().get(2);
        Figure activity = ActivationsFigure.of(Results.ACTIVATIONS);
        List<Map<String, Object>> dead = activity.data().stream()
                .filter(trace -> trace.get("name").toString().startsWith("dead"))
                .toList();
        assertEquals(fc1.dead(), ((List<?>) dead.get(0).get("x")).size());
        assertTrue(dead.get(0).get("hovertext").toString().contains("dead: the same for every image"), "" + dead);
        assertEquals(
                (int) (120 - fc1.dead() + 1), ((List<?>) dead.get(0).get("x")).get(0), "behind all that are alive");
        Map<String, Object> histogram =
                ActivationsFigure.distribution(Results.ACTIVATIONS).data().get(2);
        double shown = ((List<?>) histogram.get("y"))
                .stream().mapToDouble(share -> ((Number) share).doubleValue()).sum();
        double active = Arrays.stream(fc1.glimpse().toArray())
                .filter(value -> value != 0)
                .count();
        assertEquals(100 * active / fc1.glimpse().toArray().length, shown, 1e-9);
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

    @Test
    void aMeasurementIsShownWithItsIntervalItsThresholdAndTheTruth() {
        Figure figure = MeasurementFigure.of(Results.MEASUREMENT, Results.MEASUREMENT);
        Map<String, Object> points = figure.data().get(2);
        assertEquals(List.of("Gaussian &lt;log det&gt;", "Gaussian &lt;log det&gt; 2"), points.get("x"));
        assertEquals(Results.MEASUREMENT.estimate(), ((List<?>) points.get("y")).get(0));
        Interval interval = Results.MEASUREMENT.interval().orElseThrow();
        assertEquals(
                (interval.high() - interval.low()) / 2,
                ((List<?>) ((Map<?, ?>) points.get("error_y")).get("array")).get(0));
        assertEquals(
                Results.MEASUREMENT.chance().orElseThrow().threshold(),
                ((List<?>) figure.data().get(0).get("y")).get(0));
        assertEquals("truth", figure.data().get(1).get("name"));
        assertEquals(
                2, EstimatorTables.of(Results.MEASUREMENT, Results.MEASUREMENT).rowCount());
        String message = assertThrows(IllegalArgumentException.class, MeasurementFigure::of)
                .getMessage();
        assertEquals("measurement figure: expected at least one measurement, got none", message);
    }

    @Test
    void aBenchmarkIsShownTaskByTaskWithItsFailures() {
        Figure figure = BenchmarkFigure.of(Results.BENCHMARK);
        Map<String, Object> cells = figure.data().get(0);
        assertEquals(
                List.of(
                        "1v1-normal-0.75, truth 0.41",
                        "student-identity-3-3-2, truth 0.29",
                        "label-mixture-2-1, truth 0.34"),
                cells.get("y"));
        assertEquals(8, ((List<?>) cells.get("x")).size());
        List<?> student = (List<?>) ((List<?>) cells.get("z")).get(1);
        assertEquals(1.0, student.get(2), "27 instead of 0.29 nats is clipped");
        assertNull(student.get(4), "a failure is a gap");
        assertEquals(
                List.of("fails, N = 100", "fails, N = 200"),
                figure.data().get(1).get("x"));
        assertTrue(cells.get("text").toString().contains("-2.00*"), "some seeds failed: " + cells.get("text"));
        assertEquals(8, EstimatorTables.of(Results.BENCHMARK).rowCount());
        assertEquals(40, EstimatorTables.ofTasks(Tasks.all()).rowCount());
        assertEquals(24, EstimatorTables.byTask(Results.BENCHMARK).rowCount());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> BenchmarkFigure.of(new BenchmarkResult(List.of())))
                .getMessage();
        assertEquals("benchmark figure: expected at least one estimate, got none", message);
    }

    @Test
    void estimatesBeyondTheFrameAreTrianglesThatTellTheirValue() {
        Figure figure = BenchmarkFigure.estimates(Results.BENCHMARK);
        Map<String, Object> beyond = figure.data().stream()
                .filter(trace ->
                        trace.get("marker") instanceof Map<?, ?> marker && "triangle-up".equals(marker.get("symbol")))
                .findFirst()
                .orElseThrow();
        assertTrue(beyond.get("hovertext").toString().startsWith("[huge on 1v1-normal-0.75, N = 100: 9.0000 nats"));
        assertTrue(figure.toString().contains("triangles are beyond the frame"), figure.toString());
    }
}
