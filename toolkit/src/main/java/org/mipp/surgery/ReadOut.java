package org.mipp.surgery;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.mipp.capture.moments.MomentsAccumulator;
import org.mipp.data.Images;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.run.progress.Progress;
import org.mipp.surgery.repair.FloatMatrices;

/**
 * Sets the last layer of a network to the least-squares map from what it reads to the labels, so that training starts from a
 * network that makes the best of the features that it has. It uses labels, as training does.
 *
 * <p>{@code W = 5 (S + r I)^-1 cov(x, one-hot)} with r a hundredth of the mean variance, the bias by the means; the logits of the
 * right class are then about 5 higher than the others. Extreme learning machines (Huang, Zhu, Siew, Neurocomputing 70, 2006)
 * read random features out in this way.
 *
 * <p>Cost: one pass over the images and O(p^3) for p features. What is before the last layer stays as it is.
 */
public final class ReadOut {

    private static final double RIDGE = 1e-2; // of the mean variance
    private static final double MARGIN = 5; // between the logits of the right class and others

    private ReadOut() {}

    /**
     * Sets the last layer.
     *
     * @param network pruned or new; left as it is
     * @param images labelled images of at least two classes
     * @return the network with its last layer set
     * @throws IllegalArgumentException if the network does not fit the images, its last layer has no bias, or all images are of
     *     one class
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Network install(Network network, Images images) {
        Architecture architecture = given(network, "a network").architecture();
        Layer last = architecture.last();
        argument(
                ((LinearMap) last.operation()).bias(),
                "read-out: expected a last layer with a bias, got %s of %s without; give it one",
                last.name(),
                network.label());
        int[] labels = given(images, "images").labels();
        argument(
                IntStream.range(1, images.size()).anyMatch(i -> labels[i] != labels[0]),
                "read-out: expected images of at least two classes, as it sets the last layer to their labels, got %s, all of"
                        + " one; take labelled images, as data.train() has them",
                images);
        try (LiveNetwork live = LiveNetwork.open(network)) {
            SecondMoments moments = moments(live, last, images);
            RidgeRegression.Fit fit = fit(moments);
            live.set(
                    last.name() + ".weight",
                    FloatMatrices.tensor(
                            network.weight(last.name() + ".weight").shape(),
                            times(fit.weights().transpose())));
            live.set(
                    last.name() + ".bias",
                    FloatMatrices.tensor(network.weight(last.name() + ".bias").shape(), times(fit.intercept())));
            return live.snapshot();
        }
    }

    private static SecondMoments moments(LiveNetwork live, Layer last, Images images) {
        int classes = ((LinearMap) last.operation()).outputs();
        int size = BatchMemory.fastest(live.network().architecture());
        try (Progress progress = Progress.of("reading out " + live.network().label(), images.size());
                NDManager memory = live.manager().newSubManager();
                MomentsAccumulator sums = new MomentsAccumulator(live.manager())) {
            for (int from = 0; from < images.size(); from += size) {
                Images some = images.range(from, Math.min(images.size(), from + size));
                try (NDManager batch = memory.newSubManager()) {
                    NDArray hot = live.uploadLabels(some, batch).oneHot(classes);
                    NDArray features = live.outputs(LiveNetwork.toInput(live.upload(some, batch)), Set.of(last.input()))
                            .get(last.input());
                    sums.add(
                            features.reshape(hot.getShape().get(0), -1),
                            hot,
                            hot.getShape().get(0));
                    progress.advance(hot.getShape().get(0));
                }
            }
            return sums.moments();
        }
    }

    private static RidgeRegression.Fit fit(SecondMoments moments) {
        double mean = Arrays.stream(moments.nodeVariance(1)).average().orElse(0);
        double[] penalty = new double[moments.inputs()];
        Arrays.fill(penalty, mean > 0 ? RIDGE * mean : 1);
        Matrix zero = Matrix.fill(moments.inputs(), moments.targets(), (i, j) -> 0);
        return RidgeRegression.of(moments, penalty, zero).fit();
    }

    private static Matrix times(Matrix matrix) {
        return Matrix.fill(matrix.rows(), matrix.columns(), (i, j) -> MARGIN * matrix.get(i, j));
    }
}
