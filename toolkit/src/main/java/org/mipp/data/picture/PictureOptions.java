package org.mipp.data.picture;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;
import static org.mipp.run.Checks.positive;

import org.mipp.data.ImageShape;

/**
 * How pictures become images, and what happens to files that are none.
 *
 * <pre>{@code
 * pictures("photos", PictureOptions.of(3, 224).resized(256).refusing())
 * }</pre>
 *
 * @param shape of the images: 1 channel for grey or 3 for red, green and blue
 * @param resized what the shorter side of a picture becomes before the middle is cut out; of images that are not square the
 *     shorter of their sides, at least
 * @param look how closely files are looked at before any is needed
 * @param skip whether files that cannot be used are left out and named, or refused
 * @param heldOut the share of each class that becomes the test set where the folder does not say
 * @param seed of that split
 * @param mostPixels of a picture; what is larger is not decoded
 */
public record PictureOptions(
        ImageShape shape, int resized, Look look, boolean skip, double heldOut, long seed, long mostPixels) {

    private static final long MOST_PIXELS = 64_000_000;
    private static final double HELD_OUT = 0.2;

    /** How closely files are looked at before any is needed. */
    public enum Look {
        /** Only at their names. What is no picture is found, and refused, when it is needed. Cost: microseconds each. */
        NAMES,
        /** At the size that they announce and at their end. Cost: some tenths of a millisecond each. */
        BEGINNINGS,
        /** All are decoded once. Cost: milliseconds each. */
        PIXELS
    }

    /** Checks shape, sizes and share. */
    public PictureOptions {
        argument(
                shape.channels() == 1 || shape.channels() == 3,
                "pictures: expected 1 channel for grey or 3 for red, green and blue, got %d",
                shape.channels());
        int side = Math.min(shape.height(), shape.width());
        argument(
                resized >= side,
                "pictures: expected to be resized to at least the %d pixels of the images' shorter side, got %d",
                side,
                resized);
        betweenZeroAndOne(heldOut, "the share of pictures held out");
        argument(mostPixels >= 1, "pixels of a picture: expected at least 1, got %d", mostPixels);
    }

    /**
     * Makes square images: the shorter side of a picture is resized to theirs, the middle is kept. Files are looked at from
     * outside; those that cannot be used are left out and named.
     *
     * @param channels 1 for grey, 3 for red, green and blue
     * @param side rows and columns of the images
     * @return the options
     * @throws IllegalArgumentException if the number of channels is another, or there are no pixels
     */
    public static PictureOptions of(int channels, int side) {
        return of(channels, side, side);
    }

    /**
     * Makes images of any shape: a picture is resized so that it just covers them, the middle is kept.
     *
     * @param channels 1 for grey, 3 for red, green and blue
     * @param height rows of the images
     * @param width columns of the images
     * @return the options
     * @throws IllegalArgumentException if the number of channels is another, or there are no pixels
     */
    public static PictureOptions of(int channels, int height, int width) {
        ImageShape shape = new ImageShape(channels, height, width);
        return new PictureOptions(shape, Math.min(height, width), Look.BEGINNINGS, true, HELD_OUT, 0, MOST_PIXELS);
    }

    /**
     * Resizes to more than the images show, as {@code of(3, 224).resized(256)} does for networks of ImageNet.
     *
     * @param shorterSide of the pictures then, in pixels
     * @return the changed options
     * @throws IllegalArgumentException if that is less than the images' shorter side
     */
    public PictureOptions resized(int shorterSide) {
        return new PictureOptions(shape, positive(shorterSide, "shorter side"), look, skip, heldOut, seed, mostPixels);
    }

    /**
     * Looks at files more or less closely beforehand.
     *
     * @param closely how
     * @return the changed options
     */
    public PictureOptions look(Look closely) {
        return new PictureOptions(shape, resized, closely, skip, heldOut, seed, mostPixels);
    }

    /** {@return the changed options: what cannot be used is refused} */
    public PictureOptions refusing() {
        return new PictureOptions(shape, resized, look, false, heldOut, seed, mostPixels);
    }

    /** {@return the changed options: what cannot be used is left out, counted and named} */
    public PictureOptions skipping() {
        return new PictureOptions(shape, resized, look, true, heldOut, seed, mostPixels);
    }

    /**
     * Splits folders that have no parts for training and test.
     *
     * @param share of the pictures of each class that become the test set, between 0 and 1
     * @param seedOfSplit of the split
     * @return the changed options
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public PictureOptions heldOut(double share, long seedOfSplit) {
        return new PictureOptions(shape, resized, look, skip, share, seedOfSplit, mostPixels);
    }

    /**
     * Sets from which size on a picture counts as gigantic.
     *
     * @param pixels height times width
     * @return the changed options
     * @throws IllegalArgumentException if that is below 1
     */
    public PictureOptions mostPixels(long pixels) {
        return new PictureOptions(shape, resized, look, skip, heldOut, seed, pixels);
    }

    /** What a resized picture just covers: as the images, but as large as {@link #resized} says. */
    ImageShape box() {
        int side = Math.min(shape.height(), shape.width());
        return new ImageShape(shape.channels(), (int) ((long) shape.height() * resized / side), (int)
                ((long) shape.width() * resized / side));
    }
}
