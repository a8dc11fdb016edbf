package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mipp.run.Checks;

/** Small helps with shapes that several operations share. */
public final class OutputShapes {

    private OutputShapes() {}

    /** How many numbers a shape has; {@link Long#MAX_VALUE} if they are more than that. */
    public static long size(Shape shape) {
        return Arrays.stream(shape.getShape()).reduce(1, Checks::saturated);
    }

    /** The only input of an operation. */
    static Shape single(List<Shape> inputs) {
        argument(inputs.size() == 1, "expected one input, got %d", inputs.size());
        return inputs.get(0);
    }

    /** An image of at least some pixels a side. */
    static Shape image(String operation, Shape input, int side) {
        argument(
                input.dimension() == 3 && input.get(1) >= side && input.get(2) >= side,
                "%s: expected input of shape [channels, height, width] of at least %d pixels a side, got %s",
                operation,
                side,
                input);
        return input;
    }

    /**
     * The side of the output of a window that moves over a side of the input, padded before and behind. Its last step may be
     * allowed to leave the image, if it starts within it or before it: {@code ceil_mode} of PyTorch.
     */
    static long windowed(
            String operation, long side, long window, int stride, long before, long behind, boolean overhanging) {
        long room = side + before + behind - window;
        long output = Math.floorDiv(room, stride) + 1;
        if (overhanging && room % stride != 0 && output * stride < side + before) {
            output++;
        }
        argument(output >= 1, "%s: expected images of at least %d pixels a side, got %d", operation, window, side);
        return output;
    }

    /** Checks that so many channels fall into so many groups. */
    static void groups(int channels, int groups, String what) {
        argument(
                groups >= 1 && channels % groups == 0,
                "groups: expected a divisor of the %d %s, got %d",
                channels,
                what,
                groups);
    }

    /** A map that keeps its order, of a weight and, if there is one, a bias. */
    static Map<String, Shape> weightAndBias(Shape weight, boolean bias) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("weight", weight);
        if (bias) {
            shapes.put("bias", new Shape(weight.get(0)));
        }
        return shapes;
    }
}
