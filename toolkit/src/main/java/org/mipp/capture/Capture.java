package org.mipp.capture;

import static org.mipp.run.Checks.argument;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.Leaves;
import org.mipp.capture.moments.LinkCapture;
import org.mipp.capture.moments.Reading;
import org.mipp.capture.shard.CapturedShard;
import org.mipp.capture.shard.Shard;
import org.mipp.capture.shard.ShardFile;
import org.mipp.capture.shard.ShardKey;
import org.mipp.data.Images;
import org.mipp.network.NetworkStage;
import org.mipp.network.engine.FreeMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.Provenance;
import org.mipp.run.progress.Progress;

/** Runs images through a network and takes down what every prunable layer does. Labels are not used. */
public final class Capture {

    /** What reads the pixels in the place of a map where the labels are to be told. */
    public static final String LABELS = PixelLabels.LABELS;

    private final NetworkStage stage;
    private final Images images;
    private final CaptureOptions options;
    private final List<PrunableLayer> layers;
    private final List<Reading> readings;
    private final Leaves leaves;

    private Capture(NetworkStage stage, Images images, CaptureOptions options, List<PrunableLayer> layers) {
        Architecture architecture = stage.network().architecture();
        this.stage = stage;
        this.images = images;
        this.options = options;
        this.layers = layers;
        this.readings = layers.stream()
                .flatMap(layer -> layer.readers().stream().map(reader -> Reading.of(layer, reader, architecture)))
                .toList();
        this.leaves = Leaves.of(architecture, readings, images.size(), options);
    }

    /**
     * Captures the activations of every prunable layer, in evaluation mode. One pass over the images where the sums of all
     * layers fit into memory, else several, layers by turns: to the last bit the same.
     *
     * @param stage the network
     * @param images what to run through it
     * @param options how much to capture
     * @return moments and a sample per layer
     * @throws IllegalArgumentException if the images do not fit the network, an activation is not finite, or not even the
     *     largest layer's sums fit into memory
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Activations of(NetworkStage stage, Images images, CaptureOptions options) {
        return new Capture(
                        stage, images, options, stage.network().architecture().prunable())
                .run();
    }

    /**
     * Captures the pixels of the input as one layer named {@code pixels}, with what the first linear map makes of them.
     *
     * @param stage a network whose first linear map is fully connected
     * @param images what to run through it
     * @param options how much to capture
     * @return moments and a sample of that layer; pixels are numbered channel by channel, row by row
     * @throws IllegalArgumentException if the images do not fit the network, or it reads pixels by anything but fully
     *     connected layers
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Activations ofPixels(NetworkStage stage, Images images, CaptureOptions options) {
        PrunableLayer pixels = PixelLayer.of(stage.network().architecture());
        return new Capture(stage, images, options, List.of(pixels)).run();
    }

    /**
     * Says whether {@link #ofPixels} can be asked for: whether the network reads every pixel through one column.
     *
     * @param stage a network
     * @return whether its first linear maps are fully connected
     */
    public static boolean readsPixelsByColumns(NetworkStage stage) {
        return PixelLayer.isReadByColumns(stage.network().architecture());
    }

    /**
     * Captures the pixels of the input as one layer named {@code pixels}, with the labels of the images in the place of what a
     * network makes of them: one column per class but the last, 1 where an image is of it. No network runs.
     *
     * @param stage the network that the pixels are for
     * @param images labelled
     * @param options how much to capture; only the seed is kept
     * @return moments and a sample of that layer; pixels are numbered channel by channel, row by row
     * @throws IllegalArgumentException if the images have no labels or one class
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Activations ofPixelsAndLabels(NetworkStage stage, Images images, CaptureOptions options) {
        return PixelLabels.of(stage, images, options);
    }

    /**
     * Captures the channels of the input as one layer named {@code channels}, with what the first linear maps make of them.
     *
     * @param stage a network that reads images of several channels by linear maps
     * @param images what to run through it
     * @param options how much to capture
     * @return moments and a sample of that layer
     * @throws IllegalArgumentException if the images do not fit the network or have one channel, or it reads them by anything but
     *     linear maps
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Activations ofChannels(NetworkStage stage, Images images, CaptureOptions options) {
        PrunableLayer channels = PixelLayer.channels(stage.network().architecture());
        return new Capture(stage, images, options, List.of(channels)).run();
    }

    /**
     * Captures a share of the images and writes it to a file, for {@link ShardMerge}.
     *
     * @param stage the network
     * @param images all images, also those of the other shards
     * @param options how much to capture
     * @param shard which share, and where it goes
     * @return where it is
     * @throws IllegalArgumentException if the images do not fit the network, or there are more shards than leaves
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch; no file is left
     */
    public static CapturedShard shard(NetworkStage stage, Images images, CaptureOptions options, Shard shard) {
        return new Capture(
                        stage, images, options, stage.network().architecture().prunable())
                .write(shard);
    }

