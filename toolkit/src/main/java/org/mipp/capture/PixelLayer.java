package org.mipp.capture;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.PrunableLayer;

/** The pixels of the input as if they were the nodes of a layer, for networks that read each through one column. */
final class PixelLayer {

    private PixelLayer() {}

    /** Node i is the i-th number of an image: channel by channel, row by row. */
    static PrunableLayer of(Architecture architecture) {
        int pixels = Math.toIntExact(architecture.input().size());
        List<Integer> nodes = IntStream.range(0, pixels).boxed().toList();
        List<DownstreamLayer> readers = new ArrayList<>();
        for (Layer layer : architecture.layers()) {
            for (String input : layer.inputs()) {
                boolean seesPixels = input.equals(Architecture.INPUT) || flattened(architecture, input);
                boolean passesOn = layer.operation() instanceof Flatten;
                argument(
                        !seesPixels || passesOn || layer.operation() instanceof FullyConnected,
                        "pixels: expected a network whose first linear map is fully connected, got %s, where layer %s is a"
                                + " %s, in which one pixel is not one column; choose among the pixels of a multi-layer"
                                + " perceptron",
                        architecture.name(),
                        layer.name(),
                        layer.operation().getClass().getSimpleName());
                if (seesPixels && !passesOn) {
                    readers.add(new DownstreamLayer(layer.name(), 1, nodes));
                }
            }
        }
        return new PrunableLayer("pixels", pixels, List.of(Architecture.INPUT), readers);
    }

    private static boolean flattened(Architecture architecture, String name) {
        return !name.equals(Architecture.INPUT)
                && architecture.layer(name).operation() instanceof Flatten
                && architecture.layer(name).inputs().contains(Architecture.INPUT);
    }
}
