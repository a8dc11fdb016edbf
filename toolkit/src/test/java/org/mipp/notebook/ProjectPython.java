package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs scripts in the project's virtual environment, which {@code kernel-config/test} has made. */
final class ProjectPython {

    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    static final Path SCRIPTS = PROJECT.resolve("toolkit/src/test/python");
    static final Path LOGS = Path.of("target", "notebooks").toAbsolutePath();
    static final String MAVEN = "Maven's local repository"; // for one test at a time
    private static final long FAR_TOO_LATE = 40; // minutes

    private ProjectPython() {}

    /** Runs a script of the tests. */
    static void test(String script) throws IOException, InterruptedException {
        run(script, SCRIPTS.resolve(script));
    }

    /**
     * Runs a script; what it prints goes into a log and, if it fails, into the report.
     *
     * @param name of the log; no two scripts that run at the same time may share it
     */
    static void run(String name, Path script, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(PROJECT.resolve(".venv/bin/python").toString());
        command.add(script.toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path log = Files.createDirectories(LOGS).resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(FAR_TOO_LATE, TimeUnit.MINUTES), "finished in time");
            assertEquals(0, process.exitValue(), Files.readString(log));
        } finally {
            process.destroy();
        }
    }

    /** The numbered tutorials as they are committed; that of clusters needs a kernel of its own. */
    static List<Path> tutorials() throws IOException {
        try (var files = Files.list(PROJECT.resolve("notebooks"))) {
            List<Path> notebooks = files.filter(
                            file -> file.getFileName().toString().matches("\\d.*\\.ipynb"))
                    .sorted()
                    .toList();
            assertTrue(notebooks.size() > 1, "the tutorials are there");
            return notebooks;
        }
    }
}
