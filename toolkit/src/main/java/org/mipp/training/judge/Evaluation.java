package org.mipp.training.judge;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.run.progress.Progress;
import org.mipp.run.progress.Workers;

/**
 * How well a network does on labelled images.
 *
 * @param accuracy the share of images whose largest logit is that of their class, 0 to 1; NaN if there are no finite logits,
 *     as after training that diverged
 * @param loss mean cross-entropy in nats; NaN likewise
 * @param images how many images were judged; 0 where there were none with labels
 * @param topFive the share of images whose class is among those of the five largest logits, 0 to 1; absent up to ten classes,
 *     of which five would say little
 */
public record Evaluation(double accuracy, double loss, int images, OptionalDouble topFive) {

    /** What is known of a network for which there are no labelled images. */
    public static final Evaluation UNJUDGED = new Evaluation(Double.NaN, Double.NaN, 0, OptionalDouble.empty());

    /**
     * Judges a network, in evaluation mode.
     *
     * @param network the network
     * @param images labelled images of the network's input shape
     * @return how well it does
     * @throws IllegalArgumentException if the images are of another shape
     * @throws org.mipp.network.NotFiniteException if weights or logits are NaN or infinite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Evaluation of(Network network, Images images) {
        try (Progress progress = Progress.of("judging " + network.label(), images.size())) {
            return JudgedBatch.sum(JudgedBatch.of(network, images, progress), images);
        }
    }

    /**
     * Judges a network by several workers, to the last bit the same on processors of one kind.
     *
     * @param network the network
     * @param images labelled images of the network's input shape
     * @param workers who judges
     * @return how well it does; fails as {@link #of(Network, Images)} does
     */
    public static Evaluation of(Network network, Images images, Workers workers) {
        return JudgedBatch.sum(
                workers.all("judging " + network.label(), JudgedPiece.all(network, images)).stream()
                        .flatMap(List::stream)
                        .toList(),
                images);
    }

    /** What is known of a network without finite logits. */
    public static Evaluation none(Images images) {
        return new Evaluation(Double.NaN, Double.NaN, images.size(), OptionalDouble.empty());
    }

    /** {@return whether there were logits to judge by} */
    public boolean judged() {
        return !Double.isNaN(accuracy);
    }

    /** {@return the shares in words, without the number of images} */
    public String shares() {
        return judged() ? percent(accuracy) + fiveInWords() : toString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    @Override
    public String toString() {
        if (images == 0) {
            return "not known, there are no test images";
        }
        return !judged()
                ? "none, its outputs are not finite"
                : percent(accuracy) + String.format(Locale.ROOT, " of %,d images", images) + fiveInWords();
    }

    private String fiveInWords() {
        return topFive.isPresent() ? ", " + percent(topFive.getAsDouble()) + " among the first five" : "";
    }
}
