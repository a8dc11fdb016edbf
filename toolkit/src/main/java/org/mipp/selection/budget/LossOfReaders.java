package org.mipp.selection.budget;

import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.Removal;

/**
 * Takes for the cost at the outputs what is lost at the maps that read the layer, summed over them, times the maps that make
 * it; see {@link NetworkBudget} for what that is worth.
 *
 * @param weighting whether it is compared as it is or per cost saved
 */
public record LossOfReaders(NetworkBudget.Weighting weighting) implements RemovalLoss {

    @Override
    public double of(PrunableLayer layer, Removal removal, double saved) {
        double weight = layer.makers().size() / (weighting == NetworkBudget.Weighting.LOSS ? 1.0 : saved);
        return weight * overAllReaders(removal, layer);
    }

    /** Nats are a sum over all maps that read the layer, shares a mean. */
    private static double overAllReaders(Removal removal, PrunableLayer layer) {
        return removal.share().isPresent()
                ? removal.share().getAsDouble() * layer.readers().size()
                : removal.nats();
    }
}
