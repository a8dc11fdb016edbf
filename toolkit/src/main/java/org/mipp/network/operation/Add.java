package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.List;

/** The sum of two or more inputs of one shape: it ties node i of each to node i of all others. */
public record Add() implements Operation {

    @Override
    public Shape output(List<Shape> inputs) {
        argument(inputs.size() >= 2, "add: expected at least two inputs, got %d", inputs.size());
        argument(inputs.stream().distinct().count() == 1, "add: expected inputs of one shape, got %s", inputs);
        return inputs.get(0);
    }

    @Override
    public Block block() {
        return new LambdaBlock(
                inputs -> {
                    NDArray sum = inputs.get(0);
                    for (NDArray input : inputs.subNDList(1)) {
                        sum = sum.add(input);
                    }
                    return new NDList(sum);
                },
                "add");
    }
}
