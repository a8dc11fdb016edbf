package org.mipp.data;

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

    /** {@return whether it is known which class each image is of} */
    boolean labelled();

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
