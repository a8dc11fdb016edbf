package org.mipp.training;

/** What a method does within every step of a training, beside the descent itself. Called on the thread that trains. */
public interface StepHook {

    /** Does nothing. */
    StepHook NONE = new StepHook() {};

    /**
     * Called when the gradients are known and before any weight changes: the place to add terms to them.
     *
     * @param step the step
     */
    default void gradientsKnown(TrainingStep step) {}

    /**
     * Called when all weights have changed.
     *
     * @param step the step
     */
    default void weightsChanged(TrainingStep step) {}
}
