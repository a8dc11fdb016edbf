package org.mipp.training.judge;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mipp.data.ImageBatches;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.FiniteLogits;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.run.HeapBudget;
import org.mipp.run.progress.Progress;

/**
 * What a network takes images for: what {@code predict} returns.
 *
 * @param network what it is called
 * @param images what was looked at
 * @param classes the class of the largest logit of every image, which is what {@code evaluate} counts
 * @param probabilities of every class by softmax, shape {@code [images, classes]}
 */
public record Predictions(String network, Images images, List<Integer> classes, Tensor probabilities) {

    /** Copies the list and checks that there is one of each for every image. */
    public Predictions {
        classes = List.copyOf(classes);
        argument(
                classes.size() == images.size() && probabilities.shape().get(0) == images.size(),
                "predictions: expected one for each of %d images, got %d",
                images.size(),
                classes.size());
    }

    /**
     * Predicts, in evaluation mode.
     *
     * @param network the network
     * @param images of its input shape; labels, if there are any, are not used
     * @return classes and probabilities
     * @throws IllegalArgumentException if the images are of another shape
     * @throws org.mipp.network.NotFiniteException if weights or logits are NaN or infinite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Predictions of(Network network, Images images) {
        int outputs = Math.toIntExact(network.architecture()
                .outputs()
                .get(network.architecture().last().name())
                .size());
        HeapBudget.half().hold("probabilities of " + images, (long) images.size() * outputs, 2 * Float.BYTES);
        float[] probabilities = new float[Math.multiplyExact(images.size(), outputs)];
        List<Integer> classes = new ArrayList<>();
        try (Progress progress = Progress.of("predicting by " + network.label(), images.size());
                LiveNetwork live = LiveNetwork.open(network);
                ImageBatches batches = ImageBatches.of(images, BatchMemory.fastest(network.architecture()))) {
            for (int from = 0; batches.hasNext(); from = classes.size()) {
                try (NDManager batch = live.manager().newSubManager()) {
                    NDArray logits = FiniteLogits.of(live, LiveNetwork.toInput(live.upload(batches.next(), batch)));
                    for (long each : logits.argMax(1).toLongArray()) {
                        classes.add((int) each);
                    }
                    float[] some = logits.softmax(1).toFloatArray();
                    System.arraycopy(some, 0, probabilities, from * outputs, some.length);
                }
                progress.advance(classes.size() - from);
            }
        }
        return new Predictions(
                network.label(), images, classes, Tensor.of(new Shape(images.size(), outputs), probabilities));
    }

    /**
     * Reads a probability.
     *
     * @param image its index
     * @param label the class
     * @return what the network holds it for, 0 to 1
     */
    public double probability(int image, int label) {
        int outputs = Math.toIntExact(probabilities.shape().get(1));
        argument(
                image >= 0 && image < images.size() && label >= 0 && label < outputs,
                "probability: expected an image from 0 to %d and a class from 0 to %d, got %d and %d",
                images.size() - 1,
                outputs - 1,
                image,
                label);
        return probabilities.at(image * outputs + label);
    }

    /** {@return the share of images whose class is that of their label, 0 to 1; empty where they have no labels} */
    public OptionalDouble accuracy() {
        return images.labelled()
                ? OptionalDouble.of((double) IntStream.range(0, images.size())
                                .filter(this::right)
                                .count()
                        / images.size())
                : OptionalDouble.empty();
    }

    /**
     * Compares with the label.
     *
     * @param image its index
     * @return whether the class is that of the label
     * @throws IllegalArgumentException if the images have no labels
     */
    public boolean right(int image) {
        return images.label(image) == classes.get(image);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d images by %s%s: classes %s%s",
                images.size(),
                network,
                accuracy().isPresent()
                        ? String.format(
                                Locale.ROOT, ", %.2f %% right", 100 * accuracy().getAsDouble())
                        : "",
                classes.subList(0, Math.min(10, classes.size())),
                classes.size() > 10 ? " and so on" : "");
    }
}
