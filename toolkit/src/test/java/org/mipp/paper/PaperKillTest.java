package org.mipp.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.experiment.PruningRun;

/** A real process of a line, killed in several places and started again, comes to what one comes to that is left alone. */
class PaperKillTest {

    private static final String[] LINE = {
        "lenet5-mnist-after", "--smoke", "--epochs", "2", "--methods", "MIPP;ThiNet;SynFlow", "--seeds", "2"
    };

    private static Process start(Path out) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-cp",
                System.getProperty("java.class.path"),
                PaperProgram.class.getName()));
        command.addAll(List.of(LINE));
        command.addAll(List.of("--out", out.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.resolveSibling(out.getFileName() + ".txt").toFile())
                .start();
    }

    private static boolean seen(Path folder, String end, int count) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).count() >= count;
        }
    }

    /** Kills a process once its folder holds so many files of an end. */
    private static void killAt(Path out, String end, int count) throws Exception {
        Process process = start(out);
        Path runs = out.resolve("lenet5-mnist-after-smoke");
        while (process.isAlive() && !seen(runs, end, count)) {
            process.waitFor(2, TimeUnit.MILLISECONDS);
        }
        assertTrue(process.isAlive(), () -> "ended before it could be killed, with " + process.exitValue());
        process.destroyForcibly().waitFor();
    }

    @Test
    void killedInATrainingAndBetweenRunsItComesToTheSame(@TempDir Path folder) throws Exception {
        Path alone = Files.createDirectory(folder.resolve("alone"));
        Process undisturbed = start(alone);
        assertEquals(0, undisturbed.waitFor(), Files.readString(folder.resolve("alone.txt")));

        Path killed = Files.createDirectory(folder.resolve("killed"));
        killAt(killed, ".safetensors", 1); // the first training has begun
        killAt(killed, ".jsonl", 2); // the first budget has
        killAt(killed, ".jsonl", 5); // the second seed's first budget
        assertEquals(0, start(killed).waitFor(), Files.readString(folder.resolve("killed.txt")));

        assertEquals(accuracies(alone), accuracies(killed));
        assertTrue(accuracies(alone).size() == 12, "2 seeds x 2 budgets x 3 methods");
        assertTrue(!seen(killed.resolve("lenet5-mnist-after-smoke"), ".part", 1), "nothing is left of the kills");
        try (Stream<Path> left = Files.list(killed.resolve("lenet5-mnist-after-smoke"))) {
            assertEquals(
                    0,
                    left.filter(file -> file.getFileName().toString().startsWith("going-on"))
                            .count(),
                    "checkpoints of finished trainings");
        }
    }

    private static List<String> accuracies(Path out) {
        return PaperResult.in(out).get(0).result().runs().stream()
                .map(PaperKillTest::told)
                .toList();
    }

    private static String told(PruningRun run) {
        return run.method() + " " + run.budget() + " " + run.seed() + " " + run.kept() + run.treated()
                + run.retrained();
    }
}
