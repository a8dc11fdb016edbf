package org.mipp.paper;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mipp.baseline.training.IterativeMagnitudePruning;
import org.mipp.baseline.training.OnlyTrainOnce;
import org.mipp.capture.MemoryNeed;
import org.mipp.data.Dataset;
import org.mipp.experiment.Experiment;
import org.mipp.experiment.Protocol;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.FreeMemory;
import org.mipp.network.structure.Architecture;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.StepHook;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/**
 * What a line takes, said before it begins.
 *
 * @param hours at most, by a few steps that were trained: pruned networks count as if they were whole; finding the masks of
 *     methods that do not train is not in it
 * @param trained images that are learned from, each time counted
 * @param device bytes where the networks run
 * @param disk bytes of checkpoints and trained networks in the results folder
 */
record PaperEstimate(double hours, long trained, long device, long disk) {

    private static final int COPIES =
            4; // weights, their gradients, the optimiser's memory, a copy on the way to the disk
    private static final int KEPT = 3; // weights and memory in a checkpoint, while the one before is still there
    private static final long LARGE = 1_000_000_000; // MACs, from which on a few images say enough
    private static final int FEW_IMAGES = 16;
    private static final double EVALUATION = 1 / 3.0; // of the cost of learning from an image
    private static final int JUDGED = 5; // times that a pruned network is
    private static final double ROUND = 0.8; // of the nodes stay in a round of IMP
    private static final double SECONDS = 2; // to measure
    private static final int MOST_STEPS = 30;

    /**
     * Estimates.
     *
     * @param seconds per image that is learned from, as {@link #measure} finds it
     */
    static PaperEstimate of(Experiment experiment, PaperSettings settings, double seconds) {
        Dataset data = experiment.data();
        TrainingPlan training = experiment.protocol().training();
        long pruned = (long) experiment.seeds().size()
                * experiment.budgets().size()
                * data.train().size();
        double images = (double) experiment.seeds().size()
                * training.epochs()
                * data.train().size();
        for (SelectionMethod method : experiment.methods()) {
            images += pruned * epochs(experiment, method, settings);
        }
        double judged = JUDGED
                * (double) experiment.seeds().size()
                * experiment.budgets().size()
                * experiment.methods().size()
                * data.test().size();
        Architecture architecture = experiment.start().network().architecture();
        long weights = Float.BYTES * architecture.parameterCount();
        int batch = Math.min(training.batchSize(), data.train().size());
        return new PaperEstimate(
                (images + EVALUATION * judged) * seconds / 3600,
                (long) images,
                COPIES * weights + BatchMemory.bytesToLearn(architecture, batch),
                (experiment.seeds().size() + 2L * KEPT) * weights);
    }

    /** Of one pruned network, with those in which its mask is found. */
    private static double epochs(Experiment experiment, SelectionMethod method, PaperSettings settings) {
        int whole = experiment.protocol().training().epochs();
        boolean before = experiment.protocol().when() == Protocol.When.BEFORE_TRAINING;
        double after = before ? whole : experiment.protocol().retraining().epochs();
        if (method instanceof IterativeMagnitudePruning) {
            double keep = settings.keep().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0.5);
            return whole * (1 + Math.ceil(Math.log(keep) / Math.log(ROUND))) + after;
        }
        return method instanceof OnlyTrainOnce ? whole + after : after;
    }

    /**
     * Seconds for one image to learn from, by a few steps of a training, after one to get going.
     *
     * @param smoke whether a single step says enough
     */
    static double measure(Experiment experiment, boolean smoke) {
        Network network = experiment.start().network();
        boolean large = network.architecture().macs() > LARGE;
        int wanted = experiment.protocol().training().batchSize();
        int size = experiment.data().train().size();
        int batch = Math.min(size, large ? Math.min(wanted, FEW_IMAGES) : wanted);
        TrainingPlan plan = TrainingPlan.epochs(MOST_STEPS + 1).images(batch).batchSize(batch);
        take(network, experiment.data(), plan, 1);
        double one = take(network, experiment.data(), plan, 1);
        if (smoke) {
            return one / batch;
        }
        int steps = (int) Math.max(1, Math.min(MOST_STEPS, SECONDS / one));
        return take(network, experiment.data(), plan, steps) / ((double) steps * batch);
    }

    private static double take(Network network, Dataset data, TrainingPlan plan, int steps) {
        long began = System.nanoTime();
        Training.part(network, data, plan, 0, steps, StepHook.NONE);
        return (System.nanoTime() - began) / 1e9;
    }

    /**
     * Refuses what does not fit, with the numbers.
     *
     * @param folder of the results, which is there
     * @throws IllegalArgumentException if the device or the disk has less
     */
    void require(String line, Path folder) {
        long room = FreeMemory.bytes();
        argument(
                device <= room,
                "%s: expected %s of memory where networks run, got %s free; close other programs, take a machine with more memory,"
                        + " or a narrower network by --width",
                line,
                MemoryNeed.gigabytes(device),
                MemoryNeed.gigabytes(room));
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            argument(
                    disk <= free,
                    "%s: expected %s of disk for networks and checkpoints in %s, got %s; choose another folder by --out",
                    line,
                    MemoryNeed.gigabytes(disk),
                    folder,
                    MemoryNeed.gigabytes(free));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask how much room there is in " + folder, e);
        }
    }

    /** In lines. */
    List<String> lines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "at most %s on this device: %,d images to learn from; masks of methods that do not train come on top",
                        duration(),
                        trained),
                "memory where networks run: " + MemoryNeed.gigabytes(device) + ", of "
                        + MemoryNeed.gigabytes(FreeMemory.bytes()) + " free; capture and selection say theirs",
                "disk: " + MemoryNeed.gigabytes(disk));
    }

    private String duration() {
        return hours < 1
                ? String.format(Locale.ROOT, "%.1f minutes", 60 * hours)
                : String.format(Locale.ROOT, "%.1f hours", hours);
    }
}
