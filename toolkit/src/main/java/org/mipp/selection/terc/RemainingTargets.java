package org.mipp.selection.terc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mipp.capture.LayerActivations;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Mask;

/** Which outputs of each linear map still count while layers are pruned one after the other. */
public final class RemainingTargets {

    private final Architecture architecture;
    private final Structure structure;
    private KeptNodes kept = KeptNodes.ALL;

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
        kept = kept.with(mask.layer(), mask.flags());
    }

    /** The outputs of a map that nobody has pruned yet. */
    public int[] of(DownstreamLayer reader) {
        Collection<Map.Entry<String, int[]>> made =
                structure.nodesIn(reader.map()).entrySet(); // of one prunable layer, or of none
        return IntStream.range(0, architecture.map(reader.map()).outputs())
                .filter(output -> made.stream().allMatch(nodes -> kept.stays(nodes.getKey(), nodes.getValue()[output])))
                .toArray();
    }
}
