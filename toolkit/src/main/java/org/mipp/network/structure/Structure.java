package org.mipp.network.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.Operation;

/**
 * Which nodes of a network can be pruned, and all the places where each occurs.
 *
 * <p>Every channel (or column) of every layer's output is traced back to the node that makes it: linear maps make nodes,
 * most operations pass them on, additions and products tie them, and so do grouped convolutions the channels of a group; flattening
 * spreads each over several columns. Nodes that are tied, directly or through others, make up one {@link PrunableLayer}. Not
 * prunable are the network's inputs and outputs, and what an operation reads or makes that needs all channels;
 * {@link #excluded} names them with the reason.
 *
 * <p>{@link Architecture#structure} has it; print it to see it. Cost: linear in the channels that layers make and read.
 */
public final class Structure {

    private final Architecture architecture;
    private final NodeTracing traced;
    private final List<PrunableLayer> prunable = new ArrayList<>();
    private final Map<String, String> excluded = new LinkedHashMap<>();
    private final int[] group; // by traced node, those that are tied together; -1 for those that no map makes
    private final int[] number; // by traced node, within its group
    private final Map<Integer, String> names = new HashMap<>(); // of the groups that are prunable layers

    private Structure(Architecture architecture) {
        this.architecture = architecture;
        this.traced = NodeTracing.of(architecture);
        List<List<Layer>> groups = traced.tiedMakers();
        List<int[]> nodes = groups.stream().map(this::numbered).toList();
        this.group = new int[traced.nodes()];
        this.number = new int[traced.nodes()];
        Arrays.fill(group, -1);
        for (int tied = 0; tied < groups.size(); tied++) {
            for (int i = 0; i < nodes.get(tied).length; i++) {
                group[nodes.get(tied)[i]] = tied;
                number[nodes.get(tied)[i]] = i;
            }
        }
        Map<Integer, String> fixed = FixedNodes.of(architecture, this::groupsBehind);
        List<List<Layer>> reading = reading(groups.size());
        for (int tied = 0; tied < groups.size(); tied++) {
            describe(
                    tied,
                    groups.get(tied),
                    nodes.get(tied).length,
                    Optional.ofNullable(fixed.get(tied)),
                    reading.get(tied));
        }
    }

    /** Derives the structure of a network anew: ask {@link Architecture#structure}. */
    static Structure of(Architecture architecture) {
        return new Structure(architecture);
    }

    /** For every group of tied nodes, the linear maps that read any of them. */
    private List<List<Layer>> reading(int groups) {
        List<List<Layer>> reading = Stream.generate(() -> (List<Layer>) new ArrayList<Layer>())
                .limit(groups)
                .toList();
        for (Layer layer : architecture.layers()) {
            if (layer.operation() instanceof LinearMap) {
                groupsBehind(layer.input()).forEach(read -> reading.get(read).add(layer));
            }
        }
        return reading;
    }

    private IntStream groupsBehind(String layer) {
        return Arrays.stream(traced.behind(layer))
                .map(node -> group[node])
                .filter(tied -> tied >= 0)
                .distinct();
    }

    /** The number of a node in a group; -1 if it is of another. */
    private int number(int node, int tied) {
        return group[node] == tied ? number[node] : -1;
    }

    /** The prunable layer whose node it is. */
    private Optional<String> layerOf(int node) {
        return Optional.ofNullable(names.get(group[node]));
    }

    private void describe(int tied, List<Layer> makers, int nodes, Optional<String> fixed, List<Layer> reading) {
        String name = makers.get(0).name();
        Optional<String> reason =
                fixed.or(() -> Optional.of("no linear map reads its nodes").filter(none -> reading.isEmpty()));
        if (reason.isPresent()) {
            excluded.put(name, reason.get());
            return;
        }
        names.put(tied, name);
        List<DownstreamLayer> readers = reading.stream()
                .map(layer -> ColumnBlocks.of(layer, traced.behind(layer.input()), node -> number(node, tied)))
                .toList();
        prunable.add(new PrunableLayer(
                name, nodes, makers.stream().map(Layer::name).toList(), readers, parts(makers, readers, tied, nodes)));
    }

