package org.mipp.network.structure;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.Operation;

/**
 * What a network costs once nodes are gone, without making the smaller network: a search asks for it thousands of times.
 *
 * <p>A linear map costs so much for each pair of an input and an output that stay, and for each output; every other
 * operation for each output alone. The results are those of {@link Structure#cut}. Cost of an answer: linear in the channels
 * that layers make.
 */
public final class CutCosts {

    /** What a layer costs for each pair of an input and an output, and for each output. */
    private record Prices(long parametersPerPair, long parametersPerOutput, long macsPerPair, long macsPerOutput) {}

    /** The nodes of one prunable layer behind the channels of some output. */
    private record Part(String layer, int[] nodes) {}

    private final Architecture architecture;
    private final List<Prices> prices = new ArrayList<>(); // by layer
    private final Map<String, List<Part>> parts;
    private final Map<String, Shape> shapes;

    private CutCosts(Structure structure) {
        this.architecture = structure.architecture();
        this.shapes = architecture.outputs();
        this.parts = shapes.keySet().stream()
                .collect(Collectors.toMap(layer -> layer, layer -> structure.nodesIn(layer).entrySet().stream()
                        .map(entry -> new Part(entry.getKey(), entry.getValue()))
                        .toList()));
        architecture.layers().forEach(layer -> prices.add(prices(layer)));
    }

    /**
     * Prepares the counts.
     *
     * @param structure of a network
     * @return what it costs after cuts
     */
    public static CutCosts of(Structure structure) {
        return new CutCosts(structure);
    }

    private Prices prices(Layer layer) {
        Operation operation = layer.operation();
        long outputs = shapes.get(layer.name()).get(0);
        long parameters =
                operation.parameters().values().stream().mapToLong(Shape::size).sum();
        long macs = operation.macs(layer.inputs().stream().map(shapes::get).toList());
        if (operation instanceof LinearMap map) {
            long pairs = (long) map.inputs() * map.outputs();
            return new Prices(map.columnsPerInput(), map.bias() ? 1 : 0, macs / pairs, 0);
        }
        return new Prices(0, parameters / outputs, 0, macs / outputs);
    }

    /**
     * Counts the numbers that are learned.
     *
     * @param kept the nodes that stay
     * @return as many as {@link Architecture#parameterCount} of the cut network
     */
    public long parameters(KeptNodes kept) {
        return sum(kept, true);
    }

    /**
     * Counts multiply-accumulate operations for one sample.
     *
     * @param kept the nodes that stay
     * @return as many as {@link Architecture#macs} of the cut network
     */
    public long macs(KeptNodes kept) {
        return sum(kept, false);
    }

    /**
     * Counts prunable nodes.
     *
     * @param kept the nodes that stay
     * @return as many as stay of all prunable layers together
     */
    public long nodes(KeptNodes kept) {
        return architecture.prunable().stream()
                .mapToLong(layer -> kept.of(layer).length)
                .sum();
    }

    /**
     * Counts channels.
     *
     * @param layer the layer, or {@link Architecture#INPUT}
     * @param kept the nodes that stay
     * @return how many channels (or columns) of its output stay
     */
    public int channels(String layer, KeptNodes kept) {
        return Math.toIntExact(staying(layer, kept));
    }

    /** {@return the whole network} */
    public Architecture architecture() {
        return architecture;
    }

    private long sum(KeptNodes kept, boolean parameters) {
        long sum = 0;
        for (int i = 0; i < prices.size(); i++) {
            Prices price = prices.get(i);
            long perPair = parameters ? price.parametersPerPair : price.macsPerPair;
            long perOutput = parameters ? price.parametersPerOutput : price.macsPerOutput;
            if (perPair > 0 || perOutput > 0) {
                Layer layer = architecture.layers().get(i);
                long outputs = staying(layer.name(), kept);
                long pairs = perPair > 0 ? outputs * staying(layer.input(), kept) : 0;
                sum += perPair * pairs + perOutput * outputs;
            }
        }
        return sum;
    }

    /** How many channels (or columns) of a layer's output stay. */
    private long staying(String layer, KeptNodes kept) {
        long staying = shapes.get(layer).get(0);
        for (Part part : parts.get(layer)) {
            boolean @Nullable [] flags = kept.flags(part.layer);
            for (int i = 0; flags != null && i < part.nodes.length; i++) {
                staying -= part.nodes[i] >= 0 && !flags[part.nodes[i]] ? 1 : 0;
            }
        }
        return staying;
    }
}
