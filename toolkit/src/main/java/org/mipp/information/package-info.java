/**
 * Estimators of mutual information and what is known of their errors: matrices or second moments in, nats out.
 *
 * <p>The Gaussian closed form lives in {@link org.mipp.information.gaussian.GaussianModel}: the information that each node shares
 * with the next layer, alone and given all other nodes. {@link org.mipp.information.gaussian.ConditionalNull} says how large that
 * becomes by chance. Values are never clamped at zero.
 *
 * <p>Beside it: estimators from samples ({@link org.mipp.information.estimator}), tasks with known answers ({@link
 * org.mipp.information.task}), an estimate's uncertainty ({@link org.mipp.information.measure}) and estimators against each
 * other ({@link org.mipp.information.benchmark}). This room knows {@code linalg} and {@code run}.
 */
@NullMarked
package org.mipp.information;

import org.jspecify.annotations.NullMarked;
