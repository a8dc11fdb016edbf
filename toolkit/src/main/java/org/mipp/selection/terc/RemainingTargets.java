package org.mipp.selection.terc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mipp.capture.LayerActivations;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Mask;

/** Which outputs of each linear map still count while layers are pruned one after the other. */
public final class RemainingTargets {

    private final Architecture architecture;
    private final Structure structure;
    private final Map<String, boolean[]> kept = new HashMap<>(); // by prunable layer

    public RemainingTargets(Architecture architecture) {
        this.architecture = architecture;
        this.structure = architecture.structure();
    }

    /** The order of pruning: layers of one map from outputs to inputs, then tied ones, likewise. */
    public static List<LayerActivations> outputsToInputs(List<LayerActivations> layers) {
        List<LayerActivations> inside = new ArrayList<>();
        List<LayerActivations> tied = new ArrayList<>();
        layers.forEach(layer -> (layer.layer().tied() ? tied : inside).add(layer));
        Collections.reverse(inside);
        Collections.reverse(tied);
        inside.addAll(tied);
        return inside;
    }

    /** Notes that a layer has been pruned. */
    public void keepOnly(Mask mask) {
        kept.put(mask.layer(), mask.flags());
    }

    /** The outputs of a map that nobody has pruned yet. */
    public int[] of(DownstreamLayer reader) {
        int outputs = architecture.map(reader.map()).outputs();
        return structure.nodesIn(reader.map()).entrySet().stream()
                .filter(made -> kept.containsKey(made.getKey()))
                .map(made -> IntStream.range(0, outputs)
                        .filter(output -> kept.get(made.getKey())[made.getValue()[output]])
                        .toArray())
                .findFirst()
                .orElseGet(() -> IntStream.range(0, outputs).toArray());
    }
}
