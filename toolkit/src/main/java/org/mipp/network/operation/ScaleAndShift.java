package org.mipp.network.operation;

/**
 * An operation that multiplies by its {@code weight}, one number a channel, and adds its {@code bias}: new ones begin with
 * ones and zeros.
 */
public interface ScaleAndShift {}