    private CapturedShard write(Shard shard) {
        int count = leaves.count();
        argument(
                shard.of() <= count,
                "shard: expected at most %d shards of %d images, one for each leaf of %d, got %d; make leaves smaller, in all"
                        + " shards alike: CaptureOptions.DEFAULT.leaf(%d)",
                count,
                images.size(),
                leaves.leaf(),
                shard.of(),
                Math.max(1, images.size() / shard.of()));
        long began = System.nanoTime();
        int first = shard.firstLeaf(count);
        int end = shard.endOfLeaves(count);
        List<LinkCapture> links = run(first, end, end - first, leaf -> leaf - first, FreeMemory.bytes());
        Path file = shard.place(stage.network().label());
        ShardKey key = ShardKey.of(stage.network(), images, options, leaves, shard.of());
        int from = leaves.from(first);
        int to = leaves.from(end);
        ShardFile.write(file, shard, key, stage.network(), images, from, to, links);
        return new CapturedShard(shard, file, to - from, (System.nanoTime() - began) / 1e9);
    }

    /** Captures some leaves, each into a sum of its own. */
    static List<LinkCapture> leaves(NetworkStage stage, Images images, CaptureOptions options, int from, int to) {
        Capture all = new Capture(
                stage, images, options, stage.network().architecture().prunable());
        return all.run(from, to, to - from, leaf -> leaf - from, FreeMemory.bytes());
    }

    private Activations run() {
        return run(FreeMemory.bytes());
    }

    /** Captures as if so much memory were free: with none, every map has a pass of its own. */
    static Activations within(NetworkStage stage, Images images, CaptureOptions options, long free) {
        return new Capture(
                        stage, images, options, stage.network().architecture().prunable())
                .run(free);
    }

    private Activations run(long free) {
        long began = System.nanoTime();
        List<LinkCapture> captures = run(0, leaves.count(), leaves.parts(), leaves::part, free);
        String device = Engine.getInstance().defaultDevice().toString();
        return new Activations(
                stage,
                images,
                options,
                layers.stream().map(layer -> assemble(layer, captures)).toList(),
                new Provenance(options.seed(), images.size(), device, (System.nanoTime() - began) / 1e9));
    }

    private static LayerActivations assemble(PrunableLayer layer, List<LinkCapture> captures) {
        List<LinkCapture> own =
                captures.stream().filter(capture -> capture.of(layer)).toList();
        return new LayerActivations(
                layer,
                own.stream().map(LinkCapture::result).toList(),
                own.stream()
                        .filter(LinkCapture::glimpses)
                        .findFirst()
                        .orElseThrow()
                        .activations());
    }

    /** Captures the leaves from one to another, whose sums are kept in parts. */
    private List<LinkCapture> run(int from, int to, int parts, IntUnaryOperator part, long free) {
        CapturePlan plan = CapturePlan.of(stage.network().architecture(), readings, leaves, parts, free);
        long units = (long) plan.passes().size() * (leaves.from(to) - leaves.from(from));
        List<LinkCapture> captures = new ArrayList<>();
        try (Progress progress = Progress.of("capturing " + stage.label(), units);
                LiveNetwork live = LiveNetwork.open(stage.network())) {
            plan.need().say(progress);
            for (List<Reading> pass : plan.passes()) {
                List<LinkCapture> turn = pass.stream()
                        .map(reading -> new LinkCapture(reading, leaves, parts, options, widest(reading)))
                        .toList();
                CapturePass over = new CapturePass(live, images, leaves, turn, progress);
                for (int leaf = from; leaf < to; leaf++) {
                    over.add(leaf, part.applyAsInt(leaf));
                }
                captures.addAll(turn);
            }
        }
        return captures;
    }

    /** Whether a map reads more of the layer's nodes than any other. */
    private boolean widest(Reading reading) {
        return reading.reader()
                .equals(reading.layer().readers().stream()
                        .max(Comparator.comparingLong(DownstreamLayer::nodesRead))
                        .orElseThrow());
    }
}
