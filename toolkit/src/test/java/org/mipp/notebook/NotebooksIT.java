package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Executes every tutorial by nbclient in the real kernel, which {@code kernel-config/test} has installed, and opens what that
 * saved in the browser.
 */
class NotebooksIT {

    private static final Path EXECUTED = ProjectPython.LOGS;
    private static final String LONG =
            "07-who-wins.ipynb"; // takes minutes; its claims are tested when its outputs are renewed
    private static final long MOST_BYTES = 5_000_000;
    private static final long MOST_BYTES_OF_AN_OUTPUT = 2_000_000;
    private static final String PLOTLY = "application/vnd.plotly.v1+json";

    @TestFactory
    Stream<DynamicTest> everyTutorialRunsAndEveryFigureHasItsPicture() throws IOException {
        return ProjectPython.tutorials().stream()
                .sorted(Comparator.reverseOrder()) // the long ones first, that two of them run beside each other
                .map(notebook ->
                        DynamicTest.dynamicTest(notebook.getFileName().toString(), () -> assertRunsAndShows(notebook)));
    }

    @Test
    void anInterruptedCellEndsAtOnceAndTheNextCellWorks() throws IOException, InterruptedException {
        ProjectPython.test("interrupt.py");
    }

    @Test
    void progressIsOneOutputWhoseLastStateStays() throws IOException, InterruptedException {
        ProjectPython.test("progress.py");
    }

    @Test
    void variablesOutliveEditsOfTheCellsAboveAndItIsSaidWhichAreOlder() throws IOException, InterruptedException {
        ProjectPython.test("variables.py");
    }

    @Test
    void theKernelStartsInAFolderOfAnyNameUnderAnyLocale() throws IOException, InterruptedException {
        ProjectPython.test("locales.py");
    }

    @Test
    void anIdleKernelTakesLittleMemory() throws IOException, InterruptedException {
        ProjectPython.test("idle.py");
    }

    @Test
    void everyMistakeIsAnswered() throws IOException, InterruptedException {
        ProjectPython.test("errors.py");
    }

    @Test
    void errorsBeginWithTheirMessageAndTheKernelHelpsToType() throws IOException, InterruptedException {
        ProjectPython.test("assistance.py");
    }

    @Test
    void committedTutorialsAreSmall() throws IOException {
        for (Path notebook : ProjectPython.tutorials()) {
            assertTrue(Files.size(notebook) < MOST_BYTES, notebook + ": " + Files.size(notebook) + " bytes");
            for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
                for (JsonNode output : cell.path("outputs")) {
                    assertTrue(
                            output.toString().length() < MOST_BYTES_OF_AN_OUTPUT, notebook + ": " + cell.get("source"));
                }
            }
        }
    }

    private static void assertRunsAndShows(Path notebook) throws IOException, InterruptedException {
        ProjectPython.run(
                notebook.getFileName().toString(),
                ProjectPython.PROJECT.resolve("kernel-config/execute.py"),
                notebook.endsWith(LONG)
                        ? List.of(notebook, EXECUTED, "--smoke").toArray()
                        : new Object[] {notebook, EXECUTED});
        JsonNode executed = new ObjectMapper()
                .readTree(EXECUTED.resolve(notebook.getFileName()).toFile());
        List<JsonNode> outputs = new ArrayList<>();
        executed.get("cells").forEach(cell -> cell.path("outputs").forEach(outputs::add));
        assertTrue(outputs.stream()
                .noneMatch(output -> output.get("output_type").asText().equals("error")));
        List<JsonNode> figures = outputs.stream()
                .map(output -> output.path("data"))
                .filter(data -> data.has(PLOTLY))
                .toList();
        assertFalse(figures.isEmpty(), "the tutorial has figures");
        for (JsonNode figure : figures) {
            assertTrue(figure.has("image/png"), "a figure without its still picture");
            assertTrue(figure.get(PLOTLY).get("data").size() > 0, "a figure without traces");
        }
        assertTrue(Files.size(EXECUTED.resolve(notebook.getFileName())) < MOST_BYTES, "small enough to be committed");
        String page = Files.readString(
                EXECUTED.resolve(notebook.getFileName().toString().replace(".ipynb", ".html")));
        assertEquals(
                figures.size(),
                page.split("<img[^>]*src=\"data:image/png;base64,").length - 1,
                "pictures on the HTML page");
        BrowserIT.showsSaved(EXECUTED.resolve(notebook.getFileName()));
    }
}
