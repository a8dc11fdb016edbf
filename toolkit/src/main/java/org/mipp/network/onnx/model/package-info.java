/**
 * What an ONNX file says, in its own terms, and the bytes in which it says it: the wire format of protocol buffers, of which
 * ONNX (https://onnx.ai) is made.
 *
 * <p>Open {@code OnnxModel} first: {@link org.mipp.network.onnx.model.ModelParser} makes one of bytes, by {@code WireReader};
 * {@link org.mipp.network.onnx.model.GraphUses} says who reads what in it, {@link org.mipp.network.onnx.model.Door} how it
 * speaks to the world. This room knows {@code run}; it may not know networks, nor how they are read and
 * written.
 */
@NullMarked
package org.mipp.network.onnx.model;

import org.jspecify.annotations.NullMarked;
