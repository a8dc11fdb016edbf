package org.mipp.capture.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.mipp.network.structure.DownstreamLayer;

/** What a map reads, its inputs put in the order of the reader's blocks. */
public final class BlockOrder {

    private BlockOrder() {}

    /** Channels of images or columns of vectors, shape {@code [images, inputs, ...]}: as they are where blocks are in order. */
    public static NDArray of(DownstreamLayer reader, NDArray inputs) {
        if (reader.inOrder()) {
            return inputs;
        }
        long[] shape = inputs.getShape().getShape();
        long zeros = shape[1]; // the place after the last input
        long[] places = reader.order().stream()
                .mapToLong(input -> input < 0 ? zeros : input)
                .toArray();
        shape[1] = 1;
        NDArray none = inputs.getManager().zeros(new Shape(shape), inputs.getDataType());
        return NDArrays.concat(new NDList(inputs, none), 1)
                .get(new NDIndex(":, {}", inputs.getManager().create(places)));
    }
}
