package org.mipp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain program under {@code spark-submit}, on a standalone cluster with a real master and two real workers. */
@Tag("long")
class SubmitTest {

    private static final int PORT = 17077;

    private static Process java(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Dorg.slf4j"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static List<Process> workers(Path folder, int port) throws IOException {
        List<Process> started = new ArrayList<>();
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        started.add(java(
                folder.resolve("master"),
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--webui-port",
                "0"));
        for (int worker = 0; worker < 2; worker++) {
            started.add(java(
                    folder.resolve("worker" + worker),
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--webui-port",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    folder.resolve("work" + worker).toString(),
                    "spark://127.0.0.1:" + port));
        }
        return started;
    }

    private static Process submit(Path log, int port, Path runs, int cores) throws IOException {
        return java(
                log,
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "spark://127.0.0.1:" + port,
                "--conf",
                "spark.executor.memory=1g",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.cores.max=" + cores,
                "--class",
                SubmittedExperiment.class.getName(),
                "spark-internal", // no jar: it is on the class path
                runs.toString());
    }

    private static void assertRuns(Process submitted, Path log) throws InterruptedException {
        assertTrue(submitted.waitFor(150, TimeUnit.SECONDS), () -> read(log));
        assertEquals(0, submitted.exitValue(), () -> read(log));
        assertTrue(read(log).contains("16 runs, 0 failed"), () -> read(log));
    }

    @Test
    void aProgramRunsOnAMasterWithTwoWorkers(@TempDir Path folder) throws IOException, InterruptedException {
        List<Process> started = workers(folder, PORT);
        try {
            started.add(submit(folder.resolve("log"), PORT, folder.resolve("runs"), 2));
            assertRuns(started.get(3), folder.resolve("log"));
        } finally {
            started.forEach(Process::destroy);
        }
    }

    @Test
    void twoProgramsShareAClusterWithoutSeeingEachOther(@TempDir Path folder) throws IOException, InterruptedException {
        List<Process> started = workers(folder, PORT + 1);
        try {
            for (String name : List.of("one", "other")) {
                started.add(submit(folder.resolve(name), PORT + 1, folder.resolve(name + " runs"), 1));
            }
            assertRuns(started.get(3), folder.resolve("one"));
            assertRuns(started.get(4), folder.resolve("other"));
        } finally {
            started.forEach(Process::destroy);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
