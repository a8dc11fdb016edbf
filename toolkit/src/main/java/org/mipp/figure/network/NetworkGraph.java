package org.mipp.figure.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.Concatenation;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;

/**
 * A network as a figure shows it: the input, linear maps with their nodes, additions and concatenations; what passes every
 * node on by itself is left out.
 *
 * @param columns in the order in which they are computed
 * @param edges which column reads which
 */
record NetworkGraph(List<Column> columns, List<Edge> edges) {

    /** What a column is. */
    enum Kind {
        INPUT,
        MAP,
        ADDITION,
        CONCATENATION
    }

    /**
     * One column.
     *
     * @param name of its layer
     * @param kind what it is
     * @param kept for each node whether it stays; empty for additions and concatenations, which make none
     * @param prunable the prunable layer that its nodes belong to, if they can be pruned
     */
    record Column(String name, Kind kind, boolean[] kept, Optional<PrunableLayer> prunable) {

        long keptCount() {
            long count = 0;
            for (boolean stays : kept) {
                count += stays ? 1 : 0;
            }
            return count;
        }
    }

    /** From one column, by its place, to another that reads it. */
    record Edge(int from, int to) {}

    /** The places of the columns of one kind, from left to right. */
    List<Integer> places(Kind kind) {
        return IntStream.range(0, columns.size())
                .filter(place -> columns.get(place).kind() == kind)
                .boxed()
                .toList();
    }

    static NetworkGraph of(Architecture architecture, KeptNodes keptNodes) {
        Structure structure = architecture.structure();
        Map<String, PrunableLayer> prunable = new HashMap<>();
        structure.prunable().forEach(layer -> prunable.put(layer.name(), layer));
        List<Column> columns = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        Map<String, Integer> sources = new HashMap<>(); // by layer: the column whose nodes it passes on
        columns.add(new Column(
                Architecture.INPUT,
                Kind.INPUT,
                flags(structure.kept(Architecture.INPUT, keptNodes), 0),
                Optional.empty()));
        sources.put(Architecture.INPUT, 0);
        for (Layer layer : architecture.layers()) {
            Kind kind = kind(layer);
            if (kind == Kind.INPUT) {
                sources.put(layer.name(), sources.get(layer.input()));
                continue;
            }
            int place = columns.size();
            layer.inputs().forEach(input -> edges.add(new Edge(sources.get(input), place)));
            sources.put(layer.name(), place);
            columns.add(
                    layer.operation() instanceof LinearMap map
                            ? new Column(
                                    layer.name(),
                                    kind,
                                    flags(structure.kept(layer.name(), keptNodes), map.outputs()),
                                    structure.nodesIn(layer.name()).keySet().stream()
                                            .findFirst()
                                            .map(prunable::get))
                            : new Column(layer.name(), kind, new boolean[0], Optional.empty()));
        }
        return new NetworkGraph(columns, edges);
    }

    /** What a layer is drawn as; INPUT for one that only passes nodes on. */
    private static Kind kind(Layer layer) {
        return layer.operation() instanceof LinearMap
                ? Kind.MAP
                : layer.operation() instanceof Add
                        ? Kind.ADDITION
                        : layer.operation() instanceof Concatenation ? Kind.CONCATENATION : Kind.INPUT;
    }

    private static boolean[] flags(int[] kept, int least) {
        int nodes = Math.max(least, kept.length == 0 ? 0 : kept[kept.length - 1] + 1);
        boolean[] flags = new boolean[nodes];
        for (int node : kept) {
            flags[node] = true;
        }
        return flags;
    }
}
