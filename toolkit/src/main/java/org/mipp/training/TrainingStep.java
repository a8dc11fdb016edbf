package org.mipp.training;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;

/** One step of a running training: its number, and the weights and gradients as they are now. */
public final class TrainingStep {

    private final LiveNetwork live;
    private final long number;
    private final long steps;

    TrainingStep(LiveNetwork live, long number, long steps) {
        this.live = live;
        this.number = number;
        this.steps = steps;
    }

    /** {@return how many steps of the plan come before it} */
    public long number() {
        return number;
    }

    /** {@return how many steps the plan has} */
    public long steps() {
        return steps;
    }

    /**
     * Copies a weight.
     *
     * @param name its name, for example {@code conv1.weight}
     * @return its values now
     */
    public Tensor weight(String name) {
        NDArray array = live.parameter(name);
        return Tensor.of(array.getShape(), array.toFloatArray());
    }

    /**
     * Overwrites a weight.
     *
     * @param name its name, for example {@code conv1.weight}
     * @param value of the same shape
     * @throws IllegalArgumentException if the shape is another
     */
    public void setWeight(String name, Tensor value) {
        live.set(name, value);
    }

    /**
     * Copies a gradient: of the mean loss of the step's images, and of whatever has been added. Zero once the weights have
     * changed.
     *
     * @param name of the weight, no running statistic
     * @return the derivative by each of its values
     */
    public Tensor gradient(String name) {
        try (NDArray gradient = live.parameter(name).getGradient()) {
            return Tensor.of(gradient.getShape(), gradient.toFloatArray());
        }
    }

    /**
     * Adds a term to a gradient.
     *
     * @param name of the weight, no running statistic
     * @param term of the shape of the weight
     * @throws IllegalArgumentException if the shape is another
     */
    public void addToGradient(String name, Tensor term) {
        try (NDArray gradient = live.parameter(name).getGradient()) {
            argument(
                    gradient.getShape().equals(term.shape()),
                    "gradient of %s: expected a term of the shape %s, got %s",
                    name,
                    gradient.getShape(),
                    term.shape());
            try (NDArray addend = live.manager().create(term.toArray(), term.shape())) {
                gradient.addi(addend);
            }
        }
    }
}
