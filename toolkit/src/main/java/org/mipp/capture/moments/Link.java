package org.mipp.capture.moments;

import java.util.List;
import java.util.Optional;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.structure.DownstreamLayer;

/**
 * What went from a prunable layer to one of the linear maps that read it, on the captured images.
 *
 * @param reader the linear map, and which of its columns belong to which node
 * @param parts second moments, over disjoint parts of the images, of what the map sees (X, the columns of each node side
 *     by side) and of what it makes of it before its activation (Y)
 * @param sample observations of X and Y, if they were asked for
 */
public record Link(DownstreamLayer reader, List<SecondMoments> parts, Optional<LayerSample> sample) {

    /** Copies the list. */
    public Link {
        parts = List.copyOf(parts);
    }

    /** {@return how many rows were seen: images, or positions of a convolution} */
    public long rows() {
        return parts.stream().mapToLong(SecondMoments::samples).sum();
    }

    /** {@return how many of the columns belong to nodes that varied} */
    public int liveColumns() {
        int width = reader.columnsPerNode();
        boolean[] live = new boolean[parts.get(0).inputs() / width];
        for (SecondMoments part : parts) {
            double[] variance = part.nodeVariance(width);
            for (int block = 0; block < live.length; block++) {
                live[block] |= variance[block] > 0;
            }
        }
        int blocks = 0;
        for (boolean one : live) {
            blocks += one ? 1 : 0;
        }
        return blocks * width;
    }

    /** {@return the moments over all images, merged anew at each call} */
    public SecondMoments moments() {
        return parts.stream().reduce(SecondMoments::merge).orElseThrow();
    }
}
