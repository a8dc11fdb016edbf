package org.mipp.network.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.mipp.network.Initialisation;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.ChannelWise;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.progress.Progress;

/**
 * How long the layers of a network take on this machine with fewer channels, and so the network: each linear map is run by itself
 * at a few numbers of inputs and outputs, other layers at a few numbers of channels; in between times are interpolated, and
 * more channels never take less.
 *
 * <p>A layer by itself finds its input in the cache and its neighbours out of the way, so the sums are brought to what the whole
 * network and one of about a quarter of its nodes take, by a factor and a constant. Every time is the shortest of some runs: what
 * else the machine does only adds. Layers of equal shapes are run once. Cost: nine runs at up to
 * sixteen sizes of each map, four of other layers.
 */
public final class LayerTimes {

    private static final double[] SHARES = {0.125, 0.25, 0.5, 1};
    private static final int WARM_UP = 2;
    private static final int RUNS = 7;
    private static final int PASSES = 9; // of the whole networks
    private static final int QUARTER = 4;
    private static final int IMAGE = 3; // axes

    private final Architecture architecture;
    private final Map<String, TimeTable> tables = new HashMap<>();
    private final int batch;
    private double factor = 1;
    private double constant;

    private LayerTimes(Architecture architecture, int batch) {
        this.architecture = architecture;
        this.batch = batch;
    }

    /**
     * Measures.
     *
     * @param architecture of the network, whose weights do not matter
     * @param batch images at once; fewer where the network makes too much of them
     * @return the times
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one layer
     */
    public static LayerTimes measure(Architecture architecture, int batch) {
        LayerTimes times = new LayerTimes(architecture, BatchMemory.atOnce(architecture, batch));
        try (Progress progress =
                Progress.of("latency of layers", architecture.layers().size() + 1L)) {
            Map<List<Object>, TimeTable> same = new HashMap<>();
            for (Layer layer : architecture.layers()) {
                if (times.counts(layer)) {
                    List<Object> shapes = List.of(layer.operation(), times.shape(layer.input()));
                    TimeTable table = same.containsKey(shapes) ? same.get(shapes) : times.table(layer, progress);
                    same.put(shapes, table);
                    times.tables.put(layer.name(), table);
                }
                progress.advance(1, layer.name());
            }
            times.calibrate(progress);
            progress.advance(1);
        }
        return times;
    }

    /** Others are left to the constant. */
    private boolean counts(Layer layer) {
        Operation operation = layer.operation();
        int axes = shape(layer.name()).dimension();
        return (axes == 1 || axes == IMAGE)
                && (operation instanceof LinearMap || operation instanceof ChannelWise || operation instanceof Add);
    }

    private Shape shape(String layer) {
        return architecture.outputs().get(layer);
    }

    private TimeTable table(Layer layer, Progress progress) {
        int[] inputs = numbers(layer.input());
        boolean map = layer.operation() instanceof LinearMap;
        int[] outputs = map ? numbers(layer.name()) : new int[] {1};
        double[][] nanoseconds = new double[inputs.length][outputs.length];
        for (int i = 0; i < inputs.length; i++) {
            for (int j = 0; j < outputs.length; j++) {
                nanoseconds[i][j] = alone(layer, inputs[i], map ? outputs[j] : inputs[i]);
                progress.advance(0);
            }
        }
        return new TimeTable(inputs, outputs, nanoseconds).rising();
    }

    /** At how many channels of an output to look: at all of them alone, if none can go. */
    private int[] numbers(String layer) {
        int all = Math.toIntExact(shape(layer).get(0));
        return architecture.structure().nodesIn(layer).isEmpty()
                ? new int[] {all}
                : Arrays.stream(SHARES)
                        .mapToInt(share -> (int) Math.max(1, Math.rint(share * all)))
                        .distinct()
                        .toArray();
    }