    /** What each map makes or reads that does not make or read all nodes. */
    private List<List<Integer>> parts(List<Layer> makers, List<DownstreamLayer> readers, int tied, int nodes) {
        Stream<List<Integer>> made = makers.stream().map(maker -> Arrays.stream(traced.behind(maker.name()))
                .map(node -> number(node, tied))
                .distinct()
                .boxed()
                .toList());
        Stream<List<Integer>> read = readers.stream()
                .map(reader -> reader.nodes().stream().filter(node -> node >= 0).toList());
        return Stream.concat(made, read)
                .map(part -> part.stream().sorted().toList())
                .filter(part -> part.size() < nodes)
                .distinct()
                .toList();
    }

    /** The nodes of a layer, numbered as the widest of its makers has them, then those that only others make. */
    private int[] numbered(List<Layer> makers) {
        return makers.stream()
                .map(maker -> traced.behind(maker.name()))
                .sorted((a, b) -> b.length - a.length)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .toArray();
    }

    /** {@return what can be pruned, in the order of the first makers} */
    public List<PrunableLayer> prunable() {
        return Collections.unmodifiableList(prunable);
    }

    /** {@return the linear maps whose nodes cannot be pruned, with the reason} */
    public Map<String, String> excluded() {
        return Collections.unmodifiableMap(excluded);
    }

    /**
     * Finds the nodes behind a layer's outputs: those that a linear map makes, or that another operation passes on.
     *
     * @param layer the layer, or {@link Architecture#INPUT}
     * @return for every prunable layer whose nodes occur there (of a linear map, one at most), for each channel (or column)
     *     the node, or -1 if it is none of that layer's
     */
    public Map<String, int[]> nodesIn(String layer) {
        int[] here = traced.behind(layer);
        Map<String, int[]> nodes = new LinkedHashMap<>();
        for (int channel = 0; channel < here.length; channel++) {
            int node = here[channel];
            int place = channel;
            layerOf(node)
                    .ifPresent(name -> nodes.computeIfAbsent(name, made -> IntStream.generate(() -> -1)
                                    .limit(here.length)
                                    .toArray())[place] =
                            number[node]);
        }
        return nodes;
    }

    /** {@return the network's layers} */
    public Architecture architecture() {
        return architecture;
    }

    /**
     * Says which channels of a layer's output stay.
     *
     * @param layer the layer, or {@link Architecture#INPUT}
     * @param kept which nodes stay
     * @return the channels (or columns) that stay, in ascending order; all of those that cannot be pruned
     */
    public int[] kept(String layer, KeptNodes kept) {
        int[] nodes = traced.behind(layer);
        return IntStream.range(0, nodes.length)
                .filter(channel -> layerOf(nodes[channel])
                        .map(name -> kept.stays(name, number[nodes[channel]]))
                        .orElse(true))
                .toArray();
    }

    /**
     * Makes the smaller architecture of the nodes that stay.
     *
     * @param kept which nodes stay
     * @return the architecture, every operation cut to the channels that stay
     * @throws IllegalArgumentException if no channel of some layer stays
     */
    public Architecture cut(KeptNodes kept) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (Layer layer : architecture.layers()) {
            operations.put(layer.name(), layer.operation().keep(kept(layer.input(), kept), kept(layer.name(), kept)));
        }
        return architecture.with(operations);
    }

    @Override
    public String toString() {
        return prunable.stream().map(PrunableLayer::toString).collect(Collectors.joining("\n"))
                + excluded.entrySet().stream()
                        .map(entry -> "\n" + entry.getKey() + ": not prunable, " + entry.getValue())
                        .collect(Collectors.joining());
    }
}
