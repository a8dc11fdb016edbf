/**
 * What a training makes small: the distance from labels, or from the outputs of another network (Hinton, Vinyals, Dean,
 * arXiv:1503.02531).
 *
 * <p>Open {@link org.mipp.training.loss.TrainingLoss} first, which says it; {@code LabelLoss} and {@code DistillationLoss}
 * compute it, batch by batch. This room knows {@code network}, {@code data} and {@code run}; it may not know who trains.
 */
@NullMarked
package org.mipp.training.loss;

import org.jspecify.annotations.NullMarked;
