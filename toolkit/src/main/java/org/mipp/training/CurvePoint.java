package org.mipp.training;

/**
 * One point of a learning curve: means over the steps since the point before.
 *
 * @param epoch epochs done, in fractions
 * @param loss mean cross-entropy of the batches, in nats
 * @param accuracy share of the batches' images classified rightly, 0 to 1, while training
 */
public record CurvePoint(double epoch, double loss, double accuracy) {}
