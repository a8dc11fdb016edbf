package org.mipp.network.operation;

import ai.djl.ndarray.NDArray;
import java.util.function.BinaryOperator;

/**
 * Arithmetic with a constant where gradients are computed. DJL (0.35.1) makes an array of a number that looks at memory of Java's,
 * and closes it once the operation is done; what the engine keeps for the backward pass then looks at memory that Java's garbage
 * collector takes away whenever it likes, and gradients became wrong or NaN, once in some thousand passes. The arrays here own
 * their number. Sums keep nothing, and may take numbers as they are.
 */
public final class Constants {

    private Constants() {}

    /** {@return the array times a constant} */
    public static NDArray times(NDArray array, Number constant) {
        return with(array, constant, NDArray::mul);
    }

    /** {@return the array divided by a constant} */
    public static NDArray over(NDArray array, Number constant) {
        return with(array, constant, NDArray::div);
    }

    /** {@return the array to a constant power} */
    public static NDArray power(NDArray array, Number constant) {
        return with(array, constant, NDArray::pow);
    }

    /** {@return the larger of the array and a constant, number by number} */
    public static NDArray larger(NDArray array, Number constant) {
        return with(array, constant, NDArray::maximum);
    }

    /** {@return the smaller of the array and a constant, number by number} */
    public static NDArray smaller(NDArray array, Number constant) {
        return with(array, constant, NDArray::minimum);
    }

    private static NDArray with(NDArray array, Number constant, BinaryOperator<NDArray> operation) {
        try (NDArray ofJava = array.getManager().create(constant);
                NDArray ofEngine = ofJava.duplicate()) {
            return operation.apply(array, ofEngine);
        }
    }
}
