package org.mipp.capture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.PrunableLayer;

/**
 * What one prunable layer did on the captured images.
 *
 * @param layer the layer and the linear map that reads it
 * @param moments second moments, over all images, of what that map sees (X, the columns of each node side by side) and
 *     of what it makes of it before its activation (Y)
 * @param parts the same over disjoint parts of the images
 * @param glimpse activations of every node to look at, shape {@code [rows, nodes]}; for filters at random positions
 * @param sample observations of X and Y, if they were asked for
 */
public record LayerActivations(
        PrunableLayer layer,
        SecondMoments moments,
        List<SecondMoments> parts,
        Matrix glimpse,
        Optional<LayerSample> sample) {

    /** Copies the list. */
    public LayerActivations {
        parts = List.copyOf(parts);
    }

    /** {@return how many nodes never varied: they tell the next layer nothing} */
    public long dead() {
        return Arrays.stream(moments.nodeVariance(layer.columnsPerNode()))
                .filter(variance -> variance == 0)
                .count();
    }
}
