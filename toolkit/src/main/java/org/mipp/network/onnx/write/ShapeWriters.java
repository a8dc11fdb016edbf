package org.mipp.network.onnx.write;

import static org.mipp.network.onnx.write.GraphWriting.text;
import static org.mipp.network.onnx.write.GraphWriting.whole;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mipp.network.operation.ChannelMap;
import org.mipp.network.operation.Pad;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Resize;

/** Writes what changes the shape of images, and what reads images beside vectors. */
final class ShapeWriters {

    private static final long[] SIDES = {2, 3}; // axes of an image, counting that of the images at once

    private ShapeWriters() {}

    /** Networks here go on with a vector, ONNX with sides of one pixel. */
    static void global(LayerWriting layer, String type) {
        String name = layer.layer().name();
        String pooled = layer.graph().tensor(name + "/pooled");
        layer.graph().node(name, type, layer.inputs(), pooled);
        layer.graph().node(name + "/Flatten", "Flatten", List.of(pooled), layer.output(), whole("axis", 1));
    }

    static void unflatten(LayerWriting layer) {
        layer.node("Unsqueeze", List.of(layer.numbers("sides", SIDES)));
    }

    /** Two at a time; vectors get sides of one pixel beside images. */
    static void multiply(LayerWriting layer) {
        boolean images = layer.inputShapes().stream().anyMatch(shape -> shape.dimension() == 3);
        List<String> factors = new ArrayList<>();
        for (int i = 0; i < layer.inputs().size(); i++) {
            String factor = layer.inputs().get(i);
            boolean vector = layer.inputShapes().get(i).dimension() == 1;
            factors.add(
                    images && vector
                            ? layer.before("Unsqueeze", List.of(factor, layer.numbers("sides", SIDES)))
                            : factor);
        }
        String product = factors.get(0);
        for (int i = 1; i < factors.size() - 1; i++) {
            product = layer.before("Mul", List.of(product, factors.get(i)));
        }
        layer.node("Mul", List.of(product, factors.get(factors.size() - 1)), List.of());
    }

    static void pad(LayerWriting layer) {
        Pad pad = layer.operation(Pad.class);
        Padding around = pad.padding();
        layer.node(
                "Pad",
                List.of(
                        layer.numbers("pads", 0, 0, around.top(), around.left(), 0, 0, around.bottom(), around.right()),
                        layer.floats("value", new Shape(), pad.value())),
                text("mode", pad.mode().name().toLowerCase(Locale.ROOT)));
    }

    /** To a size, which ONNX wants with the number of images at once: it is taken from what is there. */
    static void resize(LayerWriting layer) {
        Resize resize = layer.operation(Resize.class);
        String images = layer.inputs().get(0);
        String before = layer.before(
                "Slice",
                List.of(layer.before("Shape", List.of(images)), layer.numbers("from", 0), layer.numbers("to", 2)));
        String sides =
                layer.numbers("sides", resize.size().height(), resize.size().width());
        String size = layer.before("Concat", List.of(before, sides), whole("axis", 0));
        boolean nearest = resize.mode() == Resize.Mode.NEAREST;
        layer.node(
                "Resize",
                List.of("", "", size),
                text("mode", nearest ? "nearest" : "linear"),
                text("coordinate_transformation_mode", nearest ? "asymmetric" : "half_pixel"),
                text("nearest_mode", "floor"));
    }

    /** Every n-th pixel, a channel of zeros behind the others, and then channels by their places. */
    static void channelMap(LayerWriting layer) {
        ChannelMap map = layer.operation(ChannelMap.class);
        String from = layer.inputs().get(0);
        if (map.stride() > 1) {
            from = layer.before(
                    "Slice",
                    List.of(
                            from,
                            layer.numbers("starts", 0, 0),
                            layer.numbers("ends", Long.MAX_VALUE, Long.MAX_VALUE),
                            layer.numbers("axes", SIDES),
                            layer.numbers("steps", map.stride(), map.stride())));
        }
        if (map.source().contains(-1)) {
            boolean image = layer.inputShape().dimension() == 3;
            long[] pads = image ? new long[] {0, 0, 0, 0, 0, 1, 0, 0} : new long[] {0, 0, 0, 1};
            from = layer.before("Pad", List.of(from, layer.numbers("pads", pads)));
        }
        String places = layer.numbers(
                "places",
                map.source().stream()
                        .mapToLong(channel -> channel < 0 ? map.inputs() : channel)
                        .toArray());
        layer.node("Gather", List.of(from), List.of(places), whole("axis", 1));
    }
}
