package org.mipp.baseline.control;

import static org.mipp.run.Checks.argument;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.Ranking;
import org.mipp.capture.LayerActivations;
import org.mipp.network.Network;
import org.mipp.run.ledger.SettingsKey;

/**
 * Keeps the nodes to which a function gives the largest scores: a competitor of your own, written in a cell.
 *
 * <pre>{@code
 * var loudest = new CustomScores("largest activation", (network, layer) -> IntStream.range(0, layer.layer().nodes())
 *         .mapToDouble(node -> Arrays.stream(layer.activations().column(node)).max().orElse(0))
 *         .toArray());
 * }</pre>
 *
 * <p>Budgets of the whole network compare scores of different layers as they are. A method that is no score for every node,
 * or scores anew after every removal, implements {@link org.mipp.selection.SelectionMethod} itself.
 */
public final class CustomScores extends Ranking {

    /** Scores the nodes of one layer. */
    @FunctionalInterface
    public interface Scores {
        /**
         * Scores every node of a layer.
         *
         * @param network with its weights, for example {@code network.weight(layer.name() + ".weight")}
         * @param layer what the layer did: moments of what its readers see, and some activations of every node
         * @return one score per node, shape {@code [nodes]}; larger for nodes worth keeping
         */
        double[] of(Network network, LayerActivations layer);
    }

    private final String name;
    private final Scores scores;

    /**
     * Makes the method.
     *
     * @param name for tables, figures and an experiment's files: take another when the scores change
     * @param scores what it thinks of the nodes of a layer
     */
    public CustomScores(String name, Scores scores) {
        this.name = name;
        this.scores = scores;
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("custom-scores", 1).with("name", name));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean readsActivations() {
        return true; // it may
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        candidates.useCaptured();
        Network network = candidates.network();
        Map<String, double[]> all = new LinkedHashMap<>();
        for (LayerActivations layer : candidates.activations().layers()) {
            double[] ofLayer = scores.of(network, layer);
            argument(
                    ofLayer != null && ofLayer.length == layer.layer().nodes(),
                    "%s: expected %d scores, one for each node of %s, got %s",
                    name,
                    layer.layer().nodes(),
                    layer.name(),
                    ofLayer == null ? "null" : ofLayer.length);
            all.put(layer.name(), ofLayer);
        }
        return all;
    }
}
