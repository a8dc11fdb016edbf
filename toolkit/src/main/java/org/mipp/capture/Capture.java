package org.mipp.capture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.data.ImageBatches;
import org.mipp.data.Images;
import org.mipp.network.NetworkStage;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.Progress;
import org.mipp.run.Provenance;
import org.mipp.run.RefusedException;

/** Runs images through a network and takes down what every prunable layer does. Labels are not used. */
public final class Capture {

    private static final int BATCH = 250;
    private static final int ACTIVATIONS = 1000; // rows of activations kept for figures

    private final NetworkStage stage;
    private final Images images;
    private final CaptureOptions options;
    private final List<PrunableLayer> layers;
    private final int atOnce;

    private Capture(NetworkStage stage, Images images, CaptureOptions options, List<PrunableLayer> layers) {
        this.stage = stage;
        this.images = images;
        this.options = options;
        this.layers = layers;
        Architecture architecture = stage.network().architecture();
        Set<String> kept = layers.stream()
                .flatMap(layer -> layer.readers().stream())
                .flatMap(reader ->
                        Stream.of(reader.map(), architecture.layer(reader.map()).input()))
                .collect(Collectors.toSet());
        this.atOnce = BatchMemory.atOnce(architecture, kept, BATCH);
    }

    /**
     * Captures the activations of every prunable layer. One pass over the images, in evaluation mode.
     *
     * @param stage the network
     * @param images what to run through it
     * @param options how much to capture
     * @return moments and a sample per layer
     * @throws IllegalArgumentException if the images do not fit the network or an activation is not finite
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

    private Activations run() {
        try (Progress progress = Progress.of("capturing " + stage.label(), images.size());
                LiveNetwork live = LiveNetwork.open(stage.network());
                ImageBatches batches = ImageBatches.of(images, atOnce);
                NDManager memory = live.manager().newSubManager()) {
            List<LayerCapture> captures = layers.stream()
                    .map(layer -> new LayerCapture(layer, stage.network().architecture(), memory))
                    .toList();
            Set<String> read = captures.stream()
                    .flatMap(capture -> capture.links.stream())
                    .flatMap(link -> Stream.of(link.before, link.reader.map()))
                    .collect(Collectors.toSet());
            SplittableRandom random = new SplittableRandom(options.seed());
            for (int from = 0; from < images.size(); from += atOnce) {
                int to = Math.min(images.size(), from + atOnce);
                int part = (int) ((long) from * parts() / images.size());
                try (NDManager batch = memory.newSubManager()) {
                    NDArray floats = LiveNetwork.toInput(live.upload(batches.next(), batch));
                    Map<String, NDArray> outputs = live.outputs(floats, read);
                    for (LayerCapture capture : captures) {
                        capture.add(outputs, part, to - from, random);
                    }
                }
                progress.advance(to - from);
            }
            return new Activations(
                    stage,
                    images,
                    options,
                    captures.stream().map(LayerCapture::result).toList(),
                    new Provenance(options.seed(), images.size(), live.device().toString(), progress.seconds()));
        }
    }

    private int parts() {
        return Math.min(options.parts(), batches());
    }

    private int batches() {
        return (images.size() + atOnce - 1) / atOnce;
    }

    /** What is taken down of one prunable layer while batches go by. */
    private final class LayerCapture {

        private final PrunableLayer layer;
        private final List<LinkCapture> links;
        private final LinkCapture widest;
        private final RowCollector activations = new RowCollector(ACTIVATIONS, batches());

        LayerCapture(PrunableLayer layer, Architecture architecture, NDManager memory) {
            this.layer = layer;
            this.links = layer.readers().stream()
                    .map(reader -> new LinkCapture(reader, architecture, memory))
                    .toList();
            this.widest = links.stream()
                    .max(Comparator.comparingLong(link -> link.reader.nodesRead()))
                    .orElseThrow();
        }

        void add(Map<String, NDArray> outputs, int part, int count, SplittableRandom random) {
            for (LinkCapture link : links) {
                NDArray x = link.add(outputs, part, count, random);
                if (link == widest) {
                    activations.add(middleColumns(x));
                }
            }
        }

        /** Of each node the middle one of its columns: for a filter its value at the middle of the patch or map. */
        private NDArray middleColumns(NDArray x) {
            DownstreamLayer reader = widest.reader;
            int width = reader.columnsPerNode();
            long[] columns = IntStream.range(0, layer.nodes())
                    .map(node -> Math.max(0, reader.nodes().indexOf(node))) // not read there: any node will do
                    .mapToLong(block -> (long) block * width + width / 2)
                    .toArray();
            return x.get(new NDIndex(":, {}", x.getManager().create(columns)));
        }

        LayerActivations result() {
            try {
                return new LayerActivations(
                        layer, links.stream().map(LinkCapture::result).toList(), activations.matrix());
            } catch (RefusedException e) {
                throw new RefusedException("layer " + layer.name() + ": " + e.getMessage(), e);
            }
        }
    }

    /** The sums of one linear map that reads a prunable layer. */
    private final class LinkCapture {

        private final DownstreamLayer reader;
        private final LinearMap map;
        private final String before;
        private final Shape inputShape;
        private final List<MomentsAccumulator> parts = new ArrayList<>();
        private final RowCollector inputs = new RowCollector(options.sampleRows(), batches());
        private final RowCollector targets = new RowCollector(options.sampleRows(), batches());

        LinkCapture(DownstreamLayer reader, Architecture architecture, NDManager memory) {
            this.reader = reader;
            this.map = architecture.map(reader.map());
            this.before = architecture.layer(reader.map()).input();
            this.inputShape = architecture.outputs().get(before);
            for (int part = 0; part < parts(); part++) {
                parts.add(new MomentsAccumulator(memory));
            }
        }

        NDArray add(Map<String, NDArray> outputs, int part, int count, SplittableRandom random) {
            MapRows rows = MapRows.choose(
                    map, inputShape, count, options.positionsPerImage(images.size(), map.columns()), random);
            NDArray x = rows.inputs(outputs.get(before));
            NDArray y = rows.outputs(outputs.get(reader.map()));
            parts.get(part).add(x, y, count);
            inputs.add(x);
            targets.add(y);
            return x;
        }

        Link result() {
            return new Link(
                    reader,
                    parts.stream().map(MomentsAccumulator::moments).toList(),
                    options.sampleRows() == 0
                            ? Optional.empty()
                            : Optional.of(new LayerSample(inputs.matrix(), targets.matrix())));
        }
    }
}
