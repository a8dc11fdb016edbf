package org.mipp.selection.terc.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;

/**
 * Evidence put together from that of each linear map that reads the layer: a node is worth the sum over them, and it goes
 * only if it may go for each. A node that no map reads is worth nothing.
 */
public final class SummedEvidence implements Evidence {

    private final RemainingNodes remaining;
    private final List<ReaderEvidence> readers;
    private final double total;
    private final double[][] scored; // by node, what was lost for each reader when it was last scored

    /** Starts with all nodes in; closes the evidence of the readers with itself. */
    public SummedEvidence(RemainingNodes remaining, List<ReaderEvidence> readers) {
        this.remaining = remaining;
        this.readers = List.copyOf(readers);
        this.total = readers.stream().mapToDouble(ReaderEvidence::nats).sum();
        this.scored = new double[remaining.layer().nodes()][];
    }

    @Override
    public double total() {
        return total;
    }

    @Override
    public double alone(int node) {
        return readers.stream().mapToDouble(reader -> reader.alone(node)).sum();
    }

    @Override
    public List<Removal> scores() {
        int[] nodes = remaining.nodes();
        List<double[]> phis = readers.stream().map(reader -> reader.phis(nodes)).toList();
        List<Removal> scores = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            int place = i;
            scores.add(removal(
                    nodes[i], phis.stream().mapToDouble(phi -> phi[place]).toArray()));
        }
        return scores;
    }

    @Override
    public Removal score(int node) {
        return removal(
                node, readers.stream().mapToDouble(reader -> reader.phi(node)).toArray());
    }

    private Removal removal(int node, double[] phis) {
        scored[node] = phis;
        double nats = 0;
        double excess = 0;
        boolean read = false;
        boolean tested = false;
        for (int i = 0; i < phis.length; i++) {
            ReaderEvidence reader = readers.get(i);
            tested |= reader.threshold().isPresent();
            if (reader.reads(node)) {
                nats += phis[i];
                double own = phis[i] - reader.threshold().orElse(0);
                excess = read ? Math.max(excess, own) : own;
                read = true;
            }
        }
        return new Removal(
                node,
                remaining.count() - 1,
                nats,
                OptionalDouble.empty(),
                tested ? OptionalDouble.of(nats - excess) : OptionalDouble.empty());
    }

    @Override
    public void remove(Removal removal) {
        int node = removal.node();
        for (int i = 0; i < readers.size(); i++) {
            readers.get(i).remove(node, scored[node][i]);
        }
    }

    @Override
    public void close() {
        readers.forEach(ReaderEvidence::close);
    }
}
