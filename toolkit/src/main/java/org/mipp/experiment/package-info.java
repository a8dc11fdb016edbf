/**
 * Methods, budgets and seeds side by side, by the field's checklist (Blalock et al., arXiv:2003.03033): accuracy before, right
 * after the cut, after repair and after retraining; parameters, multiply-accumulates, measured latency.
 *
 * <p>Open {@link org.mipp.experiment.Experiment} first: a {@link org.mipp.experiment.Protocol} says what is done to each
 * network, {@code SeededRuns} does it for one seed, {@code RunFolder} keeps every finished
 * {@link org.mipp.experiment.PruningRun}, an {@link org.mipp.experiment.ExperimentResult} sums up. This room knows
 * {@code selection}, {@code surgery}, {@code training} and what these know; it may not know a single competitor.
 */
@NullMarked
package org.mipp.experiment;

import org.jspecify.annotations.NullMarked;
