package org.mipp.network.structure;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.mipp.run.RefusedException;

/** Follows the shape of one sample through the layers of a network, and refuses layers that do not fit. */
final class LayerShapes {

    private LayerShapes() {}

    /** The shape of one sample's output of the input and of every layer, in order. */
    static Map<String, Shape> of(String name, Shape input, List<Layer> layers) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        CostBound bound = located(name, () -> new CostBound(input));
        shapes.put(Architecture.INPUT, input);
        for (Layer layer : layers) {
            argument(
                    !shapes.containsKey(layer.name()),
                    "%s: expected every layer name once and none to be '%s', got '%s' again",
                    name,
                    Architecture.INPUT,
                    layer.name());
            for (String read : layer.inputs()) {
                argument(
                        shapes.containsKey(read),
                        "%s, layer %s: expected to read the input or a layer before it, got '%s'",
                        name,
                        layer.name(),
                        read);
            }
            List<Shape> inputs = layer.inputs().stream().map(shapes::get).toList();
            shapes.put(
                    layer.name(),
                    located(name + ", layer " + layer.name(), () -> bound.add(layer.operation(), inputs)));
        }
        return Collections.unmodifiableMap(shapes);
    }

    private static <T> T located(String where, Supplier<T> make) {
        try {
            return make.get();
        } catch (RefusedException e) {
            throw new RefusedException(where + ": " + e.getMessage(), e);
        }
    }
}
