package org.mipp.baseline.saliency;

import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.NodeSums;
import org.mipp.baseline.Ranking;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.training.Gradients;

/**
 * Keeps the nodes whose removal changes the loss most, to first order: the squared derivative of the loss by a gate of value 1
 * behind the node, averaged over batches (Molchanov, Mallya, Tyree, Frosio, Kautz, Importance Estimation for Neural Network
 * Pruning, arXiv:1906.10771, the variant with gates behind batch norm, which the authors found best).
 *
 * <p>No gate is needed: behind a batch norm with scale s and shift t its derivative is {@code s dL/ds + t dL/dt}, behind a map
 * with weights w and bias b {@code sum(w dL/dw) + b dL/db}. Nodes that are tied have one gate for all places. Departures: all
 * nodes go at once, instead of 100 after every 30 batches of training, so there is nothing to smooth over events; batch norms
 * use their running statistics; squares are added, not averaged, which ranks alike.
 */
public final class Taylor extends Ranking {

    private final int batches;
    private final int batchSize;

    /** Makes the method with 30 batches of 32 images. */
    public Taylor() {
        this(30, 32);
    }

    /**
     * Makes the method.
     *
     * @param batches how many batches
     * @param batchSize images per batch
     */
    public Taylor(int batches, int batchSize) {
        this.batches = positive(batches, "batches");
        this.batchSize = positive(batchSize, "images per batch");
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("taylor", 1).with("batches", batches).with("batchSize", batchSize));
    }

    @Override
    public String name() {
        return "Taylor";
    }

    @Override
    public String settings() {
        return batches + " batches of " + batchSize + " images";
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        Network network = candidates.network();
        Structure structure = candidates.structure();
        Images images = candidates.images((int) Math.min(Integer.MAX_VALUE, (long) batches * batchSize));
        Set<String> behind = gates(structure);
        Map<String, double[]> scores = new LinkedHashMap<>();
        Gradients.of(network, images).perBatch(batchSize, gradient -> NodeSums.of(
                        structure, behind, NodeSums.products(network, gradient), product -> product)
                .forEach((layer, gates) -> scores.merge(layer, squares(gates), Taylor::sum)));
        return scores;
    }

    /** The parameters of what is right before a gate: the batch norm that alone reads a map, else the map. */
    private static Set<String> gates(Structure structure) {
        Architecture architecture = structure.architecture();
        Set<String> parameters = new LinkedHashSet<>();
        for (PrunableLayer layer : structure.prunable()) {
            for (String maker : layer.makers()) {
                Optional<Layer> norm =
                        architecture.onlyReader(maker).filter(next -> next.operation() instanceof BatchNorm);
                Layer before = norm.orElse(architecture.layer(maker));
                before.operation().parameters().keySet().forEach(own -> parameters.add(before.name() + "." + own));
            }
        }
        return parameters;
    }

    private static double[] squares(double[] values) {
        return Arrays.stream(values).map(value -> value * value).toArray();
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }
}
