package org.mipp.information.measure;

/**
 * How far an estimate would have moved on another sample. The estimator's bias is not in it: an interval can be narrow and
 * miss the truth.
 *
 * @param low the lower end, in nats
 * @param high the upper end, in nats
 * @param level how often such an interval should hold the mean of the estimator, between 0 and 1
 * @param how how it was made, in words
 */
public record Interval(double low, double high, double level, String how) {}
