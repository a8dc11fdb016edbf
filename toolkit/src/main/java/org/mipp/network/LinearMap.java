package org.mipp.network;

/** An operation that mixes its inputs linearly: it makes nodes of its own and reads the nodes before it. */
public sealed interface LinearMap extends Operation permits Convolution, FullyConnected {

    /** {@return input channels of a convolution, input columns of a fully connected layer} */
    int inputs();

    /** {@return the nodes it makes: filters or neurons} */
    int outputs();

    /**
     * Makes the same operation narrower or wider on its input side.
     *
     * @param count the number of inputs
     * @return the changed operation
     */
    LinearMap withInputs(int count);

    /**
     * Makes the same operation with fewer or more nodes.
     *
     * @param count the number of nodes
     * @return the changed operation
     */
    LinearMap withOutputs(int count);
}
