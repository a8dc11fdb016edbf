package org.mipp.capture.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.MomentsSum;
import org.mipp.network.operation.Convolution;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.RefusedException;

/** What is taken down of one linear map that reads a prunable layer while batches go by. */
public final class LinkCapture {

    private static final int ACTIVATIONS = 1000; // rows of activations kept for figures
    private static final long VALUES = 1L << 23; // of patches that are collected at once

    private final Reading reading;
    private final CaptureOptions options;
    private final boolean glimpse;
    private final Positions drawn;
    private final int positions; // per image
    private final List<MomentsSum> sums = new ArrayList<>();
    private final RowCollector inputs;
    private final RowCollector targets;
    private final RowCollector activations;
    private @Nullable MomentsAccumulator leaf;

    /**
     * Starts with nothing.
     *
     * @param parts how many sums to keep apart
     * @param glimpse whether to keep activations to look at
     */
    public LinkCapture(Reading reading, Leaves leaves, int parts, CaptureOptions options, boolean glimpse) {
        this.reading = reading;
        this.options = options;
        this.glimpse = glimpse;
        this.drawn = new Positions(options.seed(), reading.reader().map());
        this.positions =
                options.positionsPerImage(leaves.images(), reading.map().columns());
        this.inputs = new RowCollector(options.sampleRows(), leaves.batches());
        this.targets = new RowCollector(options.sampleRows(), leaves.batches());
        this.activations = new RowCollector(glimpse ? ACTIVATIONS : 0, leaves.batches());
        for (int part = 0; part < parts; part++) {
            sums.add(new MomentsSum(reading.reader().columns(), reading.map().outputs()));
        }
    }

    /** Whether the map reads a layer. */
    public boolean of(PrunableLayer layer) {
        return reading.layer().equals(layer);
    }

    /** Whether activations to look at are kept here. */
    public boolean glimpses() {
        return glimpse;
    }

    /** The map after which there is something to add. */
    public String map() {
        return reading.reader().map();
    }

    /** How much memory the sums of a leaf take. */
    public long bytes() {
        return MomentsAccumulator.bytes(reading.columns());
    }

    /** Begins a leaf, whose sums lie on the device. */
    public void beginLeaf(NDManager memory) {
        leaf = new MomentsAccumulator(memory);
    }

    /** Adds a batch, some images at a time, so that no more patches are collected than fit. */
    public void add(Map<String, NDArray> outputs, int firstImage, int count, NDManager memory) {
        NDArray in = outputs.get(reading.before());
        NDArray out = outputs.get(reading.reader().map());
        boolean patches = reading.map() instanceof Convolution;
        int atOnce = patches ? (int) Math.max(1, Math.min(count, VALUES / (positions * reading.columns()))) : count;
        for (int from = 0; from < count; from += atOnce) {
            int to = Math.min(count, from + atOnce);
            int first = firstImage + from;
            MapRows rows = MapRows.choose(
                    reading.map(), reading.inputShape(), to - from, positions, image -> drawn.of(first + image));
            try (NDManager scope = memory.newSubManager()) {
                NDIndex some = new NDIndex("{}:{}", from, to);
                NDArray someIn = in.get(some);
                someIn.attach(scope);
                NDArray someOut = out.get(some);
                someOut.attach(scope);
                add(rows.inputs(BlockOrder.of(reading.reader(), someIn)), rows.outputs(someOut), to - from, from == 0);
            }
        }
    }

    private void add(NDArray x, NDArray y, int count, boolean first) {
        if (leaf != null) {
            leaf.add(x, y, count);
        }
        inputs.add(() -> x, first);
        targets.add(() -> y, first);
        activations.add(() -> middleColumns(x), first);
    }

    /** Of each node the middle one of its columns: for a filter its value at the middle of the patch or map. */
    private NDArray middleColumns(NDArray x) {
        DownstreamLayer reader = reading.reader();
        int width = reader.columnsPerNode();
        long[] columns = IntStream.range(0, reading.layer().nodes())
                .map(node -> Math.max(0, reader.nodes().indexOf(node))) // not read there: any node will do
                .mapToLong(block -> (long) block * width + width / 2)
                .toArray();
        return x.get(new NDIndex(":, {}", x.getManager().create(columns)));
    }

    /** Adds the leaf to a part. */
    public void endLeaf(int part) {
        if (leaf != null) {
            try (MomentsAccumulator done = leaf) {
                done.addTo(sums.get(part));
            } catch (RefusedException e) {
                throw new RefusedException("layer " + reading.layer().name() + ": " + e.getMessage(), e);
            }
            leaf = null;
        }
    }

    /** What was taken down. */
    public Link result() {
        return new Link(
                reading.reader(),
                sums.stream().map(MomentsSum::moments).toList(),
                options.sampleRows() == 0
                        ? Optional.empty()
                        : Optional.of(new LayerSample(inputs.matrix(), targets.matrix())));
    }

    /** The rows of shards, in their order, cut to as many as one capture keeps. */
    public static Matrix glimpse(List<double[]> rows) {
        return Matrix.of(rows.stream().limit(ACTIVATIONS).toArray(double[][]::new));
    }

    /** Activations of every node of the layer, to look at. */
    public Matrix activations() {
        return activations.matrix();
    }
}
