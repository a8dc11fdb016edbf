package org.mipp.baseline.activation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.Ranking;
import org.mipp.capture.Contributions;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.Link;
import org.mipp.linalg.Matrix;
import org.mipp.network.Network;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.RemainingNodes;

/**
 * ThiNet: removes from every layer the nodes whose contributions to the next map's outputs add up to the least squared sum,
 * greedily, one more at a time; biases do not count (Luo, Wu, Lin, ThiNet: A Filter Level Pruning Method for Deep Neural
 * Network Compression, arXiv:1707.06342, and the authors' code). The least-squares rescaling that follows in the paper is a
 * repair, not part of the choice; surgery has it as {@code Rescaling}. Meant for trained networks.
 *
 * <p>Departures: the squared sum is exact for the captured activations, over all outputs, instead of one random output at 10
 * places of each image; all layers are chosen at once from the original network's activations, instead of one after the other
 * with fine-tuning between; tied nodes go together, the sums of all maps that read them being added. The paper prunes every
 * layer by the same share, so a budget of the whole network is shared out so: scores are places in the order of removal.
 */
public final class ThiNet extends Ranking {

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("thinet", 1));
    }

    @Override
    public String name() {
        return "ThiNet";
    }

    @Override
    public boolean readsActivations() {
        return true;
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        candidates.useCaptured();
        Network network = candidates.network();
        Map<String, double[]> scores = new LinkedHashMap<>();
        for (LayerActivations layer : candidates.activations().layers()) {
            scores.put(layer.name(), places(layer.layer(), contributions(layer, network)));
        }
        return scores;
    }

    /** The nodes' second moments, summed over all maps that read them. */
    private static double[][] contributions(LayerActivations layer, Network network) {
        int nodes = layer.layer().nodes();
        double[][] sum = new double[nodes][nodes];
        for (Link link : layer.links()) {
            Matrix moments = Contributions.secondMoments(
                    link, network.weight(link.reader().map() + ".weight"));
            List<Integer> node = link.reader().nodes();
            for (int a = 0; a < node.size(); a++) {
                for (int b = 0; b < node.size(); b++) {
                    if (node.get(a) >= 0 && node.get(b) >= 0) {
                        sum[node.get(a)][node.get(b)] += moments.get(a, b);
                    }
                }
            }
        }
        return sum;
    }

    /** For each node its place in the order of removal, as a share of all; what may not go comes last. */
    private static double[] places(PrunableLayer layer, double[][] moments) {
        int nodes = layer.nodes();
        double[] place = new double[nodes];
        double[] cost = new double[nodes]; // of the removed nodes' squared sum with this one, less that without it
        for (int node = 0; node < nodes; node++) {
            place[node] = 1;
            cost[node] = moments[node][node];
        }
        RemainingNodes guard = new RemainingNodes(layer);
        for (int gone = 0; gone < nodes; gone++) {
            int least = -1;
            for (int node = 0; node < nodes; node++) {
                if (guard.mayGo(node) && (least < 0 || cost[node] < cost[least])) {
                    least = node;
                }
            }
            if (least < 0) {
                break;
            }
            guard.remove(least);
            place[least] = (gone + 1.0) / (nodes + 1);
            for (int node = 0; node < nodes; node++) {
                cost[node] += 2 * moments[least][node];
            }
        }
        return place;
    }
}
