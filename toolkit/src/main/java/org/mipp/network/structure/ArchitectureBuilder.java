package org.mipp.network.structure;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.mipp.network.operation.Operation;

/** Writes an architecture down layer by layer. */
public final class ArchitectureBuilder {

    private final String name;
    private final Shape input;
    private final List<Layer> layers = new ArrayList<>();
    private String last = Architecture.INPUT;

    /**
     * Starts with the input.
     *
     * @param name what the network is called
     * @param input the shape of one input, without the batch axis
     */
    public ArchitectureBuilder(String name, Shape input) {
        this.name = name;
        this.input = input;
    }

    /**
     * Adds a layer that reads the one added before.
     *
     * @param layer its name
     * @param operation what it does
     * @return this builder
     */
    public ArchitectureBuilder then(String layer, Operation operation) {
        return add(layer, operation, last);
    }

    /**
     * Adds a layer that reads other layers.
     *
     * @param layer its name
     * @param operation what it does
     * @param inputs the layers that it reads
     * @return this builder
     */
    public ArchitectureBuilder add(String layer, Operation operation, String... inputs) {
        CostBound.requireLayer(layers.size() + 1);
        layers.add(new Layer(layer, operation, List.of(inputs)));
        last = layer;
        return this;
    }

    /** {@return the shape of one input, without the batch axis} */
    public Shape input() {
        return input;
    }

    /** {@return the name of the layer added last} */
    public String last() {
        return last;
    }

    /**
     * Ends with the layer added last, whose outputs are the logits.
     *
     * @return the architecture
     * @throws IllegalArgumentException if layers do not fit
     */
    public Architecture build() {
        return new Architecture(name, input, layers);
    }
}
