package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.Datasets;
import org.mipp.Explanations;
import org.mipp.Mipp;
import org.mipp.MutualInformation;
import org.mipp.Networks;
import org.mipp.PictureDatasets;
import org.mipp.Pictures;
import org.mipp.Session;
import org.mipp.Storage;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.experiment.pruned.Tradeoff;
import org.mipp.figure.chart.Figure;
import org.mipp.information.measure.Measurement;
import org.mipp.run.Provenance;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How results look, before any kernel has its hand in it. */
class ViewTest {

    /** What is passed on to other verbs, or is a word or two: it prints as text. */
    private static final Set<String> SETTINGS =
            Set.of("TrainingPlan", "Experiment", "GaussianNodeInformation", "ComputeDevice", "SavedFile", "void");

    private static final List<Class<?>> FRONT_DOORS = List.of(
            Mipp.class,
            MutualInformation.class,
            Explanations.class,
            Pictures.class,
            Datasets.class,
            Networks.class,
            Storage.class,
            PictureDatasets.class);

    @Test
    void whatEveryVerbReturnsHasALook() {
        Set<String> without = new TreeSet<>();
        for (Class<?> door : FRONT_DOORS) {
            for (Method verb : door.getDeclaredMethods()) {
                Class<?> type = verb.getReturnType();
                if (Modifier.isPublic(verb.getModifiers())
                        && View.all().stream().noneMatch(view -> view.type().isAssignableFrom(type))
                        && !SETTINGS.contains(type.getSimpleName())) {
                    without.add(type.getSimpleName() + " " + verb.getName());
                }
            }
        }
        assertEquals(Set.of(), without);
    }

    @Test
    void everyLookIsTested() {
        Set<String> tested = ShownResults.all()
                .map(Arguments::get)
                .map(row -> row[1].getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(ShownResults.types(), tested);
    }

    /** The notebook that {@link BrowserIT} runs. */
    @Test
    void everyLookHasACellInTheNotebookOfTheBrowserTest() throws IOException {
        Set<String> shown = new TreeSet<>();
        try (Session session = Session.open()) {
            for (JsonNode cell :
                    new ObjectMapper().readTree(BrowserIT.EVERY_RESULT.toFile()).get("cells")) {
                StringBuilder source = new StringBuilder();
                cell.get("source").forEach(line -> source.append(line.asText()));
                shown.add(typeOf(session.run(source.toString())));
            }
        }
        assertEquals(ShownResults.types(), shown);
    }

    /** The simple name of what a cell shows. */
    private static String typeOf(Snippet snippet) {
        String type = snippet instanceof ExpressionSnippet value
                ? value.typeName()
                : assertInstanceOf(VarSnippet.class, snippet).typeName();
        return type.substring(type.lastIndexOf('.') + 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.mipp.notebook.ShownResults#all")
    void everyLookIsSmallHasNoScriptAndLeavesColoursToTheTheme(
            String name, Object value, boolean table, boolean figure) {
        String html = html(value);
        assertFalse(html.contains("<script") || html.contains("<style") || html.contains("color"), html);
        assertTrue(html.length() < 100_000, name);
        int width = figure(value).map(Figure::width).orElse(0);
        assertTrue(width <= 830, name + " fits into a cell of JupyterLab in a window of 1280 pixels: " + width);
        String json = figure(value).map(Figure::toJson).orElse("{}");
        assertTrue(json.length() < 2_000_000, name + ": " + json.length() + " characters of JSON");
        assertFalse(json.contains("NaN") || json.contains("Infinity"), name);
        String text = ShownResults.view(value).text(value);
        assertTrue(text.lines().count() < 40, "a short text: " + text);
        assertFalse(text.matches("(?s).*@[0-9a-f]{5,}.*"), "a text that says something: " + text);
    }

    @Test
    void namesWithMarkupAreEscapedAndLongOnesBreak() {
        Images images =
                ImageArrays.of("<script>alert(1)</script>" + "x".repeat(500), 1, 1, 1, 2, new byte[1], new byte[1]);
        String html = html(images);
        assertTrue(html.startsWith("<p style=\"overflow-wrap:anywhere\">&lt;script&gt;"), html);
        assertFalse(html.contains("<script>"), html);
        assertFalse(html(Table.create("<b>", StringColumn.create("<i>", "<u>"))).matches(".*<[biu]>.*"));
    }

    @Test
    void anExperimentInWhichEveryRunFailedIsShownWithItsReasons() {
        ExperimentResult whole = org.mipp.Results.EXPERIMENT;
        ExperimentResult failed = new ExperimentResult(whole.settings(), whole.whole(), whole.failures());
        assertTrue(html(failed).contains("expected another network"), html(failed));
        assertEquals(Optional.empty(), figure(failed));
    }

    @Test
    void aMeasurementOfNothingButNaNIsStillShown() {
        Measurement measurement = org.mipp.Results.MEASUREMENT;
        assertTrue(html(measurement).contains("nats"));
        Figure figure = new Figure(
                List.of(Map.of("type", "scatter", "mode", "lines", "y", List.of(Double.NaN, Double.NEGATIVE_INFINITY))),
                Map.of());
        assertTrue(figure.toPng().length > 100, "a picture, though an empty one");
        assertTrue(new Provenance(0, 0, "cpu()", Double.NaN).toString().contains("seed 0"));
    }

    @Test
    void masksOfOtherWeightsAreDoubtedUnderTheCell() {
        PrunedNetwork moved = Mipp.prune(Networks.lenet5(1), org.mipp.Results.RANDOM_MASKS);
        assertTrue(html(moved).contains("<br>Note: the weights pruned (LeNet5) are not those"), html(moved));
        Tradeoff doubtful = new Tradeoff(org.mipp.Results.TRADEOFF.points(), moved.warnings());
        assertTrue(html(doubtful).startsWith("<p style=\"overflow-wrap:anywhere\">Note: the weights"), html(doubtful));
        assertFalse(html(org.mipp.Results.PRUNED).contains("Note:"), "the weights that were captured");
    }

    private static String html(Object value) {
        return ShownResults.view(value).html(value);
    }

    private static Optional<Figure> figure(Object value) {
        return ShownResults.view(value).figure().apply(value);
    }
}
