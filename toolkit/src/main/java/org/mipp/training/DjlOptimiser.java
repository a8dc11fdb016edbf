package org.mipp.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.Tracker;
import java.util.Map;
import java.util.function.Function;

/** DJL's optimisers with their memory of former steps where it can be read, restored and closed. */
final class DjlOptimiser {

    private DjlOptimiser() {}

    /**
     * Makes an optimiser.
     *
     * @param plan what it does
     * @param from the number of the plan's step that is its first, of those that it remembers or takes
     * @param remembered how many steps it remembers
     * @param steps how many steps the plan has
     * @param memory what it remembers
     */
    static Optimizer of(TrainingPlan plan, long from, long remembered, long steps, OptimiserMemory memory) {
        Tracker rate = update -> (float) plan.schedule().rate(from + update - 1, steps); // DJL counts from 1
        if (plan.optimiser() instanceof Optimiser.Sgd sgd) {
            return new OwnedSgd(
                    Optimizer.sgd()
                            .setLearningRateTracker(rate)
                            .optMomentum((float) sgd.momentum())
                            .optWeightDecays((float) sgd.weightDecay())
                            .optBeginNumUpdate(Math.toIntExact(remembered)),
                    memory);
        }
        return new OwnedAdam(
                Optimizer.adam().optLearningRateTracker(rate).optBeginNumUpdate(Math.toIntExact(remembered)), memory);
    }

    private static final class OwnedSgd extends Sgd {

        private final OptimiserMemory memory;

        OwnedSgd(Builder builder, OptimiserMemory memory) {
            super(builder);
            this.memory = memory;
        }

        @Override
        protected NDArray withDefaultState(
                Map<String, Map<Device, NDArray>> state, String key, Device device, Function<String, NDArray> zeros) {
            return memory.keep(
                    state,
                    key,
                    super.withDefaultState(
                            state, key, device, name -> memory.initial(state, name, () -> zeros.apply(name))));
        }
    }

    private static final class OwnedAdam extends Adam {

        private final OptimiserMemory memory;

        OwnedAdam(Builder builder, OptimiserMemory memory) {
            super(builder);
            this.memory = memory;
        }

        @Override
        protected NDArray withDefaultState(
                Map<String, Map<Device, NDArray>> state, String key, Device device, Function<String, NDArray> zeros) {
            return memory.keep(
                    state,
                    key,
                    super.withDefaultState(
                            state, key, device, name -> memory.initial(state, name, () -> zeros.apply(name))));
        }
    }
}
