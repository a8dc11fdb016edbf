package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** What pools share: windows that may reach beyond a padded image. */
final class Windows {

    private Windows() {}

    /** Refuses padding that a window could lie in without seeing the image, which no engine takes. */
    static void requireNarrow(Padding padding, Sides window) {
        requireNarrow(Math.max(padding.top(), padding.bottom()), window.height());
        requireNarrow(Math.max(padding.left(), padding.right()), window.width());
    }

    private static void requireNarrow(int padding, int window) {
        argument(
                padding <= window / 2,
                "padding: expected 0 to %d, half of the window of %d, got %d",
                window / 2,
                window,
                padding);
    }

    static Shape output(
            String operation, Shape input, Sides window, Sides stride, Padding padding, boolean overhanging) {
        Shape image = OutputShapes.image(operation, input, 1);
        return new Shape(
                image.get(0),
                OutputShapes.windowed(
                        operation,
                        image.get(1),
                        window.height(),
                        stride.height(),
                        padding.top(),
                        padding.bottom(),
                        overhanging),
                OutputShapes.windowed(
                        operation,
                        image.get(2),
                        window.width(),
                        stride.width(),
                        padding.left(),
                        padding.right(),
                        overhanging));
    }

    /** The padding with which windows that stay inside make the output: what the last ones need behind the image. */
    static Padding needed(NDArray images, Shape output, Sides window, Sides stride, Padding padding) {
        Shape image = images.getShape();
        return new Padding(
                padding.top(),
                padding.left(),
                behind(output.get(1), window.height(), stride.height(), padding.top(), image.get(2), padding.bottom()),
                behind(output.get(2), window.width(), stride.width(), padding.left(), image.get(3), padding.right()));
    }

    private static int behind(long outputs, int window, int stride, int before, long side, int declared) {
        return (int) Math.max(declared, (outputs - 1) * stride + window - before - side);
    }
}
