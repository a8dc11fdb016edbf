package org.mipp.surgery.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.Dropout;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.surgery.repair.LinearTail;

/**
 * Two linear maps with nothing between them but a rectifier, a batch norm before it and pools behind it: the inside of a
 * residual block, or two neighbours of a chain. Neighbouring pairs overlap: the reader of one may be the maker of the next.
 *
 * @param maker the first map
 * @param between what runs after it up to the second map, the rectifier among them
 * @param reader the second map
 */
record RectifiedPair(Layer maker, List<Layer> between, Layer reader) {

    RectifiedPair {
        between = List.copyOf(between);
    }

    /** All pairs of a network, by the name of the maker, from inputs to outputs. */
    static Map<String, RectifiedPair> of(Architecture architecture) {
        Map<String, RectifiedPair> pairs = new LinkedHashMap<>();
        for (Layer layer : architecture.layers()) {
            if (layer.operation() instanceof LinearMap) {
                from(architecture, layer).ifPresent(pair -> pairs.put(layer.name(), pair));
            }
        }
        return pairs;
    }

    private static Optional<RectifiedPair> from(Architecture architecture, Layer maker) {
        LinearTail tail = LinearTail.of(architecture, maker);
        if (!tail.rectified() || tail.addition().isPresent()) {
            return Optional.empty();
        }
        List<Layer> between = new ArrayList<>();
        tail.batchNorm().ifPresent(between::add);
        Optional<Layer> next =
                architecture.onlyReader(tail.batchNorm().orElse(maker).name()); // the rectifier
        while (next.isPresent() && !(next.get().operation() instanceof LinearMap)) {
            between.add(next.get());
            next = architecture
                    .onlyReader(next.get().name())
                    .filter(layer -> layer.operation() instanceof LinearMap || passesOn(layer.operation()));
        }
        return next.map(reader -> new RectifiedPair(maker, between, reader));
    }

    /** What neither mixes nodes nor bends what is not negative. */
    private static boolean passesOn(Operation operation) {
        return operation instanceof MaxPool
                || operation instanceof AveragePool
                || operation instanceof GlobalAveragePool
                || operation instanceof Flatten
                || operation instanceof Dropout;
    }
}
