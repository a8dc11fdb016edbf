package org.mipp.data;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.saturated;

import java.util.Arrays;
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
     * @param classes number of classes, at most 128
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
     * @param classes number of classes, at most 128
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
        argument(classes >= 1 && classes <= 128, "classes: expected 1 to 128 in %s, got %d", name, classes);
        return Images.owning(name, channels, height, width, classes, bytes(name, each, pixels), classes(name, labels));
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

    /** As bytes; {@link Images} checks that there are such classes. */
    private static byte[] classes(String name, int[] labels) {
        int wrong = Arrays.stream(labels)
                .filter(label -> label != (byte) label)
                .findFirst()
                .orElse(0);
        argument(wrong == 0, "labels: expected classes from 0 to at most 127 in %s, got %d", name, wrong);
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return bytes;
    }
}
