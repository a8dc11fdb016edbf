package org.mipp.network.onnx.read;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GroupNorm;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Scale;
import org.mipp.network.operation.ScaleAndShift;
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

    /**
     * Whether a factor and a summand per channel can go into a layer.
     *
     * @param ours whether the file is of this toolkit, which wrote them as a layer of their own but for group norm
     */
    boolean takes(String layer, boolean ours) {
        return layers.containsKey(layer)
                && (operation(layer) instanceof GroupNorm
                        || !ours && biased(operation(layer)).isPresent());
    }

    /** Multiplies the weights of each output and adds to its bias, which it gets if it has none. */
    void scale(String layer, Pending.Affine affine) {
        Tensor rows = weights.get(layer + ".weight");
        float[] scaled = rows.toArray();
        int outputs = Math.toIntExact(rows.shape().get(0));
        int perRow = scaled.length / outputs;
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (scaled[i] * affine.factor()[i / perRow]);
        }
        Tensor before = weights.get(layer + ".bias");
        float[] bias = before == null ? new float[outputs] : before.toArray();
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) (bias[i] * affine.factor()[i] + affine.summand()[i]);
        }
        Operation biased = biased(operation(layer)).orElseThrow();
        layers.put(layer, new Layer(layer, biased, layers.get(layer).inputs()));
        weights.put(layer + ".weight", Tensor.of(rows.shape(), scaled));
        weights.put(layer + ".bias", Tensor.of(new Shape(bias.length), bias));
    }

    /** The same operation with a bias, of those that can have one. */
    private static Optional<Operation> biased(Operation operation) {
        if (operation instanceof Convolution conv) {
            return Optional.of(new Convolution(conv.inputs(), conv.outputs(), conv.window(), true));
        }
        if (operation instanceof FullyConnected map) {
            return Optional.of(new FullyConnected(map.inputs(), map.outputs(), true));
        }
        if (operation instanceof DepthwiseConvolution conv) {
            return Optional.of(new DepthwiseConvolution(conv.channels(), conv.window(), true));
        }
        if (operation instanceof GroupedConvolution conv) {
            return Optional.of(
                    new GroupedConvolution(conv.inputs(), conv.outputs(), conv.groups(), conv.window(), true));
        }
        if (operation instanceof Scale scale) {
            return Optional.of(new Scale(scale.channels(), true));
        }
        return Optional.of(operation).filter(ScaleAndShift.class::isInstance); // norms
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
