package org.mipp.baseline.saliency;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.NodeSums;
import org.mipp.baseline.Ranking;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.structure.Structure;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.training.Gradients;

/**
 * ProsPR: keeps the nodes to which the loss after a few steps of training is most sensitive, {@code |sum(w dL/dw)|} over the
 * incoming weights, w as initialised and the derivative after 3 steps of gradient descent, on a batch of its own (Alizadeh,
 * Tailor, Zintgraf, van Amersfoort, Farquhar, Lane, Gal, Prospect Pruning, arXiv:2202.08132, in the first-order form of the
 * authors' code, which does not differentiate through the steps). Meant for networks before training.
 *
 * <p>Departures: the batch norms' running statistics are used instead of each batch's; tied nodes have one mask.
 */
public final class ProsPr extends Ranking {

    private final int steps;
    private final int batchSize;
    private final double learningRate;

    /** Makes the method with 3 steps at a rate of 0.1, on 4 batches of 128 images. */
    public ProsPr() {
        this(3, 128, 0.1);
    }

    /**
     * Makes the method.
     *
     * @param steps of training; there is one batch more
     * @param batchSize images per batch
     * @param learningRate of the steps
     */
    public ProsPr(int steps, int batchSize, double learningRate) {
        this.steps = positive(steps, "steps");
        this.batchSize = positive(batchSize, "images per batch");
        this.learningRate = positive(learningRate, "learning rate");
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("prospr", 1)
                .with("steps", steps)
                .with("batchSize", batchSize)
                .with("learningRate", learningRate));
    }

    @Override
    public String name() {
        return "ProsPR";
    }

    @Override
    public String settings() {
        return steps + " steps, rate " + learningRate + ", batches of " + batchSize + " images";
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        Network start = candidates.network();
        Structure structure = candidates.structure();
        Images images = candidates.images((int) Math.min(Integer.MAX_VALUE, (steps + 1L) * batchSize));
        argument(
                images.size() > steps,
                "%s: expected at least %d images, one for each batch, got %d; capture more",
                name(),
                steps + 1,
                images.size());
        Network trained = start;
        for (int step = 0; step < steps; step++) {
            trained = moved(trained, gradient(trained, images, step));
        }
        Map<String, double[]> scores = NodeSums.of(
                structure,
                NodeSums.parameters(structure, NodeSums.Part.WEIGHTS),
                NodeSums.products(start, gradient(trained, images, steps)),
                product -> product);
        scores.replaceAll((layer, sums) -> Arrays.stream(sums).map(Math::abs).toArray());
        return scores;
    }

    private Map<String, double[]> gradient(Network network, Images images, int batch) {
        int from = (int) ((long) images.size() * batch / (steps + 1));
        int to = (int) ((long) images.size() * (batch + 1) / (steps + 1));
        return Gradients.of(network, images.range(from, to)).mean();
    }

    private Network moved(Network network, Map<String, double[]> gradient) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        gradient.forEach((name, slopes) -> {
            Tensor old = network.weight(name);
            float[] values = old.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] -= (float) (learningRate * slopes[i]);
            }
            weights.put(name, Tensor.of(old.shape(), values));
        });
        return network.withWeights(weights);
    }
}
