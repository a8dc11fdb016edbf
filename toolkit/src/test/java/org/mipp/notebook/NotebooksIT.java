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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Executes every tutorial by nbclient in the real kernel, which {@code kernel-config/test} has installed. */
class NotebooksIT {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path EXECUTED = Path.of("target", "notebooks").toAbsolutePath();
    private static final String PLOTLY = "application/vnd.plotly.v1+json";

    @TestFactory
    Stream<DynamicTest> everyTutorialRunsAndEveryFigureHasItsPicture() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("notebooks"))) {
            List<Path> notebooks = files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
            assertFalse(notebooks.isEmpty());
            return notebooks.stream()
                    .map(notebook ->
                            DynamicTest.dynamicTest(notebook.getFileName().toString(), () -> assertRuns(notebook)));
        }
    }

    @Test
    void anInterruptedCellEndsAtOnceAndTheNextCellWorks() throws IOException, InterruptedException {
        runPython(
                "interrupt",
                PROJECT.resolve("toolkit/src/test/python/interrupt.py").toString());
    }

    private static void assertRuns(Path notebook) throws IOException, InterruptedException {
        runPython(
                notebook.getFileName().toString(),
                PROJECT.resolve("kernel-config/execute.py").toString(),
                notebook.toString(),
                EXECUTED.toString());
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
        assertTrue(Files.size(EXECUTED.resolve(notebook.getFileName())) < 5_000_000, "small enough to be committed");
    }

    /** Runs a script in the project's virtual environment; what it prints goes into a log and, if it fails, into the report. */
    private static void runPython(String name, String... scriptAndArguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(PROJECT.resolve(".venv/bin/python").toString()));
        command.addAll(List.of(scriptAndArguments));
        Path log = Files.createDirectories(EXECUTED).resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(process.waitFor(20, TimeUnit.MINUTES), "finished in time");
        assertEquals(0, process.exitValue(), Files.readString(log));
    }
}
