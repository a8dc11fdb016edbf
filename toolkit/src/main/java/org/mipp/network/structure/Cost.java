package org.mipp.network.structure;

/**
 * What a layer costs.
 *
 * @param layer its name
 * @param output the shape of one sample's output, for example {@code (6, 28, 28)}
 * @param parameters how many numbers it learns
 * @param macs multiply-accumulate operations for one sample
 */
public record Cost(String layer, String output, long parameters, long macs) {}
