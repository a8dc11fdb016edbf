package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.Examples;
import org.mipp.Mipp;
import org.mipp.SizedResults;
import org.mipp.data.Images;
import org.mipp.figure.chart.Figure;
import org.mipp.network.Network;
import org.mipp.network.blocks.BlockConverter;
import org.mipp.network.engine.LiveNetwork;

/** Every look of a network with one hidden node, and with 4,096. */
class ViewSizesTest {

    private static final int MANY = 4096;
    private static final List<Object> ONE = SizedResults.ofOneNode();
    private static final List<Object> WIDE = SizedResults.ofNodes(MANY);

    /** What has no nodes. */
    private static final Set<String> OTHERS = Set.of(
            "Figure",
            "Table",
            "Dataset",
            "Images",
            "Measurement",
            "NeuralEstimate",
            "BenchmarkResult",
            "ColumnRanking",
            "ColumnSelection",
            "PairwiseInformation",
            "HelpPage",
            "Confusion",
            "ChangedAnswers",
            "Exploration");

    /** What draws or lists its nodes one by one. */
    private static final Set<String> NODE_BY_NODE = Set.of(
            "Network", "EvaluatedNetwork", "Activations", "Information", "Masks", "ExplainedPath", "PrunedNetwork");

    static Stream<Arguments> results() {
        return Stream.concat(rows("one node: ", ONE), rows("many nodes: ", WIDE));
    }

    private static Stream<Arguments> rows(String size, List<Object> results) {
        return IntStream.range(0, results.size())
                .mapToObj(
                        i -> Arguments.of(size + results.get(i).getClass().getSimpleName() + " " + i, results.get(i)));
    }

    @Test
    void everyTypeThatHasNodesIsTried() {
        Set<String> looks = ShownResults.types();
        looks.removeAll(OTHERS);
        for (List<Object> results : List.of(ONE, WIDE)) {
            Set<String> tried = results.stream()
                    .map(result -> result.getClass().getSimpleName())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(looks, tried);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void everyLookIsShownAndSmall(String name, Object result) {
        View<Object> view = ShownResults.view(result);
        String text = view.text(result);
        assertTrue(text.length() > 3 && text.lines().count() < 40, text);
        String html = view.html(result);
        assertTrue(html.length() < 100_000, html.length() + " characters");
        assertFalse(html.contains("NaN") || html.contains("Infinity"), html);
        view.figure().apply(result).ifPresent(ViewSizesTest::assertShown);
    }

    private static void assertShown(Figure figure) {
        String json = figure.toJson();
        assertTrue(json.length() < 2_000_000, json.length() + " characters");
        assertFalse(json.contains("NaN") || json.contains("Infinity") || json.contains("not finite"), json);
        assertTrue(
                !json.contains("There is nothing to show.")
                        || json.contains("No node can go: a layer keeps at least one."),
                json);
        assertTrue(figure.width() <= 830, "width " + figure.width());
        assertTrue(figure.toPng().length > 1000);
    }

    /** Results hold nothing native. A closed {@link LiveNetwork}, the one thing that can be closed, says so itself. */
    @Test
    void aNetworkAndItsResultsAreShownAfterTheModelThatItWasReadFromWasClosed() {
        Images images = Examples.noise(200, 0);
        Network network;
        try (Model model = Model.newInstance("djl")) {
            model.setBlock(new Mlp(12, 2, new int[] {3}));
            model.getBlock().initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 1, 3, 4));
            network = BlockConverter.read("read", model.getBlock(), new Shape(1, 3, 4));
        }
        for (Object result : List.of(network, Mipp.capture(network, images))) {
            assertTrue(ShownResults.view(result).html(result).contains("<table"));
            assertShown(ShownResults.view(result).figure().apply(result).orElseThrow());
        }
    }

    @Test
    void noneOfManyNodesIsLeftOut() {
        List<Object> results = WIDE.stream()
                .filter(result -> NODE_BY_NODE.contains(result.getClass().getSimpleName()))
                .toList();
        assertTrue(results.size() >= NODE_BY_NODE.size());
        for (Object result : results) {
            Figure figure = ShownResults.view(result).figure().apply(result).orElseThrow();
            int points = figure.data().stream()
                    .mapToInt(trace -> trace.get("x") instanceof List<?> x ? x.size() : 0)
                    .sum();
            assertTrue(points >= MANY - 1, "points in " + figure);
        }
    }
}
