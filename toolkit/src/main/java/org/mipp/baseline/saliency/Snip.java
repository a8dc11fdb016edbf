package org.mipp.baseline.saliency;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.NodeSums;
import org.mipp.network.Network;
import org.mipp.network.structure.Structure;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.training.Gradients;

/**
 * SNIP: keeps the nodes to whose weights the loss is most sensitive, {@code sum(|w dL/dw|)} over the incoming weights (Lee,
 * Ajanthan, Torr, SNIP: Single-shot Network Pruning based on Connection Sensitivity, arXiv:1810.02340, made structured by
 * adding absolute values as Westphal, Hailes, Musolesi do, arXiv:2411.00147). Meant for networks before training.
 *
 * <p>IterSNIP scores what is left anew in every step of an exponential schedule (de Jorge, Sanyal, Behl, Torr, Rogez,
 * Dokania, Progressive Skeletonization, arXiv:2006.09081, there called Iterative SNIP). Departures: batch norms use their
 * running statistics; what has gone stays away.
 */
public final class Snip extends SensitivityRanking<Snip> {

    private final boolean gates;

    /** Makes SNIP with 10 images per class. */
    public Snip() {
        this(10, 1, false);
    }

    private Snip(int imagesPerClass, int steps, boolean gates) {
        super(imagesPerClass, steps);
        this.gates = gates;
    }

    /** {@return IterSNIP with 60 steps, as its authors recommend} */
    public static Snip iterative() {
        return new Snip().steps(60);
    }

    @Override
    Snip with(int changedImagesPerClass, int changedSteps) {
        return new Snip(changedImagesPerClass, changedSteps, gates);
    }

    /**
     * Scores nodes by the derivative of a gate behind each, {@code |sum(w dL/dw) + b dL/db|}, instead of adding absolute
     * values (Verdenius, Stol, Forre, Pruning via Iterative Ranking of Sensitivity Statistics, arXiv:2006.00896).
     *
     * @return the changed method
     */
    public Snip gates() {
        return new Snip(imagesPerClass, steps, true);
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("snip", 1)
                .with("imagesPerClass", imagesPerClass)
                .with("steps", steps)
                .with("gates", gates));
    }

    @Override
    public String name() {
        return (steps == 1 ? "SNIP" : "IterSNIP") + (gates ? ", gates" : "");
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        Network network = candidates.network();
        Structure structure = candidates.structure();
        var products = NodeSums.products(
                network,
                Gradients.of(network, candidates.imagesOfEachClass(imagesPerClass))
                        .mean());
        if (!gates) {
            return NodeSums.of(structure, NodeSums.parameters(structure, NodeSums.Part.WEIGHTS), products, Math::abs);
        }
        var parameters = NodeSums.parameters(structure, NodeSums.Part.WEIGHTS, NodeSums.Part.BIASES);
        Map<String, double[]> scores = NodeSums.of(structure, parameters, products, product -> product);
        scores.replaceAll((layer, sums) -> Arrays.stream(sums).map(Math::abs).toArray());
        return scores;
    }
}
