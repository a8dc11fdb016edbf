/**
 * Training networks on whatever device DJL has.
 *
 * <p>Open {@link org.mipp.training.Training} first: a {@link org.mipp.training.TrainingPlan} says what is done,
 * {@code TrainingLoop} does it, {@code Checkpoint} keeps where it stopped, a {@link org.mipp.training.TrainedNetwork} is the
 * result. What is made small is the room {@code loss}, what a network is worth the room {@code judge}. This room knows
 * {@code network}, {@code data} and {@code run}; it may not know {@code capture}.
 */
@NullMarked
package org.mipp.training;

import org.jspecify.annotations.NullMarked;
