package org.mipp.network.onnx;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.CostBound;
import org.mipp.network.structure.Layer;

/** The layers that have been read so far, with their weights. */
final class NetworkDraft {

    private final CostBound bound;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Tensor> weights = new LinkedHashMap<>();

    NetworkDraft(Shape input) {
        bound = new CostBound(input);
        shapes.put(Architecture.INPUT, input);
    }

    /** The shape of a layer's output, as the network has it. */
    Shape shape(String layer) {
        return shapes.get(layer);
    }

    /**
     * Adds a layer.
     *
     * @param place of its node among all: layers are in the order of their nodes, though some are made only when they are read
     * @param own its weights by their own names
     */
    void add(String name, int place, Operation operation, Map<String, float[]> own, List<String> inputs) {
        places.put(name, place);
        Layer layer = new Layer(name, operation, inputs);
        shapes.put(name, bound.add(operation, inputs.stream().map(shapes::get).toList()));
        layers.put(name, layer);
        Map<String, Shape> expected = new LinkedHashMap<>(operation.parameters());
        expected.putAll(operation.buffers());
        expected.forEach((key, shape) -> {
            float[] values = own.get(key);
            argument(
                    values != null && values.length == shape.size(),
                    "expected %d numbers as its %s, got %s",
                    shape.size(),
                    key,
                    values == null ? "none" : values.length);
            weights.put(name + "." + key, Tensor.of(shape, values));
        });
    }

    /** What a layer does. */
    Operation operation(String layer) {
        return layers.get(layer).operation();
    }

    /** Whether a layer is a map into which a factor and a summand per node can go. */
    boolean isMap(String layer) {
        return layers.containsKey(layer) && operation(layer) instanceof LinearMap;
    }

    /** Multiplies the rows of a map and adds to its bias, which it gets if it has none. */
    void scale(String layer, Pending.Affine affine) {
        LinearMap map = (LinearMap) operation(layer);
        Tensor rows = weights.get(layer + ".weight");
        float[] scaled = rows.toArray();
        int perRow = scaled.length / map.outputs();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (scaled[i] * affine.factor()[i / perRow]);
        }
        float[] bias = map.bias() ? weights.get(layer + ".bias").toArray() : new float[map.outputs()];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) (bias[i] * affine.factor()[i] + affine.summand()[i]);
        }
        layers.put(layer, new Layer(layer, biased(map), layers.get(layer).inputs()));
        weights.put(layer + ".weight", Tensor.of(rows.shape(), scaled));
        weights.put(layer + ".bias", Tensor.of(new Shape(bias.length), bias));
    }

    private static LinearMap biased(LinearMap map) {
        return map instanceof Convolution conv
                ? new Convolution(conv.inputs(), conv.outputs(), conv.window(), true)
                : new FullyConnected(map.inputs(), map.outputs(), true);
    }

    /** The network up to a layer; what it does not need is left out. */
    Network network(String name, String last) {
        Set<String> needed = new HashSet<>(Set.of(last));
        List<Layer> all = layers.values().stream()
                .sorted(Comparator.comparingInt(layer -> places.get(layer.name())))
                .toList();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (needed.contains(all.get(i).name())) {
                needed.addAll(all.get(i).inputs());
            }
        }
        List<Layer> kept =
                all.stream().filter(layer -> needed.contains(layer.name())).toList();
        Architecture architecture = new Architecture(name, shapes.get(Architecture.INPUT), kept);
        Map<String, Tensor> own = new LinkedHashMap<>(weights);
        Set<String> known = new HashSet<>(architecture.parameters().keySet());
        known.addAll(architecture.buffers().keySet());
        own.keySet().retainAll(known);
        return new Network(architecture, own).requireFinite();
    }
}
