package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Networks;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.TrainingPlan;

/** Real processes: killed ones, several at one experiment, and one on a full disk. */
class ExperimentProcessesTest {

    private static final int KILLED = 9;

    /** What the other processes run: {@code folder [method that kills the process]}. */
    static final class Program {
        public static void main(String[] arguments) {
            experiment(Path.of(arguments[0]), arguments.length > 1).run();
        }
    }

    private static Experiment experiment(Path folder, boolean deadly) {
        Dataset digits = Examples.digits().first(500, 200);
        TrainingPlan plan = TrainingPlan.epochs(1);
        return Experiment.of(Networks.mlp(digits, 16), digits)
                .methods(Methods.mipp(), deadly ? new Deadly() : Methods.random(0), Methods.l1Norm())
                .budgets(Budgets.keep(0.5), Budgets.keep(0.25))
                .seeds(2)
                .training(plan)
                .retraining(plan)
                .images(200)
                .withoutScratch()
                .resumeFrom(folder);
    }

    /** Takes the place of the second method and ends the process at once, as a kill does. */
    private record Deadly() implements SelectionMethod {
        @Override
        public String name() {
            return "deadly";
        }

        @Override
        public Optional<SettingsKey> key() {
            return Optional.of(SettingsKey.of("deadly", 1));
        }

        @Override
        public Masks select(Activations activations, Budget budget) {
            Runtime.getRuntime().halt(KILLED);
            throw new AssertionError();
        }
    }

    /** On a full disk: runs into it, makes room, and starts again; {@code disk}. */
    static final class OnAFullDisk {
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0], "runs");
            Experiment experiment = experiment(folder, false);
            experiment.seeds(1).budgets(Budgets.keep(0.5)).run();
            List<String> finished = lines(folder);
            Path filler = Path.of(arguments[0], "filler");
            assertThrows(IOException.class, () -> Files.write(filler, new byte[1 << 21]));
            System.out.println(
                    assertThrows(UncheckedIOException.class, experiment::run).getMessage());
            assertTrue(lines(folder).containsAll(finished), "no finished run is lost");
            Files.delete(filler);
            assertEquals(12, experiment.run().runs().size());
            assertTrue(lines(folder).containsAll(finished));
            assertEquals(2 + 12, lines(folder).size(), "no run is counted twice");
        }
    }

    private static Process start(Path folder, String... more) throws IOException {
        List<String> command = java(Program.class, folder.toString());
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder.getParent(), "process", ".log")
                        .toFile())
                .start();
    }

    private static List<String> java(Class<?> program, String argument) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                argument));
    }

    @Test
    void aKilledProcessLosesNoFinishedRunAndItsLockIsFree(@TempDir Path parent) throws Exception {
        Path folder = parent.resolve("runs");
        assertEquals(KILLED, start(folder, "deadly").waitFor());
        List<String> finished = lines(folder);
        assertEquals(2, finished.size()); // the whole network and the first method's run
        ExperimentResult result = experiment(folder, false).run();
        assertEquals(12, result.runs().size());
        assertTrue(lines(folder).containsAll(finished));
        assertEquals(2 + 12, lines(folder).size());
    }

    @Test
    void severalProcessesShareAnExperimentAndMakeEveryRunOnce(@TempDir Path parent) throws Exception {
        Path folder = parent.resolve("runs");
        Process other = start(folder);
        ExperimentResult here = experiment(folder, false).run();
        assertEquals(0, other.waitFor());
        assertEquals(2 + 12, lines(folder).size());
        assertEquals(here, experiment(folder, false).run());
    }

    @Test
    void aFullDiskLosesNoFinishedRunAndWithRoomTheSameCallGoesOn(@TempDir Path disk) throws Exception {
        String mount = "mount -t tmpfs -o size=1m tmpfs \"$0\"";
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "a system that can mount a disk for one process");
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
        assumeTrue(succeeds(command, mount, disk), "a user who may");
        command.addAll(List.of(mount + " && exec \"$@\"", disk.toString()));
        command.addAll(java(OnAFullDisk.class, disk.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("No space left on device"), said);
    }

    private static boolean succeeds(List<String> command, String script, Path argument) throws Exception {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(script, argument.toString()));
        return new ProcessBuilder(whole).start().waitFor() == 0;
    }

    /** All finished runs in a folder. */
    private static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".jsonl")).toList()) {
                List<String> all = Files.readAllLines(file);
                lines.addAll(all.subList(Math.min(1, all.size()), all.size())); // the first is a title
            }
        }
        return lines;
    }
}
