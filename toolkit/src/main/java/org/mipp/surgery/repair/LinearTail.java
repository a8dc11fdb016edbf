package org.mipp.surgery.repair;

import java.util.List;
import java.util.Optional;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;

/**
 * What becomes of a linear map's outputs before anything bends them: batch norm or not, an addition or not, then a
 * rectifier or something else. A fit of the map can aim at what comes out of the last of these.
 *
 * @param batchNorm the batch norm that alone reads the map
 * @param addition the addition that alone reads the map, or its batch norm
 * @param rectified whether a rectifier alone reads what comes out
 */
public record LinearTail(Optional<Layer> batchNorm, Optional<Layer> addition, boolean rectified) {

    /** Follows a map's outputs. */
    public static LinearTail of(Architecture architecture, Layer map) {
        Optional<Layer> batchNorm =
                architecture.onlyReader(map.name()).filter(next -> next.operation() instanceof BatchNorm);
        Layer normalised = batchNorm.orElse(map);
        Optional<Layer> addition =
                architecture.onlyReader(normalised.name()).filter(next -> next.operation() instanceof Add);
        boolean rectified = architecture
                .onlyReader(addition.orElse(normalised).name())
                .filter(next -> next.operation() instanceof Relu)
                .isPresent();
        return new LinearTail(batchNorm, addition, rectified);
    }

    /** The layer whose output the addition adds to what this map makes; the names of the others that it reads. */
    public List<String> others(Layer map) {
        String own = batchNorm.orElse(map).name();
        return addition.map(add -> add.inputs().stream()
                        .filter(input -> !input.equals(own))
                        .toList())
                .orElse(List.of());
    }
}
