package org.mipp.training.judge;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.Locale;
import java.util.OptionalDouble;
import org.mipp.data.ImageBatches;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.FiniteLogits;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.run.progress.Progress;

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

    private static final int BEST = 5;
    private static final int FEW_CLASSES = 10;

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
        int atOnce = BatchMemory.fastest(network.architecture());
        try (Progress progress = Progress.of("judging " + network.label(), images.size());
                LiveNetwork live = LiveNetwork.open(network);
                ImageBatches batches = ImageBatches.of(images, atOnce)) {
            long correct = 0;
            long among = 0;
            boolean many = images.classes() > FEW_CLASSES;
            double loss = 0;
            for (int from = 0; from < images.size(); from += atOnce) {
                int to = Math.min(images.size(), from + atOnce);
                try (NDManager batch = live.manager().newSubManager()) {
                    Images some = batches.next();
                    NDArray target = live.uploadLabels(some, batch);
                    NDArray logits = FiniteLogits.of(live, LiveNetwork.toInput(live.upload(some, batch)));
                    correct += logits.argMax(1).eq(target).sum().getLong();
                    among += many ? amongTheBest(logits, target) : 0;
                    loss += (to - from)
                            * Loss.softmaxCrossEntropyLoss()
                                    .evaluate(new NDList(target), new NDList(logits))
                                    .getFloat();
                }
                progress.advance(to - from);
            }
            return new Evaluation(
                    (double) correct / images.size(),
                    loss / images.size(),
                    images.size(),
                    many ? OptionalDouble.of((double) among / images.size()) : OptionalDouble.empty());
        }
    }

    /** How many images have fewer than five logits above that of their class. */
    private static long amongTheBest(NDArray logits, NDArray target) {
        NDArray own = logits.gather(target.expandDims(1), 1);
        return logits.gt(own).sum(new int[] {1}).lt(BEST).sum().getLong();
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
