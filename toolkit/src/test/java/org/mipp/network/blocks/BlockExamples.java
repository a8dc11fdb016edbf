package org.mipp.network.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Blocks of DJL with parameters in general position: no zeros, no ones, batch norms that have seen something. */
final class BlockExamples {

    static final Shape IMAGE = new Shape(2, 12, 12);

    private BlockExamples() {}

    static <T extends Block> T lively(T block, NDManager manager, Shape input) {
        block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(input));
        Random random = new Random(5);
        block.getParameters().values().forEach(parameter -> {
            Shape shape = parameter.getShape();
            boolean matrix = shape.dimension() > 1;
            float scale = matrix ? (float) Math.sqrt(6.0 * shape.get(0) / shape.size()) : 0.3f;
            boolean aboutOne =
                    parameter.getName().equals("gamma") || parameter.getName().equals("runningVar");
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (aboutOne ? 1 : 0) + scale * (2 * random.nextFloat() - 1);
            }
            parameter.getArray().set(values);
        });
        return block;
    }

    static NDArray noise(NDManager manager, Shape input, long seed) {
        Random random = new Random(seed);
        float[] values = new float[3 * (int) input.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(3).addAll(input));
    }

    static Conv2d convolution(int filters, int kernel, int stride, int padding) {
        return Conv2d.builder()
                .setFilters(filters)
                .setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .build();
    }

    static Linear linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    /** What comes after a block under test, so that it need not be last. */
    static SequentialBlock headed(Block... blocks) {
        return new SequentialBlock()
                .addAll(blocks)
                .add(Activation.reluBlock())
                .add(ai.djl.nn.Blocks.batchFlattenBlock())
                .add(linear(3));
    }

    static Block parallel(Function<List<NDList>, NDList> function, int left, int right) {
        return new ParallelBlock(function, List.of(convolution(left, 3, 1, 1), convolution(right, 1, 1, 0)));
    }

    static NDArray sum(List<NDList> list) {
        return list.get(0).singletonOrThrow().add(list.get(1).singletonOrThrow());
    }
}
