package org.mipp.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.Tracker;
import java.util.Map;
import java.util.function.Function;

/**
 * DJL's optimisers with their memory of former steps in a manager that somebody closes: DJL itself leaves it to be freed
 * never.
 */
final class DjlOptimiser {

    private DjlOptimiser() {}

    /**
     * Makes an optimiser that remembers nothing yet.
     *
     * @param plan what it does
     * @param from the number of its first step
     * @param steps how many steps the plan has
     * @param memory where it keeps what it remembers
     */
    static Optimizer of(TrainingPlan plan, long from, long steps, NDManager memory) {
        Tracker rate = update -> (float) plan.rate(from + update - 1, steps); // DJL counts from 1
        if (plan.optimiser() instanceof Optimiser.Sgd sgd) {
            return new OwnedSgd(
                    Optimizer.sgd()
                            .setLearningRateTracker(rate)
                            .optMomentum((float) sgd.momentum())
                            .optWeightDecays((float) sgd.weightDecay()),
                    memory);
        }
        return new OwnedAdam(Optimizer.adam().optLearningRateTracker(rate), memory);
    }

    private static NDArray owned(NDArray state, NDManager memory) {
        if (state.getManager() != memory) {
            state.attach(memory);
        }
        return state;
    }

    private static final class OwnedSgd extends Sgd {

        private final NDManager memory;

        OwnedSgd(Builder builder, NDManager memory) {
            super(builder);
            this.memory = memory;
        }

        @Override
        protected NDArray withDefaultState(
                Map<String, Map<Device, NDArray>> state, String key, Device device, Function<String, NDArray> initial) {
            return owned(super.withDefaultState(state, key, device, initial), memory);
        }
    }

    private static final class OwnedAdam extends Adam {

        private final NDManager memory;

        OwnedAdam(Builder builder, NDManager memory) {
            super(builder);
            this.memory = memory;
        }

        @Override
        protected NDArray withDefaultState(
                Map<String, Map<Device, NDArray>> state, String key, Device device, Function<String, NDArray> initial) {
            return owned(super.withDefaultState(state, key, device, initial), memory);
        }
    }
}
