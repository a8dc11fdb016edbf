package org.mipp.capture;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mipp.capture.moments.BlockOrder;
import org.mipp.capture.moments.Link;
import org.mipp.capture.moments.MomentsAccumulator;
import org.mipp.data.Images;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Convolution;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.run.progress.Progress;

/**
 * Second moments of what each map sees of a prunable layer and the labels, where {@link Capture} has the map's own outputs:
 * for choosing nodes by what they tell the labels. One row per image.
 *
 * <p>What a convolution sees is averaged over a grid of at most {@value #GRID} x {@value #GRID} fields, fewer where a layer has
 * more than {@value #COLUMNS} of them; what a fully connected layer sees is taken as it is. Labels are one-hot.
 *
 * <p>Cost: one pass over the images.
 */
public final class LabelCapture {

    private static final int GRID = 5;
    private static final int COLUMNS = 512;

    private LabelCapture() {}

    /**
     * Runs the captured images through the network again.
     *
     * @param captured whose network, images and layers to take
     * @return the same layers; the targets of their links are the labels
     * @throws IllegalArgumentException if the images have no labels, or are all of one class
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static List<LayerActivations> of(Activations captured) {
        Images images = captured.images();
        int[] labels = images.labels();
        argument(
                IntStream.range(1, images.size()).anyMatch(i -> labels[i] != labels[0]),
                "labels as targets: expected images of at least two classes, got %s, all of one; capture images of all classes,"
                        + " as data.sample(2_000) gives them",
                images);
        try (Progress progress =
                        Progress.of("capturing labels of " + captured.stage().label(), images.size());
                LiveNetwork live = LiveNetwork.open(captured.stage().network());
                NDManager memory = live.manager().newSubManager()) {
            Map<Seen, View> views = views(captured, memory);
            run(live, images, views, memory, progress);
            return captured.layers().stream()
                    .map(layer -> new LayerActivations(
                            layer.layer(),
                            layer.links().stream()
                                    .map(link ->
                                            views.get(Seen.by(link.reader())).link(link.reader()))
                                    .toList(),
                            layer.activations()))
                    .toList();
        }
    }

    private static Map<Seen, View> views(Activations captured, NDManager memory) {
        Architecture architecture = captured.stage().network().architecture();
        Map<Seen, View> views = new HashMap<>();
        for (LayerActivations layer : captured.layers()) {
            layer.links()
                    .forEach(link -> views.computeIfAbsent(
                            Seen.by(link.reader()), seen -> View.of(architecture, link.reader(), memory)));
        }
        return views;
    }

    private static void run(
            LiveNetwork live, Images images, Map<Seen, View> views, NDManager memory, Progress progress) {
        Architecture architecture = live.network().architecture();
        int classes = Math.toIntExact(
                architecture.outputs().get(architecture.last().name()).size());
        Set<String> wanted = views.values().stream().map(View::before).collect(Collectors.toSet());
        int size = BatchMemory.fastest(architecture);
        for (int from = 0; from < images.size(); from += size) {
            Images some = images.range(from, Math.min(images.size(), from + size));
            try (NDManager batch = memory.newSubManager()) {
                NDArray hot = live.uploadLabels(some, batch).oneHot(classes);
                Map<String, NDArray> outputs = live.outputs(LiveNetwork.toInput(live.upload(some, batch)), wanted);
                views.values().forEach(view -> view.add(outputs, hot));
                progress.advance(hot.getShape().get(0));
            }
        }
    }

    /** A map, and the order of what it sees: the same for several layers, but where their blocks are put together. */
    private record Seen(String map, List<Integer> order) {

        static Seen by(DownstreamLayer reader) {
            return new Seen(reader.map(), reader.order());
        }
    }

    /** What one map sees, image by image. */
    private record View(DownstreamLayer first, String before, int field, int width, MomentsAccumulator sums) {

        static View of(Architecture architecture, DownstreamLayer reader, NDManager memory) {
            String before = architecture.layer(reader.map()).input();
            MomentsAccumulator sums = new MomentsAccumulator(memory);
            if (!(architecture.map(reader.map()) instanceof Convolution convolution)) {
                return new View(reader, before, 0, reader.columnsPerNode(), sums);
            }
            Shape shape = architecture.outputs().get(before);
            int side = Math.toIntExact(Math.max(shape.get(1), shape.get(2)));
            int fitting = (int) Math.max(1, Math.sqrt((double) COLUMNS / shape.get(0)));
            int field = ceiling(side, Math.min(GRID, fitting));
            int width = ceiling(Math.toIntExact(shape.get(1)), field) * ceiling(Math.toIntExact(shape.get(2)), field);
            return new View(
                    reader, before, field, width * (reader.columnsPerNode() / convolution.columnsPerInput()), sums);
        }

        private static int ceiling(int length, int parts) {
            return (length + parts - 1) / parts;
        }

        void add(Map<String, NDArray> outputs, NDArray hot) {
            NDArray seen = BlockOrder.of(first, outputs.get(before));
            Shape square = new Shape(field, field);
            NDArray fields = field > 1 ? Pool.avgPool2d(seen, square, square, new Shape(0, 0), true, false) : seen;
            long images = hot.getShape().get(0);
            sums.add(fields.reshape(images, -1), hot, images);
        }

        Link link(DownstreamLayer reader) {
            return new Link(
                    new DownstreamLayer(reader.map(), width, reader.nodes()),
                    List.of(sums.moments()),
                    Optional.empty());
        }
    }
}
