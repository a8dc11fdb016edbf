package org.mipp.selection.terc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;

/**
 * The search of TERC for one layer, by any estimator: which nodes of X tell Y nothing that the others do not tell.
 *
 * <p>With several linear maps that read the layer a node is worth the sum over them, and it goes only if it may go for
 * each. A node that no map reads goes first.
 */
final class TercSearch {

    private final int nodes;
    private final RemainingNodes guard;
    private final List<Evidence> readings;
    private final double total;

    /** Starts with all nodes in; every reading has been prepared for this search. */
    TercSearch(PrunableLayer layer, List<Evidence> readings) {
        this.nodes = layer.nodes();
        this.guard = new RemainingNodes(layer);
        this.readings = readings;
        this.total = readings.stream().mapToDouble(Evidence::nats).sum();
    }

    /** The information that all nodes together share with the outputs of each map, summed over the maps. */
    double total() {
        return total;
    }

    /**
     * The paper's order: every node is tested once, given all that are left, the one that tells least alone first.
     *
     * @return the nodes that went, in order, then those that stayed but one, the next to go first
     */
    List<Removal> inFixedOrder() {
        double[] alone = IntStream.range(0, nodes)
                .mapToDouble(node -> readings.stream()
                        .mapToDouble(reading -> reading.alone(node))
                        .sum())
                .toArray();
        List<Removal> gone = new ArrayList<>();
        List<Removal> stayed = new ArrayList<>();
        IntStream.range(0, nodes)
                .boxed()
                .sorted(Comparator.comparingDouble(node -> alone[node]))
                .forEach(node -> {
                    double[] phis = readings.stream()
                            .mapToDouble(reading -> reading.phi(node))
                            .toArray();
                    Removal removal = removal(node, nodes - gone.size() - 1, phis);
                    boolean goes = guard.mayGo(node) && excess(removal) <= 0;
                    (goes ? gone : stayed).add(removal);
                    if (goes) {
                        remove(node, phis);
                    }
                });
        return path(gone, stayed);
    }

    /**
     * Always the node that is worth least given all that are left, as in the closed form: a scan of all nodes per removal.
     *
     * @param enough says of the nodes that went so far whether to stop
     * @return the nodes that went, in order, then those that stayed but one, the next to go first
     */
    List<Removal> greedy(Predicate<List<Removal>> enough) {
        List<Removal> gone = new ArrayList<>();
        boolean[] in = new boolean[nodes];
        Arrays.fill(in, true);
        while (true) {
            List<double[]> phis = readings.stream().map(Evidence::phis).toList();
            List<Removal> scores = IntStream.range(0, nodes)
                    .filter(node -> in[node])
                    .mapToObj(node -> removal(node, nodes - gone.size() - 1, of(node, phis)))
                    .toList();
            Optional<Removal> least = scores.stream()
                    .filter(removal -> guard.mayGo(removal.node()))
                    .min(Comparator.comparingDouble(TercSearch::excess));
            if (least.isEmpty() || enough.test(gone)) {
                return path(gone, scores);
            }
            gone.add(least.get());
            in[least.get().node()] = false;
            remove(least.get().node(), of(least.get().node(), phis));
        }
    }

    private static double[] of(int node, List<double[]> phis) {
        return phis.stream().mapToDouble(phi -> phi[node]).toArray();
    }

    /** The nodes that went and then, as far as they could, those that stayed. */
    private List<Removal> path(List<Removal> gone, List<Removal> stayed) {
        List<Removal> path = new ArrayList<>(gone);
        stayed.stream()
                .sorted(Comparator.comparingDouble(TercSearch::excess))
                .filter(removal -> guard.mayGo(removal.node()))
                .forEach(removal -> {
                    guard.remove(removal.node());
                    path.add(removal);
                });
        return path;
    }

    /** By how much a node tells more than chance would, where it is tested, else how much it tells. */
    private static double excess(Removal removal) {
        return removal.nats() - removal.threshold().orElse(0);
    }

    private Removal removal(int node, int left, double[] phis) {
        double nats = 0;
        double excess = 0;
        boolean read = false;
        boolean tested = false;
        for (int i = 0; i < phis.length; i++) {
            Evidence reading = readings.get(i);
            tested |= reading.threshold().isPresent();
            if (reading.reads(node)) {
                nats += phis[i];
                double own = phis[i] - reading.threshold().orElse(0);
                excess = read ? Math.max(excess, own) : own;
                read = true;
            }
        }
        return new Removal(
                node,
                left,
                nats,
                OptionalDouble.empty(),
                tested ? OptionalDouble.of(nats - excess) : OptionalDouble.empty());
    }

    private void remove(int node, double[] phis) {
        guard.remove(node);
        for (int i = 0; i < phis.length; i++) {
            readings.get(i).remove(node, phis[i]);
        }
    }
}
