package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.Comparator;
import java.util.List;

/**
 * The product of two or more inputs, value by value; one number a channel, of shape {@code [channels]} or {@code [channels, 1,
 * 1]}, multiplies all pixels of it, as in squeeze and excitation (Hu, Shen, Sun, arXiv:1709.01507). It ties node i of each to
 * node i of all others.
 */
public record Multiply() implements Operation {

    @Override
    public Shape output(List<Shape> inputs) {
        argument(inputs.size() >= 2, "multiply: expected at least two inputs, got %d", inputs.size());
        Shape largest = inputs.stream()
                .max(Comparator.comparingLong(OutputShapes::size).thenComparingInt(Shape::dimension))
                .orElseThrow();
        argument(
                inputs.stream().allMatch(input -> input.equals(largest) || perChannel(input, largest)),
                "multiply: expected inputs of one shape, or with one number a channel, got %s",
                inputs);
        return largest;
    }

    private static boolean perChannel(Shape input, Shape largest) {
        return input.get(0) == largest.get(0) && OutputShapes.size(input) == input.get(0);
    }

    @Override
    public Block block() {
        return new LambdaBlock(
                inputs -> {
                    int axes = inputs.stream()
                            .mapToInt(input -> input.getShape().dimension())
                            .max()
                            .orElseThrow();
                    NDArray product = widened(inputs.get(0), axes);
                    for (NDArray input : inputs.subNDList(1)) {
                        product = product.mul(widened(input, axes));
                    }
                    return new NDList(product);
                },
                "multiply");
    }

    private static NDArray widened(NDArray array, int axes) {
        Shape shape = array.getShape();
        return shape.dimension() == axes ? array : array.reshape(shape.get(0), shape.get(1), 1, 1);
    }
}
