/**
 * Estimators of mutual information that train a small network: lower bounds from a critic, and two that predict.
 *
 * <p>Start with {@link org.mipp.information.neural.Smile} or {@link org.mipp.information.neural.Mine}, which are bounds that
 * one {@link org.mipp.information.neural.CriticMi} ascends. All are {@link
 * org.mipp.information.neural.NeuralEstimator}s: trained on one part of the samples, stopped by a second, and the number
 * that they report is the value on a third part that neither has seen. They see dependence of any shape, need thousands
 * of samples and seconds of time, and depend on their seed. One algorithm, one file; what they share is the training loop.
 * Networks are trained here without the engine's gradient collector, see {@code Perceptron}: estimates on several threads, and
 * next to a network that is being trained, do not disturb each other. That network and the loop are for these estimators alone,
 * which is why the twenty-odd files are one room. It knows {@code information}, {@code linalg} and {@code run}, and DJL; it may
 * not know the other estimators.
 */
@NullMarked
package org.mipp.information.neural;

import org.jspecify.annotations.NullMarked;
