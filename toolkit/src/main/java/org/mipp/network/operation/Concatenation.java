package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.List;

/** Puts the channels (or columns) of its inputs one after the other. */
public record Concatenation() implements Operation {

    @Override
    public Shape output(List<Shape> inputs) {
        argument(inputs.size() >= 2, "concatenation: expected at least two inputs, got %d", inputs.size());
        Shape rest = inputs.get(0).slice(1);
        argument(
                inputs.stream().allMatch(input -> input.slice(1).equals(rest)),
                "concatenation: expected inputs of equal height and width, got %s",
                inputs);
        long channels = inputs.stream().mapToLong(input -> input.get(0)).sum();
        return new Shape(channels).addAll(rest);
    }

    @Override
    public Block block() {
        return new LambdaBlock(inputs -> new NDList(NDArrays.concat(inputs, 1)), "concatenation");
    }
}
