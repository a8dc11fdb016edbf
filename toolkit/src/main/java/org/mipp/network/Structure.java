package org.mipp.network;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which nodes of a network can be pruned, and all the places where each occurs.
 *
 * <p>Every channel (or column) of every layer's output is traced back to the node that makes it: linear maps make nodes,
 * most operations pass them on, additions tie them, flattening spreads each over several columns. Nodes that are tied,
 * directly or through others, make up one {@link PrunableLayer}. Not prunable are the network's inputs and outputs, and
 * layers that are read in a way that pruning does not understand; {@link #excluded} names them with the reason.
 *
 * <p>Print it to see it. Cost: linear in the number of channels.
 */
public final class Structure {

    private final Architecture architecture;
    private final Map<String, int[]> channels = new LinkedHashMap<>(); // by layer: for each channel its node, as traced
    private final List<PrunableLayer> prunable = new ArrayList<>();
    private final Map<String, String> excluded = new LinkedHashMap<>();
    private final Map<Integer, Place> places = new LinkedHashMap<>(); // by traced node

    /** Where a traced node is: which prunable layer, which node of it. */
    private record Place(String layer, int node) {}

    private Structure(Architecture architecture) {
        this.architecture = architecture;
        NodeTable table = new NodeTable();
        trace(architecture, table);
        channels.replaceAll((layer, nodes) -> table.roots(nodes));
        for (List<Layer> makers : tiedMakers(architecture)) {
            describe(architecture, makers);
        }
    }

    /**
     * Finds the structure of a network.
     *
     * @param architecture its layers
     * @return the structure
     */
    public static Structure of(Architecture architecture) {
        return new Structure(architecture);
    }

    private void trace(Architecture architecture, NodeTable table) {
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
    private List<List<Layer>> tiedMakers(Architecture architecture) {
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

    private void describe(Architecture architecture, List<Layer> makers) {
        String name = makers.get(0).name();
        int[] nodes = numbered(makers);
        Map<Integer, Integer> number = new HashMap<>();
        for (int i = 0; i < nodes.length; i++) {
            number.put(nodes[i], i);
        }
        if (makers.contains(architecture.last())) {
            excluded.put(name, "its nodes are the network's outputs");
            return;
        }
        if (Arrays.stream(channels.get(Architecture.INPUT)).anyMatch(number::containsKey)) {
            excluded.put(name, "its nodes are tied to the network's inputs");
            return;
        }
        List<Reader> readers = new ArrayList<>();
        for (Layer layer : architecture.layers()) {
            if (layer.operation() instanceof LinearMap map) {
                int[] read = channels.get(layer.input());
                if (Arrays.stream(read).anyMatch(number::containsKey)) {
                    int[] blocks = blocks(map, read);
                    if (blocks.length == 0) {
                        excluded.put(name, layer.name() + " reads nodes through different numbers of columns");
                        return;
                    }
                    int columns = read.length * map.columnsPerInput() / blocks.length;
                    readers.add(new Reader(
                            layer.name(),
                            columns,
                            Arrays.stream(blocks)
                                    .map(node -> number.getOrDefault(node, -1))
                                    .boxed()
                                    .toList()));
                }
            }
        }
        if (readers.isEmpty()) {
            excluded.put(name, "no linear map reads its nodes");
            return;
        }
        for (int node = 0; node < nodes.length; node++) {
            places.put(nodes[node], new Place(name, node));
        }
        prunable.add(new PrunableLayer(
                name,
                nodes.length,
                makers.stream().map(Layer::name).toList(),
                readers,
                parts(makers, readers, number)));
    }

    /** What each map makes or reads that does not make or read all nodes. */
    private List<List<Integer>> parts(List<Layer> makers, List<Reader> readers, Map<Integer, Integer> number) {
        Stream<List<Integer>> made = makers.stream().map(maker -> Arrays.stream(channels.get(maker.name()))
                .map(node -> number.getOrDefault(node, -1))
                .boxed()
                .toList());
        Stream<List<Integer>> read = readers.stream()
                .map(reader -> reader.nodes().stream().filter(node -> node >= 0).toList());
        return Stream.concat(made, read)
                .map(part -> part.stream().sorted().toList())
                .filter(part -> part.size() < number.size())
                .distinct()
                .toList();
    }

    /** The nodes of a layer, numbered as the widest of its makers has them, then those that only others make. */
    private int[] numbered(List<Layer> makers) {
        return makers.stream()
                .map(maker -> channels.get(maker.name()))
                .sorted((a, b) -> b.length - a.length)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .toArray();
    }

    /** The node behind each block of a map's columns; empty if blocks differ in width or a node has several. */
    private static int[] blocks(LinearMap map, int[] read) {
        if (map instanceof Convolution) {
            return Arrays.stream(read).distinct().count() == read.length ? read : new int[0];
        }
        int[] distinct = Arrays.stream(read).distinct().toArray();
        int width = read.length / distinct.length;
        boolean regular = IntStream.range(0, read.length)
                .allMatch(column -> column / width < distinct.length && read[column] == distinct[column / width]);
        return regular ? distinct : new int[0];
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
        int[] traced = channels.get(layer);
        Map<String, int[]> nodes = new LinkedHashMap<>();
        for (int channel = 0; channel < traced.length; channel++) {
            Place place = places.get(traced[channel]);
            if (place != null) {
                nodes.computeIfAbsent(place.layer(), name -> IntStream.generate(() -> -1)
                                .limit(traced.length)
                                .toArray())[channel] =
                        place.node();
            }
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
     * @param kept for the name of a prunable layer, whether each of its nodes stays
     * @return the channels (or columns) that stay, in ascending order; all of those that cannot be pruned
     */
    public int[] kept(String layer, Function<String, boolean[]> kept) {
        int[] nodes = channels.get(layer);
        return IntStream.range(0, nodes.length)
                .filter(channel -> {
                    Place place = places.get(nodes[channel]);
                    return place == null || kept.apply(place.layer())[place.node()];
                })
                .toArray();
    }

    /**
     * Makes the smaller architecture of the nodes that stay.
     *
     * @param kept for the name of a prunable layer, whether each of its nodes stays
     * @return the architecture, every operation cut to the channels that stay
     * @throws IllegalArgumentException if no channel of some layer stays
     */
    public Architecture cut(Function<String, boolean[]> kept) {
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
