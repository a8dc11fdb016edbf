package org.mipp.selection;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.util.List;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.LayerNames;
import org.mipp.network.structure.PrunableLayer;

/**
 * Keeps a given number of one layer's nodes, and the other layers whole.
 *
 * @param layer the layer's name
 * @param count how many of its nodes stay, at least 1
 */
public record KeptInLayer(String layer, int count) implements Budget.Widths {

    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public KeptInLayer {
        positive(count, "nodes to keep in " + layer);
    }

    @Override
    public void requireFit(Architecture architecture) {
        List<String> known =
                architecture.prunable().stream().map(PrunableLayer::name).toList();
        LayerNames.require("nodes to keep: expected layers", layer, known, architecture);
    }

    @Override
    public int kept(PrunableLayer one) {
        if (!one.name().equals(layer)) {
            return one.nodes();
        }
        argument(
                count <= one.nodes(),
                "nodes to keep in %s: expected at most its %d nodes, got %d",
                layer,
                one.nodes(),
                count);
        return count;
    }

    @Override
    public String toString() {
        return "keep " + count + " of " + layer;
    }
}
