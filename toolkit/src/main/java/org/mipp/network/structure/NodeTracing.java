package org.mipp.network.structure;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.ChannelMap;
import org.mipp.network.operation.Concatenation;
import org.mipp.network.operation.CrossChannel;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.Multiply;
import org.mipp.network.operation.Operation;

/**
 * The node behind every channel (or column) of every layer's output, as a number: linear maps make nodes, most operations pass
 * them on, additions and products tie them, and so do grouped convolutions the channels of a group; flattening spreads each over
 * several columns.
 */
final class NodeTracing {

    private final Architecture architecture;
    private final Map<String, int[]> channels = new LinkedHashMap<>(); // by layer

    private int nodes;

    private NodeTracing(Architecture architecture) {
        this.architecture = architecture;
    }

    static NodeTracing of(Architecture architecture) {
        NodeTracing traced = new NodeTracing(architecture);
        TiedNodes table = new TiedNodes();
        traced.trace(table);
        traced.nodes = table.count();
        traced.channels.replaceAll((layer, nodes) -> table.roots(nodes));
        return traced;
    }

    /** How many nodes there are; their numbers are below. */
    int nodes() {
        return nodes;
    }

    /** For each channel of a layer's output, or of the {@link Architecture#INPUT}, its node. */
    int[] behind(String layer) {
        return channels.get(layer);
    }

    private void trace(TiedNodes table) {
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

    private static int[] passedOn(Operation operation, List<int[]> inputs, int width, TiedNodes table) {
        int[] first = inputs.get(0);
        if (operation instanceof LinearMap || operation instanceof CrossChannel) {
            return table.create(width);
        }
        if (operation instanceof Add || operation instanceof Multiply) {
            inputs.forEach(other -> table.tie(first, other));
        }
        if (operation instanceof GroupedConvolution grouped) {
            return passedOnInGroups(grouped, first, table);
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

    /** The channels of a group become one node, which the filters that read them pass on. */
    private static int[] passedOnInGroups(GroupedConvolution grouped, int[] channels, TiedNodes table) {
        int each = grouped.inputsPerGroup();
        for (int channel = 0; channel < channels.length; channel++) {
            table.tie(channels[channel / each * each], channels[channel]);
        }
        return IntStream.range(0, grouped.outputs())
                .map(filter -> channels[filter / grouped.outputsPerGroup() * each])
                .toArray();
    }

    /** Linear maps in order, those that share a node together. Cost: linear in the nodes. */
    List<List<Layer>> tiedMakers() {
        List<Layer> makers = architecture.layers().stream()
                .filter(layer -> layer.operation() instanceof LinearMap)
                .toList();
        TiedNodes ties = new TiedNodes();
        int[] places = ties.create(makers.size());
        int[] firstMaker = new int[nodes]; // by node
        Arrays.fill(firstMaker, -1);
        for (int maker : places) {
            for (int node : channels.get(makers.get(maker).name())) {
                if (firstMaker[node] < 0) {
                    firstMaker[node] = maker;
                } else {
                    ties.tie(firstMaker[node], maker);
                }
            }
        }
        Map<Integer, List<Layer>> groups = new LinkedHashMap<>();
        int[] roots = ties.roots(places);
        for (int maker : places) {
            groups.computeIfAbsent(roots[maker], root -> new ArrayList<>()).add(makers.get(maker));
        }
        return List.copyOf(groups.values());
    }
}
