package org.mipp.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.Locale;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.FiniteLogits;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.run.Progress;

/**
 * How well a network does on labelled images.
 *
 * @param accuracy the share of images whose largest logit is that of their class, 0 to 1; NaN if there are no finite logits,
 *     as after training that diverged
 * @param loss mean cross-entropy in nats; NaN likewise
 * @param images how many images were judged
 */
public record Evaluation(double accuracy, double loss, int images) {

    private static final int BATCH = 1000;

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
        try (Progress progress = Progress.of("judging " + network.label(), images.size());
                LiveNetwork live = LiveNetwork.open(network)) {
            long correct = 0;
            double loss = 0;
            int atOnce = BatchMemory.atOnce(network.architecture(), BATCH);
            for (int from = 0; from < images.size(); from += atOnce) {
                int to = Math.min(images.size(), from + atOnce);
                try (NDManager batch = live.manager().newSubManager()) {
                    Images some = images.range(from, to);
                    NDArray target = live.uploadLabels(some, batch);
                    NDArray logits = FiniteLogits.of(live, LiveNetwork.toInput(live.upload(some, batch)));
                    correct += logits.argMax(1).eq(target).sum().getLong();
                    loss += (to - from)
                            * Loss.softmaxCrossEntropyLoss()
                                    .evaluate(new NDList(target), new NDList(logits))
                                    .getFloat();
                }
                progress.advance(to - from);
            }
            return new Evaluation((double) correct / images.size(), loss / images.size(), images.size());
        }
    }

    /** What is known of a network without finite logits. */
    static Evaluation none(Images images) {
        return new Evaluation(Double.NaN, Double.NaN, images.size());
    }

    /** {@return whether there were logits to judge by} */
    public boolean judged() {
        return !Double.isNaN(accuracy);
    }

    @Override
    public String toString() {
        return !judged()
                ? "none, its outputs are not finite"
                : String.format(Locale.ROOT, "%.2f %% of %,d images", 100 * accuracy, images);
    }
}
