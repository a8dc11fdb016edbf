package org.mipp.information.gaussian;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mipp.linalg.GroupDowndate;
import org.mipp.linalg.Matrix;

/**
 * Removes nodes from a {@link GaussianModel} one after the other, each time with every node that is left scored given
 * all others that are left: TERC's test (transfer entropy redundancy criterion), without fitting anything again.
 *
 * <p>The scores along a removal path add up: the sum of the nats of the removed nodes is the information that all of them
 * carried together (chain rule), likewise the shares. Cost: O(p^3 + p^2 q) for removing all of p columns.
 *
 * <p>Holds memory outside the Java heap: close it. Not thread-safe.
 */
public final class BackwardElimination implements AutoCloseable {

    /**
     * What a node that is still in is worth.
     *
     * @param node the node
     * @param nats {@code I(X_node; Y | all other nodes that are left)}, in nats
     * @param share the share of the targets' variance, averaged over the targets, that becomes unexplained by a linear map
     *     when the node goes and all others are fitted anew
     */
    public record Score(int node, double nats, double share) {}

    private final int width;
    private final int targets;
    private final int[] live;
    private final boolean[] gone;
    private final GroupDowndate inputs; // Q and B
    private final GroupDowndate inputsGivenTargets; // P

    BackwardElimination(GaussianModel model, Matrix xx, Matrix xy, Matrix yy) {
        this.width = model.width();
        this.targets = model.targets();
        this.live = model.live();
        this.gone = new boolean[model.nodes()];
        this.inputs = GroupDowndate.of(xx, xy, width);
        try {
            this.inputsGivenTargets = inputs.givenTargets(xy, yy);
        } catch (RuntimeException e) {
            inputs.close();
            throw e;
        }
    }

    /** {@return one score per node that is left, in ascending order of nodes; a dead node scores 0} */
    public List<Score> scores() {
        double[] nats = new double[gone.length];
        double[] share = new double[gone.length];
        int[] remaining = inputs.remaining();
        double[] logQ = inputs.logDeterminants();
        double[] logP = inputsGivenTargets.logDeterminants();
        double[] increase = inputs.errorIncreases();
        for (int i = 0; i < remaining.length; i++) {
            nats[live[remaining[i]]] = (logP[i] - logQ[i]) / 2;
            share[live[remaining[i]]] = increase[i] / Math.max(1, targets);
        }
        List<Score> scores = new ArrayList<>();
        for (int node = 0; node < gone.length; node++) {
            if (!gone[node]) {
                scores.add(new Score(node, nats[node], share[node]));
            }
        }
        return scores;
    }

    /** {@return how many input columns are still in the model, those of dead nodes excluded} */
    public int columns() {
        return inputs.left() * width;
    }

    /**
     * Removes a node.
     *
     * @param node a node that is left
     * @throws IllegalArgumentException if it is not
     */
    public void remove(int node) {
        argument(
                node >= 0 && node < gone.length && !gone[node],
                "remove: expected one of the nodes that are left, %s, got %d",
                Arrays.toString(
                        IntStream.range(0, gone.length).filter(i -> !gone[i]).toArray()),
                node);
        gone[node] = true;
        int group = Arrays.binarySearch(live, node);
        if (group >= 0) {
            inputs.remove(group);
            inputsGivenTargets.remove(group);
        }
    }

    @Override
    public void close() {
        inputs.close();
        inputsGivenTargets.close();
    }
}