    /** The shortest time of a layer with the first of its inputs and outputs. */
    private double alone(Layer layer, int inputs, int outputs) {
        long[] sizes = shape(layer.input()).getShape().clone();
        sizes[0] = inputs;
        Operation operation = layer.operation()
                .keep(
                        IntStream.range(0, inputs).toArray(),
                        IntStream.range(0, outputs).toArray());
        String[] read = layer.inputs().stream().map(own -> Architecture.INPUT).toArray(String[]::new);
        Shape end = operation.output(
                layer.inputs().stream().map(own -> new Shape(sizes)).toList());
        int width = Math.toIntExact(end.get(0));
        Architecture one = new ArchitectureBuilder("one layer", new Shape(sizes))
                .add(layer.name(), operation, read)
                .then("end", end.dimension() == 1 ? new FullyConnected(width, 1) : Convolution.of(width, 1, 1))
                .build(); // the end is not run: it makes a network of the layer
        try (LiveNetwork live = LiveNetwork.open(Initialisation.of(one, 0))) {
            NDArray input = noise(live);
            NDArray[] all = layer.inputs().stream().map(own -> input).toArray(NDArray[]::new);
            double least = Double.POSITIVE_INFINITY;
            for (int run = -WARM_UP; run < RUNS; run++) {
                long start = System.nanoTime();
                try (NDArray made = live.apply(layer.name(), all)) {
                    waitFor(made);
                }
                least = run < 0 ? least : Math.min(least, (double) (System.nanoTime() - start));
            }
            return least;
        }
    }

    private NDArray noise(LiveNetwork live) {
        Shape shape = new Shape(batch).addAll(live.network().architecture().input());
        float[] values = new float[Math.toIntExact(shape.size())];
        Random random = new Random(0);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return live.manager().create(values, shape);
    }

    private static void waitFor(NDArray made) {
        try (NDArray flat = made.flatten();
                NDArray first = flat.get(0)) {
            first.getFloat(); // on a GPU calls come back before the work is done
        }
    }

    /** Brings the sums to what the whole network and one of about a quarter of its nodes take, in turns. */
    private void calibrate(Progress progress) {
        Architecture quarter = architecture.structure().cut(quarter());
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        List<LiveNetwork> live = new ArrayList<>();
        try {
            for (Architecture one : List.of(architecture, quarter)) {
                live.add(LiveNetwork.open(Initialisation.of(one, 0)));
            }
            List<NDArray> inputs = live.stream().map(this::noise).toList();
            for (int run = -WARM_UP; run < PASSES; run++) {
                for (int i = 0; i < 2; i++) {
                    long start = System.nanoTime();
                    try (NDManager scope = live.get(i).manager().newSubManager()) {
                        inputs.get(i).tempAttach(scope);
                        waitFor(live.get(i).forward(inputs.get(i)));
                    }
                    least[i] = run < 0 ? least[i] : Math.min(least[i], (double) (System.nanoTime() - start));
                    progress.advance(0);
                }
            }
        } finally {
            live.forEach(LiveNetwork::close);
        }
        double whole = sum(layer -> channels(architecture, layer));
        double less = sum(layer -> channels(quarter, layer));
        factor = whole > less ? Math.max(0, (least[0] - least[1]) / (whole - less)) : 1;
        constant = least[0] - factor * whole;
        if (constant < 0 || factor == 0) {
            factor = least[0] / whole;
            constant = 0;
        }
    }

    private static int channels(Architecture network, String layer) {
        return Math.toIntExact(network.outputs().get(layer).get(0));
    }

    private KeptNodes quarter() {
        Map<String, boolean[]> kept = new HashMap<>();
        for (PrunableLayer layer : architecture.prunable()) {
            boolean[] stays = new boolean[layer.nodes()];
            IntStream.range(0, stays.length).forEach(node -> stays[node] = node % QUARTER == 0);
            layer.parts().forEach(part -> stays[part.get(0)] = true);
            kept.put(layer.name(), stays);
        }
        return KeptNodes.of(kept);
    }

    /**
     * Adds up.
     *
     * @param channels how many each output has left, by the name of its layer
     * @return nanoseconds of one pass
     */
    public double nanoseconds(ToIntFunction<String> channels) {
        return constant + factor * sum(channels);
    }

    private double sum(ToIntFunction<String> channels) {
        double sum = 0;
        for (Layer layer : architecture.layers()) {
            TimeTable table = tables.get(layer.name());
            if (table != null) {
                sum += table.at(channels.applyAsInt(layer.input()), channels.applyAsInt(layer.name()));
            }
        }
        return sum;
    }
}
