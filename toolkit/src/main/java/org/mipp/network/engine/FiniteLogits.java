package org.mipp.network.engine;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.mipp.network.NotFiniteException;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;

/** Logits that an answer can rest on. */
public final class FiniteLogits {

    private FiniteLogits() {}

    /**
     * Computes the logits, in evaluation mode.
     *
     * @param live the network
     * @param input floats, shape {@code [images, channels, height, width]}
     * @return shape {@code [images, classes]}, in the manager of the input
     * @throws NotFiniteException if one is NaN or infinite, as when sums grow beyond what floats hold; it names the first
     *     layer of which an output is not finite, which costs one more forward pass per layer before it
     */
    public static NDArray of(LiveNetwork live, NDArray input) {
        NDArray logits = live.forward(input);
        if (finite(logits)) {
            return logits;
        }
        Architecture architecture = live.network().architecture();
        String first = architecture.layers().stream()
                .map(Layer::name)
                .filter(layer -> !finite(live.outputs(input, Set.of(layer)).get(layer)))
                .findFirst()
                .orElse(architecture.last().name());
        throw new NotFiniteException(
                "outputs of " + live.network().label(),
                "NaN or infinity from layer " + first + " on, though all weights are finite");
    }

    private static boolean finite(NDArray array) {
        try (NDArray nan = array.isNaN();
                NDArray infinite = array.isInfinite()) {
            return !nan.any().getBoolean() && !infinite.any().getBoolean();
        }
    }
}
