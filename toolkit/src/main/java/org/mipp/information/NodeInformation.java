package org.mipp.information;

/**
 * What one node tells the next layer's linear map, in nats.
 *
 * @param node its index in the layer
 * @param alone I(X_i; Y), by itself; nodes that say the same all score high here
 * @param unique phi_i = I(X_i; Y | all other nodes): what the layer loses when this node alone goes
 * @param spread one standard error of {@code unique}, by the jackknife over parts of the sample; NaN where none was
 *     estimated
 */
public record NodeInformation(int node, double alone, double unique, double spread) {}
