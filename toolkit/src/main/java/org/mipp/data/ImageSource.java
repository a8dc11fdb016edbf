package org.mipp.data;

import java.util.List;

/**
 * Where images come from: memory, files in folders, or anything else that can give one image at a time. {@link Images} makes
 * samples and parts of a source without reading it.
 *
 * <p>All images have one shape. Methods must give the same answers always, to several threads at once.
 */
public interface ImageSource {

    /** {@return the number of images} */
    int size();

    /** {@return the shape of each image} */
    ImageShape shape();

    /** {@return channels per image} */
    default int channels() {
        return shape().channels();
    }

    /** {@return rows per image} */
    default int height() {
        return shape().height();
    }

    /** {@return columns per image} */
    default int width() {
        return shape().width();
    }

    /** {@return the number of classes} */
    int classes();

    /** {@return the names of all classes, in the order of their numbers, or none where they have no names} */
    default List<String> classNames() {
        return List.of();
    }

    /**
     * Names a class.
     *
     * @param label the number of the class
     * @return its name, as in {@code cat}, or where it has none its number, as in {@code class 3}
     */
    default String className(int label) {
        return label < classNames().size() ? classNames().get(label) : "class " + label;
    }

    /** {@return whether it is known which class each image is of} */
    boolean labelled();

    /** {@return whether to read an image is to copy it, so that nothing is gained by reading ahead} */
    default boolean inMemory() {
        return false;
    }

    /** {@return what to know of how the images came to be: files that were left out, how they were split} */
    default List<String> notes() {
        return List.of();
    }

    /**
     * Tells an image from all others, in every process: by its pixels or, where the source knows something cheaper, by that.
     *
     * @param image its index
     * @return some bytes
     */
    default byte[] identity(int image) {
        byte[] pixels = new byte[shape().pixels()];
        read(image, pixels, 0);
        return pixels;
    }

    /**
     * Reads the class of an image, at no cost.
     *
     * @param image its index
     * @return its class, from 0; asked only of labelled images
     */
    int label(int image);

    /**
     * Reads an image.
     *
     * @param image its index
     * @param to takes the pixels, one unsigned byte each, channel by channel and row by row
     * @param offset where its first pixel goes
     */
    void read(int image, byte[] to, int offset);

    /**
     * Reads one pixel, at the cost of its image where the source does not know better.
     *
     * @param image its index
     * @param channel the channel
     * @param row the row, from the top
     * @param column the column, from the left
     * @return its value, 0 to 255
     */
    default int pixel(int image, int channel, int row, int column) {
        byte[] pixels = new byte[shape().pixels()];
        read(image, pixels, 0);
        return pixels[shape().place(channel, row, column)] & 0xff;
    }
}
