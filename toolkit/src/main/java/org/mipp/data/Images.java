package org.mipp.data;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.run.HeapBudget;

/**
 * An immutable set of images, most often labelled, one byte per pixel and channel.
 *
 * <p>Shape {@code [images, channels, height, width]}; a pixel is a number from 0 to 255 that networks see as 0 to 1. The
 * images are those of an {@link ImageSource}, or some of them; parts and samples share it and take no memory for pixels.
 */
public final class Images extends ChosenImages {

    private final String name;

    /**
     * Makes an image set.
     *
     * @param name what it is, for captions
     * @param channels channels per image
     * @param height rows per image
     * @param width columns per image
     * @param classes number of classes
     * @param pixels all images one after the other, each channel by channel and row by row; copied
     * @param labels the class of each image, from 0; copied
     * @throws IllegalArgumentException if there are no images, pixels and labels do not belong to the same number of
     *     images, or a label is out of range (it says where)
     */
    public Images(String name, int channels, int height, int width, int classes, byte[] pixels, int[] labels) {
        this(
                name,
                MemoryImages.checked(
                        name, new ImageShape(channels, height, width), classes, pixels.clone(), labels.clone()));
    }

    /**
     * Takes all images of a source.
     *
     * @param name what they are, for captions
     * @param source where they come from
     * @throws IllegalArgumentException if it has no images
     */
    public Images(String name, ImageSource source) {
        this(name, source, IntStream.range(0, source.size()).toArray(), source.labelled());
        argument(source.size() > 0, "images: expected at least one image in %s, got none", name);
    }

    private Images(String name, ImageSource source, int[] chosen, boolean labelled) {
        super(source, chosen, labelled);
        this.name = name;
    }

    /** {@return the same images without their labels} */
    public Images withoutLabels() {
        return new Images(name, source(), chosen(), false);
    }

    /**
     * Reads all images into memory, on all cores where each takes a while.
     *
     * @return the same images
     * @throws IllegalArgumentException if they would not fit into half of the heap that is left
     */
    public Images read() {
        HeapBudget.half().pass("pixels of " + name, size(), shape().pixels());
        return inMemory() ? this : new Images(name, MemoryImages.of(this));
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
                newPixels.length == shape().pixels(size()),
                "pixels: expected %d as in %s, got %d",
                shape().pixels(size()),
                name,
                newPixels.length);
        int[] labels = labelled() ? labels() : new int[0];
        return new Images(
                newName, new MemoryImages(shape(), classes(), classNames(), newPixels.clone(), labels, labelled()));
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
        return select(ImageSampling.of(size(), count, seed));
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
        int[] taken = new int[classes()];
        return select(IntStream.range(0, size())
                .filter(image -> taken[label(image)]++ < count)
                .toArray());
    }

    private void checkCount(int count) {
        positive(count, "number of images");
        argument(count <= size(), "number of images: expected at most the %d of %s, got %d", size(), name, count);
    }

    /**
     * Takes chosen images.
     *
     * @param images their indices, in the order that they shall have
     * @return those images
     */
    public Images select(int... images) {
        int[] chosen = chosen();
        int[] some = IntStream.of(images).map(image -> chosen[image]).toArray();
        return new Images(name, source(), some, labelled());
    }

    /** {@return what the images are, for captions} */
    public String name() {
        return name;
    }

    /**
     * Reads all pixels, which are then in memory: of many images, read parts.
     *
     * @return image by image, each channel by channel and row by row, unsigned
     * @throws IllegalArgumentException if they would not fit into half of the heap that is left
     */
    public ByteBuffer pixels() {
        HeapBudget.half().pass("pixels of " + name, size(), shape().pixels());
        return ByteBuffer.wrap(MemoryImages.of(this).pixels());
    }

    /**
     * Reads all labels.
     *
     * @return the class of each image, from 0
     * @throws IllegalArgumentException if the images have no labels
     */
    public int[] labels() {
        requireLabels();
        return IntStream.range(0, size()).map(this::label).toArray();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %,d images of %s%s%s",
                name,
                size(),
                shape(),
                classes() == 0 ? "" : ", " + classes() + " classes",
                labelled() ? "" : ", no labels");
    }
}
