package org.mipp.data;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.saturated;

import org.mipp.run.HeapBudget;

/**
 * Makes images of numbers that are in memory already. A pixel is kept in one byte: what comes in as a number from 0 to 1 is
 * rounded to the next 255th.
 */
public final class ImageArrays {

    private static final int MOST_PIXELS = Integer.MAX_VALUE - 8;

    private ImageArrays() {}

    /**
     * Makes an image set from one row per image.
     *
     * @param name what it is, for captions
     * @param channels channels per image
     * @param height rows per image
     * @param width columns per image
     * @param classes number of classes
     * @param pixels numbers from 0 to 1, each image channel by channel and row by row, shape {@code [images, channels * height *
     *     width]}
     * @param labels the class of each image, from 0
     * @return the images
     * @throws IllegalArgumentException if a row is longer or shorter, a number or a label is out of range, or there are more
     *     or fewer labels than images (it says where)
     */
    public static Images of(
            String name, int channels, int height, int width, int classes, float[][] pixels, int[] labels) {
        int each = each(channels, height, width);
        HeapBudget.half().pass("pixels of " + name, saturated(pixels.length, each), Float.BYTES + 1);
        float[] all = new float[pixels.length * each];
        for (int i = 0; i < pixels.length; i++) {
            argument(
                    pixels[i].length == each,
                    "pixels: expected %d numbers for an image of %d x %d x %d, got %d for image %d of %s",
                    each,
                    channels,
                    height,
                    width,
                    pixels[i].length,
                    i,
                    name);
            System.arraycopy(pixels[i], 0, all, i * each, each);
        }
        return of(name, channels, height, width, classes, all, labels);
    }

    /**
     * Makes an image set from one array.
     *
     * @param name what it is, for captions
     * @param channels channels per image
     * @param height rows per image
     * @param width columns per image
     * @param classes number of classes
     * @param pixels numbers from 0 to 1, all images one after the other, each channel by channel and row by row
     * @param labels the class of each image, from 0
     * @return the images
     * @throws IllegalArgumentException if a number or a label is out of range, or there are more or fewer labels than images
     *     (it says where)
     */
    public static Images of(
            String name, int channels, int height, int width, int classes, float[] pixels, int[] labels) {
        int each = each(channels, height, width);
        argument(
                pixels.length % each == 0,
                "pixels: expected a multiple of %d for images of %d x %d x %d, got %d numbers in %s",
                each,
                channels,
                height,
                width,
                pixels.length,
                name);
        return new Images(
                name,
                MemoryImages.checked(
                        name,
                        new ImageShape(channels, height, width),
                        positive(classes, "classes"),
                        bytes(name, each, pixels),
                        labels.clone()));
    }

    /**
     * Makes an image set of bytes.
     *
     * @param name what it is, for captions
     * @param channels channels per image
     * @param height rows per image
     * @param width columns per image
     * @param classes number of classes, at most 256
     * @param pixels all images one after the other, each channel by channel and row by row; copied
     * @param labels the class of each image, from 0, unsigned
     * @return the images
     * @throws IllegalArgumentException if there are no images, pixels and labels do not belong to the same number of
     *     images, or a label is out of range (it says where)
     */
    public static Images of(
            String name, int channels, int height, int width, int classes, byte[] pixels, byte[] labels) {
        return new Images(name, channels, height, width, classes, pixels, unsigned(labels));
    }

    private static int each(int channels, int height, int width) {
        long each = saturated(
                positive(channels, "channels"), saturated(positive(height, "height"), positive(width, "width")));
        argument(
                each <= MOST_PIXELS,
                "images: expected at most %d pixels each, as many as a Java array has places, got %d x %d x %d; make them"
                        + " smaller",
                MOST_PIXELS,
                channels,
                height,
                width);
        return (int) each;
    }

    private static byte[] bytes(String name, int each, float[] pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            argument(
                    pixels[i] >= 0 && pixels[i] <= 1,
                    "pixels: expected numbers from 0 to 1, got %s in image %d of %s; bring them there, as in (x - least)"
                            + " / (most - least), the same way for training and test images",
                    pixels[i],
                    i / each,
                    name);
            bytes[i] = (byte) Math.round(255 * pixels[i]);
        }
        return bytes;
    }

    /** Labels that are kept in one byte each. */
    static int[] unsigned(byte[] labels) {
        int[] classes = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            classes[i] = labels[i] & 0xff;
        }
        return classes;
    }
}
