package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.pooling.Pool;

/**
 * Local response normalisation (Krizhevsky, Sutskever, Hinton, Advances in Neural Information Processing Systems 25, 2012,
 * section 3.3): x divided by {@code (k + alpha m)^beta}, m being the mean of the squares over neighbouring channels, absent ones
 * counted as zeros, as PyTorch and ONNX have it; the paper sums them.
 *
 * @param size over how many channels, odd: as many before as behind
 * @param alpha factor of the mean
 * @param beta exponent
 * @param k what is added to it
 */
public record LocalResponseNorm(int size, float alpha, float beta, float k) implements CrossChannel {

    /** Checks the numbers. */
    public LocalResponseNorm {
        argument(size >= 1 && size % 2 == 1, "local response norm: expected an odd number of channels, got %d", size);
        positive((double) alpha, "alpha");
        positive((double) beta, "beta");
        positive((double) k, "k");
    }

    @Override
    public Shape output(Shape input) {
        return OutputShapes.image("local response norm", input, 1);
    }

    @Override
    public Block block() {
        return LambdaBlock.singleton(
                images -> {
                    Shape shape = images.getShape();
                    NDArray squares = images.square().reshape(shape.get(0), 1, shape.get(1), -1);
                    NDArray means = Pool.avgPool2d(
                            squares, new Shape(size, 1), new Shape(1, 1), new Shape(size / 2, 0), false, true);
                    return images.div(Constants.power(
                            Constants.times(means.reshape(shape), alpha).add(k), beta));
                },
                "localResponseNorm");
    }
}
