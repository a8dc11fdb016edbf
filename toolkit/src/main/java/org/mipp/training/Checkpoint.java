package org.mipp.training;

import static org.mipp.run.Checks.argument;

import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.weights.Weights;
import org.mipp.network.weights.WeightsFile;
import org.mipp.run.RefusedException;
import org.mipp.training.loss.TrainingLoss;

/**
 * Where a training is: its weights, what the optimiser remembers, its learning curve. Written at the beginning, after every
 * epoch, after every {@value #STEPS_BETWEEN} steps and at an interrupt, as a whole each time, so that a kill or a full disk
 * leaves the one before. From it a training goes on to the network that it would have come to, bit by bit, on the same machine
 * with the same number of threads. A training that was finished is read and not run again.
 *
 * <p>The file is safetensors: the weights under {@code weights.}, running statistics among them, the optimiser's under {@code
 * memory.}. A training of another start, plan or other images refuses it; of the images up to {@value #LOOKED_AT} are looked
 * at. Weights that are not finite are not kept. Cost: three times the weights on disk.
 */
final class Checkpoint {

    /** After how many steps it is written within an epoch. */
    static final int STEPS_BETWEEN = 500;

    private static final int LOOKED_AT = 100;
    private static final String TRAINING = "mipp.training";
    private static final String TAKEN = "mipp.steps";
    private static final String CURVE = "mipp.curve";
    private static final String SECONDS = "mipp.seconds";
    private static final String WEIGHTS = "weights.";
    private static final String MEMORY = "memory.";

    private final Optional<Path> file;
    private final String training;
    private final Network network;
    private final Map<String, Tensor> memory;
    private final LearningCurve curve;
    private final long taken;
    private final double seconds;

    private Checkpoint(
            Optional<Path> file,
            String training,
            Network network,
            Map<String, Tensor> memory,
            LearningCurve curve,
            long taken,
            double seconds) {
        this.file = file;
        this.training = training;
        this.network = network;
        this.memory = memory;
        this.curve = curve;
        this.taken = taken;
        this.seconds = seconds;
    }

    /** Checks a name for a checkpoint. */
    static Path named(Path file) {
        argument(
                file.toString().endsWith(".safetensors"),
                "checkpoint: expected a name that ends in .safetensors, got %s; add it",
                file);
        return file;
    }

    /** The beginning of a training that keeps nothing. */
    static Checkpoint none(Network start) {
        return beginning(Optional.empty(), "", start);
    }

    private static Checkpoint beginning(Optional<Path> file, String training, Network start) {
        return new Checkpoint(file, training, start, Map.of(), new LearningCurve(), 0, 0);
    }

    /**
     * Reads where a training is, or begins it.
     *
     * @throws IllegalArgumentException if the file is another training's, or no checkpoint
     * @throws UncheckedIOException if there is no file and none can be written
     */
    static Checkpoint of(Network start, Images images, TrainingPlan plan) {
        if (plan.checkpoint().isEmpty()) {
            return none(start);
        }
        Path file = plan.checkpoint().get();
        String training = describe(start, images, plan);
        if (Files.exists(file)) {
            return read(file, training, start);
        }
        Checkpoint beginning = beginning(plan.checkpoint(), training, start);
        beginning.keep(0, () -> start, Map::of, new LearningCurve(), 0); // what cannot be written is said at once
        return beginning;
    }

    private static String describe(Network start, Images images, TrainingPlan plan) {
        int some = Math.min(LOOKED_AT, images.size());
        Images looked = images.select(IntStream.range(0, some)
                .map(i -> (int) ((long) i * images.size() / some))
                .toArray());
        String teacher = plan.loss() instanceof TrainingLoss.Outputs outputs
                ? outputs.teacher()
                        .map(network -> ", teacher " + network.fingerprint())
                        .orElse("")
                : "";
        return start.label() + " " + start.fingerprint() + " on " + images + " "
                + new Dataset("", looked, looked).fingerprint() + ", " + plan + teacher;
    }

    private static Checkpoint read(Path file, String training, Network start) {
        Weights weights = WeightsFile.read(file);
        String before = weights.metadata().get(TRAINING);
        argument(before != null, "%s: expected a training's checkpoint, got another file; choose another name", file);
        argument(
                training.equals(before),
                "%s: expected the checkpoint of '%s', got that of '%s'; choose another name, or delete the file to start anew",
                file,
                training,
                before);
        Map<String, Tensor> now = under(WEIGHTS, weights);
        try {
            argument(
                    now.keySet().equals(start.weights().keySet()),
                    "weights: expected all of them, got %s",
                    now.keySet());
            return new Checkpoint(
                    Optional.of(file),
                    training,
                    start.withWeights(now),
                    under(MEMORY, weights),
                    LearningCurve.read(weights.metadata().getOrDefault(CURVE, "")),
                    Long.parseLong(weights.metadata().getOrDefault(TAKEN, "")),
                    Double.parseDouble(weights.metadata().getOrDefault(SECONDS, "")));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    file + ": expected a whole checkpoint, got a damaged one (" + e.getMessage()
                            + "); delete the file to start anew",
                    e);
        }
    }

    private static Map<String, Tensor> under(String prefix, Weights weights) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        return found;
    }

    /** The network as it was then. */
    Network network() {
        return network;
    }

    /** What the optimiser remembered, by {@link OptimiserMemory}'s names. */
    Map<String, Tensor> memory() {
        return memory;
    }

    /** How it had gone until then. */
    LearningCurve curve() {
        return curve;
    }

    /** How many steps had been taken. */
    long taken() {
        return taken;
    }

    /** How long they had taken, wall clock. */
    double seconds() {
        return seconds;
    }

    /**
     * Keeps where the training is now, if it has a file and its weights are finite.
     *
     * @throws UncheckedIOException if it cannot be written; the file is then as it was
     */
    void keep(
            long steps,
            Supplier<Network> now,
            Supplier<Map<String, Tensor>> remembered,
            LearningCurve so,
            double clock) {
        if (file.isEmpty()) {
            return;
        }
        Network reached = now.get();
        if (reached.weights().values().stream().allMatch(tensor -> tensor.firstNotFinite() < 0)) {
            write(file.get(), steps, reached, remembered.get(), so, clock);
        }
    }

    private void write(
            Path place, long steps, Network now, Map<String, Tensor> remembered, LearningCurve so, double clock) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        now.weights().forEach((name, tensor) -> tensors.put(WEIGHTS + name, tensor));
        remembered.forEach((name, tensor) -> tensors.put(MEMORY + name, tensor));
        Map<String, String> about = new LinkedHashMap<>();
        about.put(TRAINING, training);
        about.put(TAKEN, Long.toString(steps));
        about.put(CURVE, so.write());
        about.put(SECONDS, Double.toString(clock));
        try {
            WeightsFile.write(place, new Weights(tensors, about));
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof ClosedByInterruptException)) { // which the next step notices
                throw e;
            }
        }
    }
}
