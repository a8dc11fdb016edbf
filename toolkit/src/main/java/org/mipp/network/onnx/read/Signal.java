package org.mipp.network.onnx.read;

import java.util.Arrays;

/**
 * What a tensor of the graph is to the network: the output of a layer, perhaps seen in another way.
 *
 * @param layer that makes it
 * @param dims its shape in the file, without the batch axis; after global pooling {@code [channels, 1, 1]} where the layer
 *     makes {@code [channels]}
 * @param channelsLast whether channels are the last axis there, as TensorFlow has them; here they are the first
 * @param alone whether nothing else reads the layer, so that the layer may still be changed
 * @param pending what the file has done to it and no layer does yet
 */
record Signal(String layer, long[] dims, boolean channelsLast, boolean alone, Pending pending) {

    Signal {
        dims = dims.clone();
    }

    /** A layer's output as it is. */
    static Signal of(String layer, long... dims) {
        return new Signal(layer, dims, false, true, new Pending.None());
    }

    /** {@return the axis of the channels or columns, not counting the batch axis} */
    int channelAxis() {
        return channelsLast ? dims.length - 1 : 0;
    }

    /** {@return the number of its channels or columns} */
    int channels() {
        return Math.toIntExact(dims[channelAxis()]);
    }

    Signal withDims(long... changed) {
        return new Signal(layer, changed, channelsLast && changed.length == dims.length, alone, pending);
    }

    Signal withLayout(boolean last, long... changed) {
        return new Signal(layer, changed, last, alone, pending);
    }

    Signal with(Pending changed) {
        return new Signal(layer, dims, channelsLast, alone, changed);
    }

    /** The same of another number of channels, pixels or columns. */
    Signal with(Pending changed, long... changedDims) {
        return new Signal(layer, changedDims, channelsLast, alone, changed);
    }

    Signal shared() {
        return new Signal(layer, dims, channelsLast, false, pending);
    }

    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
