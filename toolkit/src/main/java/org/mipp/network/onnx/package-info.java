/**
 * Networks as ONNX files (https://onnx.ai), which PyTorch, Keras and others write and every runtime reads.
 *
 * <p>Open {@link org.mipp.network.onnx.OnnxFile} first. Reading: {@code WireReader} and {@code ModelParser} make an
 * {@code OnnxModel} of bytes; {@code GraphReading} walks its nodes, each read by the {@code NodeReader} that
 * {@code NodeReaders} lists for its type, into the layers of a {@code NetworkDraft}. Writing: {@code OperationWriters} lists
 * who turns an operation into nodes. A new operation is one line in each of the two lists.
 */
@NullMarked
package org.mipp.network.onnx;

import org.jspecify.annotations.NullMarked;
