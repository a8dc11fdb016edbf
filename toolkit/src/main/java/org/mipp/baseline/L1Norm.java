package org.mipp.baseline;

import org.mipp.network.Network;
import org.mipp.network.PrunableLayer;
import org.mipp.network.Structure;

/**
 * Keeps the nodes whose incoming weights have the largest sum of absolute values, layer by layer; the bias does not count
 * (Li, Kadav, Durdanovic, Samet, Graf, Pruning Filters for Efficient ConvNets, arXiv:1608.08710, section 3.1). Norms of nodes that
 * residual additions tie together are added.
 */
public final class L1Norm extends Ranking {

    @Override
    public String name() {
        return "L1 norm";
    }

    @Override
    double[] scores(Network network, Structure structure, PrunableLayer layer) {
        double[] norms = new double[layer.nodes()];
        for (String maker : layer.makers()) {
            float[] weights = network.weight(maker + ".weight").toArray();
            int[] node = structure.madeBy(maker).get(layer.name());
            int perNode = weights.length / node.length;
            for (int i = 0; i < weights.length; i++) {
                norms[node[i / perNode]] += Math.abs(weights[i]);
            }
        }
        return norms;
    }
}
