/**
 * Distributions whose mutual information is known exactly: what an estimator can be judged by.
 *
 * <p>{@link org.mipp.information.task.Tasks} lists them: the 40 tasks of the benchmark of Czyż, Grabowski, Vogt, Beerenwinkel and
 * Marx, Beyond Normal: On the Evaluation of Mutual Information Estimators (NeurIPS 2023, arXiv:2306.11078), under the
 * same ids, and others whose target is a label or that ask for conditional information. The exact values come from
 * formulas, next to the sampler that they belong to. This room knows {@code linalg} and {@code run}.
 */
@NullMarked
package org.mipp.information.task;

import org.jspecify.annotations.NullMarked;
