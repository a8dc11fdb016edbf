package org.mipp.paper;

import static org.mipp.run.Checks.argument;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.mipp.data.Dataset;
import org.mipp.experiment.Experiment;
import org.mipp.network.engine.ComputeDevice;
import org.mipp.run.RefusedException;

/**
 * The paper's experiments as a program: {@code kernel-config/run paper} lists them, {@code kernel-config/run paper
 * vgg16-cifar100-after --data FOLDER --seeds 3 --out FOLDER} runs one.
 */
public final class PaperProgram {

    private static final String USAGE = """
            kernel-config/run paper LINE [options]      LINE is one of those below, or all

              --data FOLDER        where the data set is; MNIST's lines find the files that ship
              --out FOLDER         where results go: paper-results unless named; the same command goes on after a kill
              --seeds N            how often everything is repeated; 3
              --estimate           only says how long it takes, and how much memory
              --smoke              proves in a minute that the line runs, on generated files: needs no data
              --epochs N           of the original training, instead of the schedule's; retraining has the paper's share
              --images N           only the first training images
              --width 0.25         a network with this share of the nodes in every layer
              --captured N         images that MIPP looks at; 5120, or more where the closed form needs them
              --confidence 0.5,0.9 settings of the paper's knob; --keep 0.5,0.1 shares of nodes that stay
              --methods 'MIPP;ThiNet'   only these
            """;

    private PaperProgram() {}

    /**
     * Runs a line, or lists all.
     *
     * @param words the name of a line, then options; none to list what there is
     */
    public static void main(String[] words) {
        int status = run(System.out, words);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs a command, and says what happens. */
    static int run(PrintStream to, String... words) {
        try {
            if (words.length == 0) {
                list(to);
            } else {
                all(to, PaperArguments.of(words), PaperStudy.named(words[0]));
            }
            return 0;
        } catch (RefusedException | UncheckedIOException e) {
            to.println("paper: " + e.getMessage());
            return 1;
        } catch (RuntimeException | OutOfMemoryError e) { // a device that has gone, for example
            e.printStackTrace(to);
            to.println(
                    "paper: stopped by the error above; if it speaks of PyTorch or a device, see toolkit/docs/gpu.md. Finished"
                            + " runs and the checkpoints of trainings stay in the folder of results: the same command goes on from there");
            return 1;
        }
    }

    private static void list(PrintStream to) {
        to.println(USAGE);
        for (PaperStudy study : PaperStudy.values()) {
            to.println(String.format(Locale.ROOT, "  %-28s %s", study.word(), study.title()));
        }
        for (PaperLine line : PaperLine.ALL) {
            to.println(String.format(Locale.ROOT, "  %-28s %s", line.name(), line));
            to.println(String.format(Locale.ROOT, "  %-28s %s", "", line.data().schedule()));
        }
    }

    private static void all(PrintStream to, PaperArguments arguments, Optional<PaperStudy> study) {
        argument(
                study.isEmpty() || !arguments.estimate(),
                "--estimate: expected the name of a line, got a study, which has no estimate; leave it out");
        if (study.isPresent()) {
            study.get().run(arguments);
            to.println("paper: " + study.get().word() + ": " + PaperPage.write(arguments.out()));
        }
        for (PaperLine line : arguments.lines()) {
            one(to, line, arguments);
        }
    }

    private static void one(PrintStream to, PaperLine line, PaperArguments arguments) {
        PaperRun run = new PaperRun(line, arguments.settings(), arguments.out());
        to.println("paper: " + run.name() + ": " + line);
        Dataset data = run.data(arguments.data());
        String shortened = run.shortened(data);
        if (!shortened.isEmpty()) {
            to.println("paper: shortened: " + shortened);
        }
        to.println("paper: " + data);
        to.println("paper: " + ComputeDevice.current());
        Experiment experiment = run.experiment(data);
        run.estimate(experiment, arguments.estimate(), text -> to.println("paper: " + text));
        if (arguments.estimate()) {
            return;
        }
        long began = System.nanoTime();
        PaperResult result = run.run(experiment);
        Path page = PaperPage.write(arguments.out());
        to.println(String.format(
                Locale.ROOT,
                "paper: %s: %d runs in %.1f minutes, %d failed; %s",
                run.name(),
                result.result().runs().size(),
                (System.nanoTime() - began) / 6e10,
                result.result().failures().size(),
                page));
    }
}
