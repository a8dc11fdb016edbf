/**
 * Weights as files that come from and go back to Python: safetensors and npz, never pickles.
 *
 * <p>{@link org.mipp.network.weights.WeightsFile} reads and writes, {@link org.mipp.network.weights.Weights} is what a file
 * holds before it is known to fit a network. {@link org.mipp.network.weights.DatasetFile} reads
 * labelled images from the same formats.
 */
@NullMarked
package org.mipp.network.weights;

import org.jspecify.annotations.NullMarked;
