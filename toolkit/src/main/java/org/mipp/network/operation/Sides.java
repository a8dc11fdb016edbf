package org.mipp.network.operation;

import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.types.Shape;

/**
 * A number of pixels in both directions: of a window, of its step, of the distance between the pixels it reads.
 *
 * @param height in the direction of rows
 * @param width in the direction of columns
 */
public record Sides(int height, int width) {

    /** One pixel in both directions. */
    public static final Sides ONE = new Sides(1, 1);

    /** Checks the numbers. */
    public Sides {
        positive(height, "height");
        positive(width, "width");
    }

    /**
     * Makes equal sides.
     *
     * @param side height and width
     * @return both sides
     */
    public static Sides square(int side) {
        return new Sides(side, side);
    }

    static Sides square(int side, String what) {
        return square(positive(side, what));
    }

    /** {@return height x width} */
    public long area() {
        return (long) height * width;
    }

    Shape shape() {
        return new Shape(height, width);
    }

    @Override
    public String toString() {
        return height == width ? String.valueOf(height) : height + " x " + width;
    }
}
