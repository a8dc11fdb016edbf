package org.mipp.surgery.block;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.List;
import java.util.Optional;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.surgery.repair.LinearTail;

/**
 * What a linear map of the pruned network aims at: what the original network has behind the map, its batch norm and the
 * addition, if there are such.
 *
 * @param map the map
 * @param batchNorm its batch norm
 * @param target the layer of the original network
 * @param others the layers that the pruned network adds, where the map makes up for what they have lost
 * @param rectified whether only what is positive counts
 */
record Aim(Layer map, Optional<Layer> batchNorm, String target, List<String> others, boolean rectified) {

    /**
     * Finds it.
     *
     * @param at the number of the layer before which the pruned network stands: an addition that reads layers from there on is
     *     left to the last of these, so the map aims at its own outputs
     */
    static Aim of(Architecture architecture, Layer map, int at) {
        LinearTail tail = LinearTail.of(architecture, map);
        List<String> others = tail.others(map);
        List<String> made =
                architecture.layers().subList(0, at).stream().map(Layer::name).toList();
        boolean late = others.stream().allMatch(name -> name.equals(Architecture.INPUT) || made.contains(name));
        Layer own = tail.batchNorm().orElse(map);
        return new Aim(
                map,
                tail.batchNorm(),
                late ? tail.addition().orElse(own).name() : own.name(),
                late ? others : List.of(),
                tail.rectified() && late);
    }

    /** What the pruned network has at the same place, given what the map and its batch norm make. */
    NDArray finish(NDArray made, List<NDArray> added) {
        NDArray sum = made;
        for (NDArray other : added) {
            sum = sum.add(other);
        }
        return bent(sum);
    }

    /** The same values where only what is positive counts. */
    NDArray bent(NDArray sum) {
        return rectified ? Activation.relu(sum) : sum;
    }
}
