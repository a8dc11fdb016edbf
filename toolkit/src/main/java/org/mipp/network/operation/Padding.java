package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Pixels added around an image, in the order of ONNX.
 *
 * @param top rows above
 * @param left columns before
 * @param bottom rows below
 * @param right columns behind
 */
public record Padding(int top, int left, int bottom, int right) {

    /** Nothing added. */
    public static final Padding NONE = new Padding(0, 0, 0, 0);

    /** Checks the numbers. */
    public Padding {
        for (int pixels : new int[] {top, left, bottom, right}) {
            argument(pixels >= 0, "padding: expected at least 0, got %d", pixels);
        }
    }

    /**
     * Adds as many pixels on each side.
     *
     * @param pixels how many
     * @return the padding
     */
    public static Padding of(int pixels) {
        return of(pixels, pixels);
    }

    /**
     * Adds as many pixels above as below, and as many before as behind.
     *
     * @param vertical rows above and below
     * @param horizontal columns before and behind
     * @return the padding
     */
    public static Padding of(int vertical, int horizontal) {
        return new Padding(vertical, horizontal, vertical, horizontal);
    }

    /** {@return whether as many pixels are added above as below, and before as behind} */
    public boolean symmetric() {
        return top == bottom && left == right;
    }

    /** Rows and columns on each side, where both sides have as many. */
    Shape shape() {
        return new Shape(top, left);
    }

    /** Adds the pixels to images of shape {@code [images, channels, height, width]}. */
    NDArray around(NDArray images, double value) {
        return equals(NONE) ? images : images.pad(new Shape(left, right, top, bottom), value);
    }

    @Override
    public String toString() {
        return symmetric() && top == left
                ? String.valueOf(top)
                : "[" + top + ", " + left + ", " + bottom + ", " + right + "]";
    }
}
