package org.mipp.network.onnx.read;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mipp.network.onnx.model.Constant;
import org.mipp.network.operation.Resize;
import org.mipp.network.operation.Sides;

/** Images scaled to another size. */
final class ResizeOperators {

    private ResizeOperators() {}

    static void read(GraphNode node) {
        Signal input = PoolingOperators.image(node);
        Sides size = size(node, input.dims());
        boolean plain = node.number("antialias", 0) == 0
                && !node.hasAttribute("axes")
                && node.text("keep_aspect_ratio_policy", "stretch").equals("stretch");
        boolean upsample = node.type().equals("Upsample") || node.opset() < 11;
        String places = node.text("coordinate_transformation_mode", upsample ? "asymmetric" : "half_pixel");
        String rounding = node.text("nearest_mode", upsample ? "floor" : "round_prefer_floor");
        String mode = node.text("mode", "nearest");
        boolean whole = size.height() % input.dims()[1] == 0 && size.width() % input.dims()[2] == 0;
        boolean nearest = mode.equals("nearest")
                && (places.equals("asymmetric") && rounding.equals("floor")
                        || whole && places.equals("half_pixel") && rounding.startsWith("round_prefer"));
        boolean linear = (mode.equals("linear") || mode.equals("bilinear"))
                && (places.equals("half_pixel")
                        || places.equals("pytorch_half_pixel") && Math.min(size.height(), size.width()) > 1);
        node.expect(
                plain && (nearest || linear),
                "expected the nearest pixel (asymmetric, floor) or linear between pixel centres (half_pixel), got "
                        + mode + ", " + places + ", " + rounding,
                "use interpolate(mode=\"nearest\"), or \"bilinear\" with align_corners=False");
        Resize resize = new Resize(size, nearest ? Resize.Mode.NEAREST : Resize.Mode.BILINEAR);
        node.make(node.layer(resize, Map.of(), List.of(input)));
    }

    /** Given as a size, or as factors: in versions before 11 the second input, in the first an attribute. */
    private static Sides size(GraphNode node, long[] dims) {
        boolean factors = !node.has(3);
        Constant given = node.constant(!factors ? 3 : node.has(2) ? 2 : 1);
        node.expect(given.size() == 4, "expected four sides or factors, got " + given.size(), "resize images");
        double[] wanted = given.numbers().clone();
        for (int i = 1; i < 4 && factors; i++) {
            wanted[i] *= dims[i - 1];
        }
        node.expect(
                wanted[1] == dims[0]
                        && Arrays.stream(wanted, 2, 4)
                                .allMatch(side -> side >= 1
                                        && side <= Integer.MAX_VALUE
                                        && Math.abs(side - Math.rint(side)) < 1e-3),
                "expected whole sides for [" + dims[0] + " channels, height, width], got " + Arrays.toString(wanted),
                "resize to a fixed size");
        return new Sides((int) Math.rint(wanted[2]), (int) Math.rint(wanted[3]));
    }
}
