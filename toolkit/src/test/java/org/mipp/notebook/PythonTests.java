package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Tests that are in Python, run in the project's virtual environment. */
final class PythonTests {

    private PythonTests() {}

    /** Runs a script of {@code src/test/python}; what it prints is the report if it fails. */
    static void pass(String script) throws IOException, InterruptedException {
        Path python = Path.of("..", ".venv", "bin", "python").toAbsolutePath().normalize();
        Path log = Files.createDirectories(Path.of("target", "python")).resolve(script + ".log");
        Process process = new ProcessBuilder(python.toString(), "src/test/python/" + script)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(process.waitFor(30, TimeUnit.MINUTES), "finished in time");
        assertEquals(0, process.exitValue(), Files.readString(log));
    }
}
