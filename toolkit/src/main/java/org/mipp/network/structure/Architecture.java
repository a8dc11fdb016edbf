package org.mipp.network.structure;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Softmax;
import org.mipp.run.ClosestName;
import org.mipp.run.RefusedException;

/**
 * The layers of a network and what each reads, without their weights. A value: equal if name, input and layers are. What
 * follows from them, the shapes and the {@link Structure}, is derived once and carried.
 */
public final class Architecture {

    /** The name under which layers read the network's input. */
    public static final String INPUT = "input";

    private final String name;
    private final Shape input;
    private final List<Layer> layers;
    private final Map<String, Shape> outputs;

    private transient @Nullable Structure structure; // derived when it is first asked for

    /**
     * Checks that every layer fits what it reads.
     *
     * @param name what it is called
     * @param input the shape of one input, without the batch axis
     * @param layers the layers, each after all that it reads; the outputs of the last are the logits
     * @throws IllegalArgumentException if names repeat, a layer reads what does not come before it, shapes do not fit, there
     *     is no linear map, or one image would cost more than {@link CostBound} allows
     */
    public Architecture(String name, Shape input, List<Layer> layers) {
        this.name = name;
        this.input = input;
        this.layers = List.copyOf(layers);
        this.outputs = LayerShapes.of(name, input, this.layers);
        argument(
                this.layers.stream().anyMatch(layer -> layer.operation() instanceof LinearMap),
                "%s: expected at least one linear map, whose nodes are what can be pruned, got none",
                name);
        Shape logits = outputs.get(last().name());
        argument(
                logits.dimension() == 1 || last().operation() instanceof LinearMap,
                "%s: expected the last layer to make one logit per class, got %s of shape %s; pool or flatten it",
                name,
                last().name(),
                logits);
        argument(
                !(last().operation() instanceof Softmax),
                "%s: expected logits from the last layer, got the probabilities of %s; leave the softmax out: it belongs to the"
                        + " loss",
                name,
                last().name());
    }

    /** {@return what it is called} */
    public String name() {
        return name;
    }

    /** {@return the shape of one input, without the batch axis} */
    public Shape input() {
        return input;
    }

    /** {@return the layers, each after all that it reads; the outputs of the last are the logits} */
    public List<Layer> layers() {
        return layers;
    }

    /** {@return which nodes can be pruned, and where each occurs; derived once, at the first call} */
    public synchronized Structure structure() {
        Structure known = structure;
        if (known == null) {
            known = Structure.of(this);
            structure = known;
        }
        return known;
    }

    /**
     * Finds a layer.
     *
     * @param layerName its name
     * @return the layer
     * @throws IllegalArgumentException if there is none of that name
     */
    public Layer layer(String layerName) {
        return layers.stream()
                .filter(layer -> layer.name().equals(layerName))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> known = layers.stream().map(Layer::name).toList();
                    return new RefusedException("layer: expected one of " + known + ", got '" + layerName + "'"
                            + ClosestName.didYouMean(layerName, known));
                });
    }

    /**
     * Finds a linear map.
     *
     * @param layerName the name of its layer
     * @return the map
     * @throws IllegalArgumentException if there is no such layer or it is no linear map
     */
    public LinearMap map(String layerName) {
        Operation operation = layer(layerName).operation();
        argument(operation instanceof LinearMap, "layer %s: expected a linear map, got %s", layerName, operation);
        return (LinearMap) operation;
    }

    /**
     * Finds the layer that alone reads another.
     *
     * @param layerName the other layer
     * @return its only reader; empty if it has none or several
     */
    public Optional<Layer> onlyReader(String layerName) {
        List<Layer> readers = layers.stream()
                .filter(layer -> layer.inputs().contains(layerName))
                .toList();
        return readers.size() == 1 ? Optional.of(readers.get(0)) : Optional.empty();
    }

    /** {@return the last layer, whose outputs are the logits} */
    public Layer last() {
        return layers.get(layers.size() - 1);
    }

    /** {@return the shape of one sample's output of the input and of every layer, by layer name, in order} */
    public Map<String, Shape> outputs() {
        return outputs;
    }

    /** {@return the shape of everything learned, by PyTorch's name, in order} */
    public Map<String, Shape> parameters() {
        return named(Operation::parameters);
    }

    /** {@return the shape of every running statistic, by PyTorch's name, in order} */
    public Map<String, Shape> buffers() {
        return named(Operation::buffers);
    }

    private Map<String, Shape> named(Function<Operation, Map<String, Shape>> part) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Layer layer : layers) {
            part.apply(layer.operation())
                    .forEach((parameter, shape) -> shapes.put(layer.name() + "." + parameter, shape));
        }
        return Collections.unmodifiableMap(shapes);
    }

    /** {@return what can be pruned, from input to output; {@link Structure} tells the rest} */
    public List<PrunableLayer> prunable() {
        return structure().prunable();
    }

    /**
     * Replaces operations, as surgery does.
     *
     * @param replacements new operations by layer name
     * @return the changed architecture
     * @throws IllegalArgumentException if there is no layer of such a name, or layers no longer fit
     */
    public Architecture with(Map<String, ? extends Operation> replacements) {
        TreeSet<String> unknown = new TreeSet<>(replacements.keySet());
        layers.forEach(layer -> unknown.remove(layer.name()));
        argument(unknown.isEmpty(), "%s: expected to replace layers that it has, got %s", name, unknown);
        return new Architecture(
                name,
                input,
                layers.stream()
                        .map(layer -> {
                            Operation replacement = replacements.get(layer.name());
                            return replacement == null ? layer : new Layer(layer.name(), replacement, layer.inputs());
                        })
                        .toList());
    }

    /** {@return how many numbers it learns} */
    public long parameterCount() {
        return parameters().values().stream().mapToLong(Shape::size).sum();
    }

    /** {@return multiply-accumulate operations for one sample} */
    public long macs() {
        return costs().stream().mapToLong(Cost::macs).sum();
    }

    /** {@return the nodes that could be pruned, all prunable layers together} */
    public int nodes() {
        return prunable().stream().mapToInt(PrunableLayer::nodes).sum();
    }

    /** {@return what each layer costs, in order} */
    public List<Cost> costs() {
        List<Cost> costs = new ArrayList<>();
        for (Layer layer : layers) {
            costs.add(new Cost(
                    layer.name(),
                    String.valueOf(outputs.get(layer.name())),
                    layer.operation().parameters().values().stream()
                            .mapToLong(Shape::size)
                            .sum(),
                    layer.operation()
                            .macs(layer.inputs().stream().map(outputs::get).toList())));
        }
        return List.copyOf(costs);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Architecture that
                && name.equals(that.name)
                && input.equals(that.input)
                && layers.equals(that.layers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, input, layers);
    }

    @Override
    public String toString() {
        return "Architecture[name=" + name + ", input=" + input + ", layers=" + layers + "]";
    }
}
