package org.mipp.capture;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Set;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;

/**
 * Numbers of the nodes of one linear map, to be looked at as pictures: their incoming weights, or what they make of an image.
 * Immutable.
 */
public final class NodeMaps {

    private final int nodes;
    private final int channels;
    private final int width; // 1 if there is no plane
    private final float[] values; // node by node, channel by channel, row by row

    private NodeMaps(long[] shape, float[] values) {
        this.nodes = Math.toIntExact(shape[0]);
        this.channels = Math.toIntExact(shape[1]);
        this.width = shape.length == 4 ? Math.toIntExact(shape[3]) : 1;
        this.values = values;
    }

    /**
     * Reads the weights of a map.
     *
     * @param network the network
     * @param map the map's name
     * @return the weights of every node, one channel for every input
     * @throws IllegalArgumentException if the map has no weights of that form
     */
    public static NodeMaps weights(Network network, String map) {
        Tensor weight = network.weight(map + ".weight");
        return new NodeMaps(weight.shape().getShape(), weight.toArray());
    }

    /**
     * Runs one image through a network, up to a map.
     *
     * @param network the network
     * @param map the map's name
     * @param images of which the first is taken
     * @return what every filter makes of it, before the activation function, as one channel
     * @throws IllegalArgumentException if there is no image, or the nodes are not filters
     */
    public static NodeMaps outputs(Network network, String map, Images images) {
        argument(images.size() > 0, "feature maps: expected an image, got none");
        try (LiveNetwork live = LiveNetwork.open(network);
                NDArray input = LiveNetwork.toInput(live.upload(images.first(1), live.manager()));
                NDArray output = live.outputs(input, Set.of(map)).get(map)) {
            long[] shape = output.getShape().getShape();
            argument(
                    shape.length == 4,
                    "feature maps: expected a layer of filters, got '%s', whose nodes are single numbers;"
                            + " acts.layer(\"%s\") shows them",
                    map,
                    map);
            return new NodeMaps(new long[] {shape[1], 1, shape[2], shape[3]}, output.toFloatArray());
        }
    }

    /** {@return how many nodes there are} */
    public int nodes() {
        return nodes;
    }

    /** {@return how many channels each has} */
    public int channels() {
        return channels;
    }

    /** {@return how many numbers are in a row of a channel's plane; 1 if it has none} */
    public int width() {
        return width;
    }

    /**
     * Reads the numbers of a node.
     *
     * @param node which one, from 0
     * @return them, channel by channel, row by row
     */
    public float[] of(int node) {
        int each = values.length / nodes;
        return Arrays.copyOfRange(values, node * each, (node + 1) * each);
    }
}
