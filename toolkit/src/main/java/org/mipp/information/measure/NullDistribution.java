package org.mipp.information.measure;

/**
 * What the estimator gives where there is nothing to find.
 *
 * @param threshold what the estimate stays below with probability {@code level} if X and Y are independent, in nats
 * @param level that probability
 * @param pValue how probable an estimate at least as large would then be
 * @param how where the threshold comes from, in words
 */
public record NullDistribution(double threshold, double level, double pValue, String how) {}
