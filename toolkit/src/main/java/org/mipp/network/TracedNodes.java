package org.mipp.network;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The node behind every channel (or column) of every layer's output, as a number: linear maps make nodes, most operations pass
 * them on, additions tie them, flattening spreads each over several columns.
 */
final class TracedNodes {

    private final Architecture architecture;
    private final Map<String, int[]> channels = new LinkedHashMap<>(); // by layer

    private TracedNodes(Architecture architecture) {
        this.architecture = architecture;
    }

    static TracedNodes of(Architecture architecture) {
        TracedNodes traced = new TracedNodes(architecture);
        NodeTable table = new NodeTable();
        traced.trace(table);
        traced.channels.replaceAll((layer, nodes) -> table.roots(nodes));
        return traced;
    }

    /** For each channel of a layer's output, or of the {@link Architecture#INPUT}, its node. */
    int[] behind(String layer) {
        return channels.get(layer);
    }

    private void trace(NodeTable table) {
        Map<String, Shape> shapes = architecture.outputs();
        channels.put(
                Architecture.INPUT,
                table.create(Math.toIntExact(architecture.input().get(0))));
        for (Layer layer : architecture.layers()) {
            List<int[]> inputs = layer.inputs().stream().map(channels::get).toList();
            int width = Math.toIntExact(shapes.get(layer.name()).get(0));
            channels.put(layer.name(), passedOn(layer.operation(), inputs, width, table));
        }
    }

    private static int[] passedOn(Operation operation, List<int[]> inputs, int width, NodeTable table) {
        int[] first = inputs.get(0);
        if (operation instanceof LinearMap) {
            return table.create(width);
        }
        if (operation instanceof Add) {
            inputs.forEach(other -> table.tie(first, other));
        }
        if (operation instanceof Flatten) {
            return IntStream.range(0, width)
                    .map(column -> first[column / (width / first.length)])
                    .toArray();
        }
        if (operation instanceof Concatenation) {
            return inputs.stream().flatMapToInt(Arrays::stream).toArray();
        }
        if (operation instanceof ChannelMap map) {
            return map.source().stream()
                    .mapToInt(channel -> channel < 0 ? table.create(1)[0] : first[channel])
                    .toArray();
        }
        return first;
    }

    /** Linear maps in order, those that share a node together. */
    List<List<Layer>> tiedMakers() {
        List<List<Layer>> groups = new ArrayList<>();
        Map<Integer, List<Layer>> groupOfNode = new LinkedHashMap<>();
        for (Layer layer : architecture.layers()) {
            if (layer.operation() instanceof LinearMap) {
                List<Layer> group = new ArrayList<>(List.of(layer));
                for (int node : channels.get(layer.name())) {
                    List<Layer> other = groupOfNode.get(node);
                    if (other != null && other != group) {
                        other.addAll(group);
                        groups.remove(group);
                        List<Layer> absorbed = group;
                        groupOfNode.replaceAll((key, value) -> value == absorbed ? other : value);
                        group = other;
                    }
                    groupOfNode.put(node, group);
                }
                if (!groups.contains(group)) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }
}
