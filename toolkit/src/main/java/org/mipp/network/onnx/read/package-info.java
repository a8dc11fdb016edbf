/**
 * A network of what an ONNX file says.
 *
 * <p>Open {@link org.mipp.network.onnx.read.GraphReading} first: it walks the nodes of a graph, each read by the
 * {@code NodeReader} that {@code NodeReaders} lists for its type, into the layers of a {@code NetworkDraft}. All that a reader
 * sees is a {@code GraphNode}, whose thirty methods nobody else may call: that is why this room, of some twenty files, is one.
 * It knows {@code network.onnx.model}, {@code network} and {@code run}; it may not know {@code network.onnx.write}.
 */
@NullMarked
package org.mipp.network.onnx.read;

import org.jspecify.annotations.NullMarked;
