package org.mipp.selection;

import static org.mipp.run.Checks.argument;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a layer's width costs at the network's outputs, all other layers being whole.
 *
 * @param layer its name
 * @param least the smallest width that it may have
 * @param nats the loss at every width from that one on, never rising with the width, 0 at the last
 * @param measured the losses that were measured, by width; those between them are interpolated
 */
public record LossCurve(String layer, int least, List<Double> nats, SortedMap<Integer, Double> measured) {

    /** Copies the collections. */
    public LossCurve {
        nats = List.copyOf(nats);
        measured = Collections.unmodifiableSortedMap(new TreeMap<>(measured));
        argument(least >= 1 && !nats.isEmpty(), "loss of %s: expected losses from a width of 1 on, got none", layer);
    }

    /** {@return how many nodes the layer has} */
    public int nodes() {
        return least + nats.size() - 1;
    }

    /**
     * Reads the curve.
     *
     * @param width how many nodes stay
     * @return the loss, in nats; infinite below the smallest width
     */
    public double at(int width) {
        return width < least ? Double.POSITIVE_INFINITY : nats.get(width - least);
    }
}
