package org.mipp.network.onnx.write;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.onnx.model.WireWriter;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.Layer;

/**
 * A layer that is written: what it reads and makes, by names of tensors. The last of its nodes has the layer's name.
 *
 * @param graph where to
 * @param network of the layer
 * @param layer the layer
 * @param inputs the tensors that it reads
 * @param output the tensor that it makes
 */
record LayerWriting(GraphWriting graph, Network network, Layer layer, List<String> inputs, String output) {

    /** Its operation, of the type that its writer is for. */
    <T extends Operation> T operation(Class<T> type) {
        return type.cast(layer.operation());
    }

    /** The shape of what it reads, without the batch axis. */
    Shape inputShape() {
        return network.architecture().outputs().get(layer.input());
    }

    /** The shapes of all that it reads, without the batch axis. */
    List<Shape> inputShapes() {
        return layer.inputs().stream()
                .map(network.architecture().outputs()::get)
                .toList();
    }

    /** Writes the only or last node, which reads what the layer reads and then constants. */
    void node(String type, List<String> constants, WireWriter... attributes) {
        node(type, inputs, constants, attributes);
    }

    void node(String type, List<String> reads, List<String> constants, WireWriter... attributes) {
        graph.node(
                layer.name(),
                type,
                Stream.concat(reads.stream(), constants.stream()).toList(),
                output,
                attributes);
    }

    /** Writes a node before the last one and gives what it makes. */
    String before(String type, List<String> reads, WireWriter... attributes) {
        String name = layer.name() + "/" + type;
        String made = graph.tensor(name);
        graph.node(made, type, reads, made, attributes); // nodes need names of their own too
        return made;
    }

    /** Writes all weights of the operation and gives their names: {@code conv1.weight}. */
    List<String> weights() {
        List<String> names = new ArrayList<>();
        Stream.concat(layer.operation().parameters().keySet().stream(), layer.operation().buffers().keySet().stream())
                .forEach(own -> {
                    Tensor tensor = network.weight(layer.name() + "." + own);
                    names.add(graph.floats(layer.name() + "." + own, tensor.shape(), tensor::toArray));
                });
        return names;
    }

    /** Writes one number per channel each, with sides of one pixel where the layer reads images. */
    List<String> weightsPerChannel() {
        Shape sides = inputShape().dimension() == 3 ? new Shape(1, 1) : new Shape();
        return layer.operation().parameters().keySet().stream()
                .map(own -> {
                    Tensor tensor = network.weight(layer.name() + "." + own);
                    return graph.floats(layer.name() + "." + own, tensor.shape().addAll(sides), tensor::toArray);
                })
                .toList();
    }

    /** Writes floats of the operation's own, for example {@code normal.mean}. */
    String floats(String own, Shape shape, float... values) {
        return graph.floats(layer.name() + "." + own, shape, () -> values);
    }

    /** Writes whole numbers of the operation's own. */
    String numbers(String own, long... values) {
        return graph.numbers(layer.name() + "." + own, values);
    }
}
