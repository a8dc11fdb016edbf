package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Networks;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.TrainingPlan;

/** Real processes: killed ones, and several at one experiment. */
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
        public Masks select(Activations activations, Budget budget) {
            Runtime.getRuntime().halt(KILLED);
            throw new AssertionError();
        }
    }

    private static Process start(Path folder, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder.getParent(), "process", ".log")
                        .toFile())
                .start();
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

    /** All finished runs in a folder. */
    private static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".jsonl")).toList()) {
                List<String> all = Files.readAllLines(file);
                lines.addAll(all.subList(1, all.size()));
            }
        }
        return lines;
    }
}
