package org.mipp.capture;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.PrunableLayer;

/** The pixels of the input, or its channels, as if they were the nodes of a layer. */
final class PixelLayer {

    static final String PIXELS = "pixels";
    static final String CHANNELS = "channels";

    private PixelLayer() {}

    /** Node i is the i-th number of an image, channel by channel, row by row; for networks that read each through one column. */
    static PrunableLayer of(Architecture architecture) {
        String instead =
                "in which one pixel is not one column; capture labelled images to choose the pixels that tell the labels, or"
                        + " choose whole channels: selectChannels(acts, budget)";
        List<Layer> readers = readers(architecture, FullyConnected.class::isInstance, "fully connected", instead);
        return layer(PIXELS, Math.toIntExact(architecture.input().size()), readers);
    }

    /** Node i is the i-th channel of an image; for networks whose first maps are linear. */
    static PrunableLayer channels(Architecture architecture) {
        int channels = Math.toIntExact(architecture.input().get(0));
        argument(
                channels > 1,
                "channels: expected images of several channels, got 1; choose among the pixels: selectPixels(acts, budget)");
        String instead = "which is no linear map of the channels; choose pixels: selectPixels(acts, budget)";
        return layer(CHANNELS, channels, readers(architecture, LinearMap.class::isInstance, "linear", instead));
    }

    /** Node i is the i-th number of an image, read by nobody but the labels, through one column each. */
    static PrunableLayer beforeLabels(Architecture architecture) {
        int pixels = Math.toIntExact(architecture.input().size());
        return layer(PIXELS, pixels, new DownstreamLayer(PixelLabels.LABELS, 1, numbers(pixels)));
    }

    /** Whether every pixel is read through one column. */
    static boolean isReadByColumns(Architecture architecture) {
        return readersOf(architecture).stream().allMatch(layer -> layer.operation() instanceof FullyConnected);
    }

    private static PrunableLayer layer(String name, int nodes, List<Layer> maps) {
        return layer(
                name,
                nodes,
                maps.stream()
                        .map(map -> new DownstreamLayer(
                                map.name(), ((LinearMap) map.operation()).columns() / nodes, numbers(nodes)))
                        .toArray(DownstreamLayer[]::new));
    }

    private static PrunableLayer layer(String name, int nodes, DownstreamLayer... readers) {
        return new PrunableLayer(name, nodes, List.of(Architecture.INPUT), List.of(readers));
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Layer> readers(
            Architecture architecture, Predicate<Operation> fits, String expected, String instead) {
        List<Layer> readers = readersOf(architecture);
        for (Layer layer : readers) {
            argument(
                    fits.test(layer.operation()),
                    "pixels: expected a network whose first map is %s, got %s, where layer %s is a %s, %s",
                    expected,
                    architecture.name(),
                    layer.name(),
                    layer.operation().getClass().getSimpleName(),
                    instead);
        }
        return readers;
    }

    /** What reads the pixels, flattened or not. */
    private static List<Layer> readersOf(Architecture architecture) {
        return architecture.layers().stream()
                .filter(layer -> !(layer.operation() instanceof Flatten))
                .filter(layer -> layer.inputs().stream()
                        .anyMatch(input -> input.equals(Architecture.INPUT) || flattened(architecture, input)))
                .toList();
    }

    private static boolean flattened(Architecture architecture, String name) {
        return !name.equals(Architecture.INPUT)
                && architecture.layer(name).operation() instanceof Flatten
                && architecture.layer(name).inputs().contains(Architecture.INPUT);
    }
}
