package org.mipp.baseline;

import org.mipp.network.Network;
import org.mipp.network.PrunableLayer;

/**
 * Keeps the nodes whose incoming weights have the largest sum of absolute values, layer by layer; the bias does not count
 * (Li, Kadav, Durdanovic, Samet, Graf, Pruning Filters for Efficient ConvNets, arXiv:1608.08710, section 3.1).
 */
public final class L1Norm extends Ranking {

    @Override
    public String name() {
        return "L1 norm";
    }

    @Override
    double[] scores(Network network, PrunableLayer layer) {
        float[] weights = network.weight(layer.name() + ".weight").toArray();
        int perNode = weights.length / layer.nodes();
        double[] norms = new double[layer.nodes()];
        for (int i = 0; i < weights.length; i++) {
            norms[i / perNode] += Math.abs(weights[i]);
        }
        return norms;
    }
}
