package org.mipp.surgery.trial;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.positive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Mask;
import org.mipp.selection.OutputLoss;
import org.mipp.surgery.repair.Repair;

/**
 * The loss of a cut as the divergence of the network's outputs: the mean over images of {@code KL(p_dense(.|x) || p_cut(.|x))}
 * in nats, after a repair without labels. It is MIPP's own quantity, at the outputs: what the cut loses of the information
 * about what the network says.
 *
 * <p>The captured images are split: the trial's repair sees the first, the loss is taken over later ones; then the other way
 * round, and the mean of both counts. On the same images the residual streams of ResNet-20 looked three times cheaper than they
 * are, and would be cut too far. A layer that one map
 * reads is repaired by least squares from moments, those that were captured where their parts allow the split, and only
 * what comes behind that map runs again; where several maps read it, the whole g is installed ({@link Repair}).
 *
 * <p>Finished trials are kept while the process lives, so that an interrupted call goes on where it was and other budgets and
 * methods need not measure the same again; with a file also after the process. Cost: a trial of one reader is a solve and the forward
 * pass behind it, a trial of several a repair and a forward pass.
 *
 * @param images that the loss is taken over, at most; half of those captured, if they are fewer than twice as many
 * @param temperature by which logits are divided before they become probabilities; above 1 where outputs are saturated
 * @param file where finished trials are kept; absent to keep them in memory only
 */
public record OutputDivergence(int images, double temperature, Optional<Path> file) implements OutputLoss {

    /** 256 images, temperature 1, no file. */
    public static final OutputDivergence DEFAULT = new OutputDivergence(256, 1, Optional.empty());

    /** Nats below which the outputs say nothing of a cut: what single precision makes of equal outputs. */
    private static final double NOTHING = 1e-7;

    /** Checks the numbers. */
    public OutputDivergence {
        positive(images, "images");
        positive(temperature, "temperature");
    }

    /**
     * Changes the number of images.
     *
     * @param count that the loss is taken over, at most
     * @return the changed measurement
     */
    public OutputDivergence images(int count) {
        return new OutputDivergence(count, temperature, file);
    }

    /**
     * Softens the outputs.
     *
     * @param value by which logits are divided, above 0
     * @return the changed measurement
     */
    public OutputDivergence temperature(double value) {
        return new OutputDivergence(images, value, file);
    }

    /**
     * Keeps every finished trial in a file and takes over those that are there already: a measurement that was killed goes on
     * where it was.
     *
     * @param path the file; made if it is not there
     * @return the changed measurement
     */
    public OutputDivergence resumeFrom(Path path) {
        return new OutputDivergence(images, temperature, Optional.of(given(path, "a file")));
    }

    @Override
    public List<Double> of(Activations activations, List<Mask> trials) {
        List<List<Double>> losses = new ArrayList<>();
        List<TrialImages> both = TrialImages.both(activations, images);
        try (TrialMemory memory = TrialMemory.open(both.get(0), temperature, file);
                Progress progress =
                        Progress.of("measuring losses at the outputs", (long) both.size() * trials.size())) {
            both.forEach(split -> losses.add(of(split, trials, memory, progress)));
        }
        List<Double> means = IntStream.range(0, trials.size())
                .mapToObj(trial -> losses.stream()
                        .mapToDouble(ofSplit -> ofSplit.get(trial))
                        .average()
                        .orElseThrow())
                .toList();
        requireTelling(means);
        return means;
    }

    private List<Double> of(TrialImages split, List<Mask> trials, TrialMemory memory, Progress progress) {
        List<Mask> left = trials.stream()
                .filter(trial -> memory.loss(split, trial).isEmpty())
                .toList();
        progress.advance((long) trials.size() - left.size());
        if (!left.isEmpty()) {
            new TrialRun(split, temperature)
                    .run(left, new TrialRepair(split, left), progress, (trial, loss) -> memory.add(split, trial, loss));
        }
        return trials.stream()
                .map(trial -> memory.loss(split, trial).orElseThrow())
                .toList();
    }

    private void requireTelling(List<Double> losses) {
        List<Double> finite = losses.stream().filter(Double::isFinite).toList();
        argument(
                finite.isEmpty() || finite.stream().anyMatch(loss -> loss > NOTHING),
                "losses at the outputs: expected some cut to change the outputs, got a divergence of zero for all %d, at"
                        + " temperature %s; the outputs are saturated: soften them, as in"
                        + " measured(macs(0.5), divergence().temperature(%s))",
                finite.size(),
                temperature,
                4 * temperature);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "KL of outputs on %d images", images)
                + (temperature == 1 ? "" : ", temperature " + temperature);
    }
}
