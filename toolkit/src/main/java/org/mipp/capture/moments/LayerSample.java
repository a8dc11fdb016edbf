package org.mipp.capture.moments;

import org.mipp.linalg.Matrix;

/**
 * Some observations of one prunable layer and the linear map that reads it, for estimators that need the values themselves.
 *
 * @param inputs what the map sees: the columns of each node side by side, shape {@code [rows, columns]}
 * @param targets what the map makes of it, before its activation, shape {@code [rows, nodes of the map]}
 */
public record LayerSample(Matrix inputs, Matrix targets) {}
