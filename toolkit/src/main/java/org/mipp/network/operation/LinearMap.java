package org.mipp.network.operation;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * An operation that mixes its inputs linearly: it makes nodes of its own and reads the nodes before it.
 *
 * <p>Its weight has one row per node made (axis 0) and one slice per input (axis 1); its bias, if it has one, one number per
 * node.
 */
public sealed interface LinearMap extends Operation permits Convolution, FullyConnected {

    /** {@return input channels of a convolution, input columns of a fully connected layer} */
    int inputs();

    /** {@return the nodes it makes: filters or neurons} */
    int outputs();

    /** {@return whether it adds a bias} */
    boolean bias();

    /** {@return columns of the weight matrix per input: height x width of the kernel for a convolution, else 1} */
    int columnsPerInput();

    /** {@return columns of the weight matrix: what one of its outputs reads} */
    default int columns() {
        return inputs() * columnsPerInput();
    }

    @Override
    LinearMap keep(int[] inputs, int[] outputs);

    /**
     * Gives the shape of the output for the only input.
     *
     * @param input the shape of the input
     * @return the shape of the output
     * @throws IllegalArgumentException if the input does not fit
     */
    Shape output(Shape input);

    @Override
    default Shape output(List<Shape> inputs) {
        return output(OutputShapes.single(inputs));
    }
}
