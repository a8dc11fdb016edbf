package org.mipp.baseline.saliency;

import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.NodeSums;
import org.mipp.baseline.Ranking;
import org.mipp.baseline.WeightNorms;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Structure;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.training.Gradients;

/**
 * SOSP-H: keeps the nodes whose removal changes the loss most to second order, all nodes being removed together: {@code
 * |t_s . g| + |t_s . H t| / 2} with gradient g, Hessian H, t_s the parameters of node s and t those of all nodes
 * (Nonnenmacher, Pfeil, Steinwart, Reeb, SOSP: Efficiently Capturing Global Correlations by Second-Order Structured Pruning,
 * arXiv:2110.11395; the formula as commonly restated, its authors having published no code). Meant for trained networks.
 *
 * <p>The parameters of a node are its incoming weights and bias and its batch norms' scales and shifts, wherever it is made.
 * Cost: three gradients. Departures: Ht by differences of gradients ({@link Gradients#hessianTimes}); batch norms use
 * their running statistics.
 */
public final class Sosp extends Ranking {

    private final int images;

    /** Makes the method with 1,000 images. */
    public Sosp() {
        this(1000);
    }

    /**
     * Makes the method.
     *
     * @param images how many images the derivatives are averaged over
     */
    public Sosp(int images) {
        this.images = positive(images, "images");
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("sosp-h", 1).with("images", images));
    }

    @Override
    public String name() {
        return "SOSP-H";
    }

    @Override
    public String settings() {
        return images + " images";
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        Network network = candidates.network();
        Structure structure = candidates.structure();
        Gradients gradients = Gradients.of(network, candidates.images(images));
        Set<String> all = NodeSums.parameters(structure, NodeSums.Part.values());
        Map<String, double[]> first =
                NodeSums.of(structure, all, NodeSums.products(network, gradients.mean()), product -> product);
        Map<String, double[]> second = NodeSums.of(
                structure,
                all,
                NodeSums.products(network, gradients.hessianTimes(ofNodes(candidates))),
                product -> product);
        Map<String, double[]> scores = new HashMap<>();
        first.forEach((layer, slopes) -> {
            double[] sum = slopes.clone();
            Arrays.setAll(sum, node -> Math.abs(slopes[node]) + Math.abs(second.get(layer)[node]) / 2);
            scores.put(layer, sum);
        });
        return scores;
    }

    /** The parameters of all nodes to choose from, zeros elsewhere: what masking all of them would take away. */
    private static Map<String, double[]> ofNodes(Candidates candidates) {
        Network network = candidates.network();
        Network without = Masking.of(network, candidates.structure(), KeptNodes.none(candidates.layers()));
        Map<String, double[]> parameters = new LinkedHashMap<>();
        for (String name : network.architecture().parameters().keySet()) {
            double[] values = WeightNorms.widened(network.weight(name));
            float[] rest = without.weight(name).toArray();
            Arrays.setAll(values, i -> values[i] - rest[i]);
            parameters.put(name, values);
        }
        return parameters;
    }
}
