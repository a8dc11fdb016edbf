package org.mipp.capture.moments;

import ai.djl.ndarray.NDArray;

/** The rows of a fully connected layer: one per image, as they are. */
record VectorRows() implements MapRows {

    @Override
    public NDArray inputs(NDArray layerInput) {
        return layerInput;
    }

    @Override
    public NDArray outputs(NDArray layerOutput) {
        return layerOutput;
    }
}
