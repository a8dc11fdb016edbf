package org.mipp.capture.moments;

import ai.djl.ndarray.types.Shape;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;

/**
 * A linear map that reads a prunable layer, and what there is to know of it beforehand.
 *
 * @param layer the prunable layer
 * @param reader the map's name and which nodes it reads
 * @param map the map
 * @param before the layer whose output the map reads
 * @param inputShape the shape of that, for one image
 */
public record Reading(PrunableLayer layer, DownstreamLayer reader, LinearMap map, String before, Shape inputShape) {

    /** What there is to know of a map that reads a layer. */
    public static Reading of(PrunableLayer layer, DownstreamLayer reader, Architecture architecture) {
        String before = architecture.layer(reader.map()).input();
        return new Reading(
                layer,
                reader,
                architecture.map(reader.map()),
                before,
                architecture.outputs().get(before));
    }

    /** Columns of inputs and targets together. */
    public long columns() {
        return (long) reader.columns() + map.outputs();
    }
}
