package org.mipp.selection;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * One step of a removal path: the node that the next layer missed least, given all nodes that were left.
 *
 * @param node the node that went
 * @param left how many nodes were left after it
 * @param nats what it told the next layer that no other remaining node told: I(X_node; Y | the others left), in nats
 * @param share the share of the next layer's variance that became unexplained with it, averaged over its nodes,
 *     where the method knows it
 * @param threshold what {@code nats} stays below by chance, where the budget tests for it, in nats
 */
public record Removal(int node, int left, double nats, OptionalDouble share, OptionalDouble threshold) {

    /** How many removals, from the first on, cost no more than that together. */
    static int affordable(List<Removal> path, ToDoubleFunction<Removal> cost, double most) {
        double spent = 0;
        int taken = 0;
        for (Removal removal : path) {
            spent += cost.applyAsDouble(removal);
            if (spent > most) {
                break;
            }
            taken++;
        }
        return taken;
    }
}
