package org.mipp.data;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * An immutable set of images, most often labelled, one byte per pixel and channel.
 *
 * <p>Shape {@code [images, channels, height, width]}; a pixel is a number from 0 to 255 that networks see as 0 to 1.
 */
public final class Images {

    private final String name;
    private final ImageShape shape;
    private final int classes;
    private final byte[] pixels;
    private final byte[] labels; // none where the images are not labelled

    /**
     * Makes an image set.
     *
     * @param name what it is, for captions
     * @param channels channels per image
     * @param height rows per image
     * @param width columns per image
     * @param classes number of classes, at most 128
     * @param pixels all images one after the other, each channel by channel and row by row; copied
     * @param labels the class of each image, from 0; copied
     * @throws IllegalArgumentException if there are no images, pixels and labels do not belong to the same number of
     *     images, or a label is out of range (it says where)
     */
    public Images(String name, int channels, int height, int width, int classes, byte[] pixels, byte[] labels) {
        this(name, new ImageShape(channels, height, width), classes, pixels.clone(), labels.clone());
        ImageChecks.fit(name, shape, classes, this.pixels, this.labels);
    }

    private Images(String name, ImageShape shape, int classes, byte[] pixels, byte[] labels) {
        this.name = name;
        this.shape = shape;
        this.classes = classes;
        this.pixels = pixels;
        this.labels = labels;
    }

    /** Makes the same image set of arrays that nobody else has, which saves the copies. */
    static Images owning(String name, int channels, int height, int width, int classes, byte[] pixels, byte[] labels) {
        ImageShape shape = new ImageShape(channels, height, width);
        ImageChecks.fit(name, shape, classes, pixels, labels);
        return new Images(name, shape, classes, pixels, labels);
    }

    /** {@return the same images without their labels} */
    public Images withoutLabels() {
        return new Images(name, shape, classes, pixels, new byte[0]);
    }

    /** {@return whether it is known which class each image is of} */
    public boolean labelled() {
        return labels.length > 0;
    }

    /**
     * Replaces the pixels; the labels, if there are any, stay.
     *
     * @param newName what the images are then
     * @param newPixels as many as there were, in the same order; copied
     * @return the changed images
     * @throws IllegalArgumentException if there are more or fewer
     */
    public Images withPixels(String newName, byte[] newPixels) {
        argument(
                newPixels.length == pixels.length,
                "pixels: expected %d as in %s, got %d",
                pixels.length,
                name,
                newPixels.length);
        return new Images(newName, shape, classes, newPixels.clone(), labels);
    }

    /**
     * Draws images at random, without replacement.
     *
     * @param count how many
     * @param seed of the draw
     * @return those images, in the order drawn
     * @throws IllegalArgumentException if there are fewer images than that
     */
    public Images sample(int count, long seed) {
        checkCount(count);
        return select(ImageDraw.of(size(), count, seed));
    }

    /**
     * Takes the first images.
     *
     * @param count how many
     * @return those images
     * @throws IllegalArgumentException if there are fewer images than that
     */
    public Images first(int count) {
        checkCount(count);
        return range(0, count);
    }

    /**
     * Takes neighbouring images, as for a batch.
     *
     * @param from the first of them, from 0
     * @param to the first one after them
     * @return those images
     * @throws IllegalArgumentException if there are no such images
     */
    public Images range(int from, int to) {
        argument(
                0 <= from && from < to && to <= size(),
                "images: expected a range within the %d of %s, got %d to %d",
                size(),
                name,
                from,
                to);
        return to - from == size() ? this : select(IntStream.range(from, to).toArray());
    }

    /**
     * Takes the first images of each class, as many of each where there are so many.
     *
     * @param count how many of each class
     * @return those images, in their order
     * @throws IllegalArgumentException if the images have no labels
     */
    public Images firstOfEachClass(int count) {
        positive(count, "images per class");
        int[] taken = new int[classes];
        return select(IntStream.range(0, size())
                .filter(image -> taken[label(image)]++ < count)
                .toArray());
    }

    private void checkCount(int count) {
        positive(count, "number of images");
        argument(count <= size(), "number of images: expected at most the %d of %s, got %d", size(), name, count);
    }

    private Images select(int[] chosen) {
        int each = shape.pixels();
        byte[] somePixels = new byte[chosen.length * each];
        byte[] someLabels = new byte[labelled() ? chosen.length : 0];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(pixels, chosen[i] * each, somePixels, i * each, each);
        }
        for (int i = 0; i < someLabels.length; i++) {
            someLabels[i] = labels[chosen[i]];
        }
        return new Images(name, shape, classes, somePixels, someLabels);
    }

    /** {@return what the images are, for captions} */
    public String name() {
        return name;
    }

    /** {@return the number of images} */
    public int size() {
        return pixels.length / shape.pixels();
    }

    /** {@return channels per image} */
    public int channels() {
        return shape.channels();
    }

    /** {@return rows per image} */
    public int height() {
        return shape.height();
    }

    /** {@return columns per image} */
    public int width() {
        return shape.width();
    }

    /** {@return the number of classes} */
    public int classes() {
        return classes;
    }

    /**
     * Reads the class of an image.
     *
     * @param image its index
     * @return its class, from 0
     * @throws IllegalArgumentException if the images have no labels
     */
    public int label(int image) {
        requireLabels();
        return labels[image];
    }

    /**
     * Reads a pixel.
     *
     * @param image the image's index
     * @param channel the channel
     * @param row the row, from the top
     * @param column the column, from the left
     * @return its value, 0 to 255
     */
    public int pixel(int image, int channel, int row, int column) {
        return pixels[image * shape.pixels() + shape.place(channel, row, column)] & 0xff;
    }

    /** {@return all pixels, image by image, unsigned, to read only} */
    public ByteBuffer pixels() {
        return ByteBuffer.wrap(pixels).asReadOnlyBuffer();
    }

    /**
     * Reads all labels.
     *
     * @return the labels, to read only
     * @throws IllegalArgumentException if the images have no labels
     */
    public ByteBuffer labels() {
        requireLabels();
        return ByteBuffer.wrap(labels).asReadOnlyBuffer();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %,d images of %s, %d classes%s",
                name,
                size(),
                shape,
                classes,
                labelled() ? "" : ", no labels");
    }

    private void requireLabels() {
        argument(labelled(), "labels: expected labelled images, got '%s'; use images with labels", this);
    }
}
