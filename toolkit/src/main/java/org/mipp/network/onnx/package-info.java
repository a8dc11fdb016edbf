/**
 * Networks as ONNX files (https://onnx.ai), which PyTorch, Keras and others write and every runtime reads.
 *
 * <p>Open {@link org.mipp.network.onnx.OnnxFile} first. Three rooms do its work: {@code model} makes what a file says of its
 * bytes, {@code read} makes a network of that, {@code write} makes bytes of a network. A new operation is one line in
 * {@code NodeReaders} and one in {@code OperationWriters}.
 */
@NullMarked
package org.mipp.network.onnx;

import org.jspecify.annotations.NullMarked;
