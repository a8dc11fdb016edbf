package org.mipp.capture;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mipp.capture.moments.Link;
import org.mipp.linalg.Matrix;
import org.mipp.network.structure.PrunableLayer;

/**
 * What one prunable layer did on the captured images.
 *
 * @param layer the layer and the linear maps that read it
 * @param links one per linear map that reads it, in the layer's order
 * @param activations activations of every node to look at, shape {@code [rows, nodes]}; for filters at random positions
 */
public record LayerActivations(PrunableLayer layer, List<Link> links, Matrix activations) {

    /** Copies the list. */
    public LayerActivations {
        links = List.copyOf(links);
    }

    /** {@return the layer's name} */
    public String name() {
        return layer.name();
    }

    /** {@return for every node whether it varied anywhere where it was read; if not, it tells no layer anything} */
    public boolean[] alive() {
        boolean[] alive = new boolean[layer.nodes()];
        for (Link link : links) {
            double[] variance = link.moments().nodeVariance(link.reader().columnsPerNode());
            for (int block = 0; block < variance.length; block++) {
                int node = link.reader().nodes().get(block);
                if (node >= 0 && variance[block] > 0) {
                    alive[node] = true;
                }
            }
        }
        return alive;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d nodes, %d dead, %,d rows of activations, read by %s",
                name(),
                layer.nodes(),
                dead(),
                activations.rows(),
                layer.readers().stream().map(reader -> reader.map()).collect(Collectors.joining(", ")));
    }

    /** {@return how many nodes never varied wherever they were read: they tell no layer anything} */
    public long dead() {
        int dead = 0;
        for (boolean varied : alive()) {
            dead += varied ? 0 : 1;
        }
        return dead;
    }
}
