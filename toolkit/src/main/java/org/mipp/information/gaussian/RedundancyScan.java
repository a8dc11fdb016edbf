package org.mipp.information.gaussian;

import java.util.Arrays;
import org.mipp.linalg.ConditionalCovariance;
import org.mipp.linalg.Matrix;

/**
 * What one node tells the targets beyond a few others: each further node can be tried, and the best one chosen.
 *
 * <p>With S the covariance of the nodes and S' that given the targets, {@code I(X_i; Y | X_H) = 1/2 (ln det S_ii|H - ln det
 * S'_ii|H)}. Cost per trial O(w^3) for w columns per node, per choice O(w^2 p).
 */
public final class RedundancyScan {

    private final int[] live;
    private final int group; // of the node among the live ones; negative for a dead one
    private final ConditionalCovariance inputs;
    private final ConditionalCovariance inputsGivenTargets;

    RedundancyScan(int node, int[] live, int width, Matrix xx, Matrix xxGivenTargets) {
        this.live = live;
        this.group = Arrays.binarySearch(live, node);
        this.inputs = new ConditionalCovariance(xx, width);
        this.inputsGivenTargets = new ConditionalCovariance(xxGivenTargets, width);
    }

    /** {@return I(node; Y | all chosen), in nats; before the first choice what the node tells by itself} */
    public double left() {
        return group < 0 ? 0 : (inputs.logDeterminant(group) - inputsGivenTargets.logDeterminant(group)) / 2;
    }

    /**
     * Tries a node.
     *
     * @param other another node, not yet chosen
     * @return I(node; Y | all chosen, other), in nats
     */
    public double leftWith(int other) {
        int place = Arrays.binarySearch(live, other);
        return group < 0 || place < 0
                ? left()
                : (inputs.logDeterminant(group, place) - inputsGivenTargets.logDeterminant(group, place)) / 2;
    }

    /**
     * Chooses a node: all that follows is given it too.
     *
     * @param other another node, not yet chosen
     */
    public void choose(int other) {
        int place = Arrays.binarySearch(live, other);
        if (place >= 0) {
            inputs.condition(place);
            inputsGivenTargets.condition(place);
        }
    }
}
