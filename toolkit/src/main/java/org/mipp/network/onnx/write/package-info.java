/**
 * The bytes of an ONNX file of a network.
 *
 * <p>Open {@link org.mipp.network.onnx.write.OnnxWriter} first; {@code OperationWriters} lists who turns an operation into
 * nodes. This room knows {@code network.onnx.model}, {@code network} and {@code run}; it may not know
 * {@code network.onnx.read}.
 */
@NullMarked
package org.mipp.network.onnx.write;

import org.jspecify.annotations.NullMarked;
