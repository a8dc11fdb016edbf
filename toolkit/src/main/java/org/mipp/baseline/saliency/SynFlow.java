package org.mipp.baseline.saliency;

import static org.mipp.run.Checks.positive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.NodeSums;
import org.mipp.baseline.Ranking;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.structure.Structure;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.training.Gradients;

/**
 * SynFlow: keeps the nodes through whose weights most would flow, {@code sum(w dR/dw)} over the incoming weights; R is the sum
 * of the outputs for an image of ones when every parameter and running mean is replaced by its absolute value. Needs no data
 * (Tanaka, Kunin, Yamins, Ganguli, Pruning neural networks without any data by iteratively conserving synaptic flow,
 * arXiv:2006.05467). What is left is scored anew in each of 100 steps of an exponential schedule. Meant for networks before
 * training.
 *
 * <p>What enters a node leaves it, so incoming weights tell all where there are no biases and batch norms. Departures: sums
 * over nodes instead of single weights. Computed in double precision, since R grows with every layer.
 */
public final class SynFlow extends Ranking {

    private final int steps;

    /** Makes the method with 100 steps. */
    public SynFlow() {
        this(100);
    }

    /**
     * Makes the method.
     *
     * @param steps in how many steps nodes go
     */
    public SynFlow(int steps) {
        this.steps = positive(steps, "steps");
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("synflow", 1).with("steps", steps));
    }

    @Override
    public String name() {
        return "SynFlow";
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public String settings() {
        return steps + " steps";
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        Network positive = absolute(candidates.network());
        Structure structure = candidates.structure();
        return NodeSums.of(
                structure,
                NodeSums.parameters(structure, NodeSums.Part.WEIGHTS),
                NodeSums.products(positive, Gradients.ofLogitSum(positive)),
                Math::abs);
    }

    /** The network with the absolute values of its parameters and running statistics. */
    private static Network absolute(Network network) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        network.weights().forEach((name, tensor) -> {
            float[] values = tensor.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.abs(values[i]);
            }
            weights.put(name, Tensor.of(tensor.shape(), values));
        });
        return network.withWeights(weights);
    }
}
