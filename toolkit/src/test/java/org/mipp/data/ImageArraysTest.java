package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ImageArraysTest {

    @Test
    void everyByteComesBackFromItsShareOf255() {
        float[][] pixels = new float[1][256];
        for (int value = 0; value < 256; value++) {
            pixels[0][value] = value / 255f;
        }
        Images images = ImageArrays.of("all", 1, 16, 16, 1, pixels, new int[1]);
        for (int value = 0; value < 256; value++) {
            assertEquals(value, images.pixel(0, 0, value / 16, value % 16));
        }
    }

    @Test
    void rowsBecomeImagesChannelByChannelWithTheirLabels() {
        Images images =
                ImageArrays.of("two", 2, 1, 2, 3, new float[][] {{0, 0, 0, 0}, {0, 0.2f, 0.4f, 1}}, new int[] {2, 1});
        assertEquals("two: 2 images of 2 x 1 x 2, 3 classes", images.toString());
        assertEquals(51, images.pixel(1, 0, 0, 1));
        assertEquals(102, images.pixel(1, 1, 0, 0));
        assertEquals(255, images.pixel(1, 1, 0, 1));
        assertEquals(2, images.label(0));
    }

    @Test
    void refusesWhatIsNoImage() {
        refuses(
                "pixels: expected 4 numbers for an image of 1 x 2 x 2, got 3 for image 1 of mine",
                () -> of(new float[][] {new float[4], new float[3]}, 0, 0));
        refuses(
                "pixels: expected numbers from 0 to 1, got 1.5 in image 1 of mine; bring them there, as in (x - least) /"
                        + " (most - least), the same way for training and test images",
                () -> of(new float[][] {new float[4], {0, 0, 0, 1.5f}}, 0, 0));
        refuses(
                "pixels: expected numbers from 0 to 1, got NaN in image 0 of mine; bring them there, as in (x - least) /"
                        + " (most - least), the same way for training and test images",
                () -> of(new float[][] {{0, 0, Float.NaN, 0}}, 0));
        refuses(
                "pixels: expected a multiple of 4 for images of 1 x 2 x 2, got 7 numbers in mine",
                () -> ImageArrays.of("mine", 1, 2, 2, 2, new float[7], new int[2]));
    }

    @Test
    void refusesLabelsThatDoNotFit() {
        float[][] two = new float[2][4];
        refuses("labels: expected classes from 0 to 1 in mine, got 2 for image 1", () -> of(two, 0, 2));
        refuses("labels: expected classes from 0 to 1 in mine, got -1 for image 0", () -> of(two, -1, 0));
        refuses("labels: expected classes from 0 to 1 in mine, got 256 for image 1", () -> of(two, 0, 256));
        refuses("images: expected as many images as labels in mine, got 3 labels for 2 images", () -> of(two, 0, 1, 0));
        refuses(
                "classes: expected a whole number of at least 1, got 0",
                () -> ImageArrays.of("mine", 1, 2, 2, 0, two, new int[2]));
        assertEquals(
                999,
                ImageArrays.of("mine", 1, 2, 2, 1000, two, new int[] {0, 999}).label(1));
    }

    private static Images of(float[][] pixels, int... labels) {
        return ImageArrays.of("mine", 1, 2, 2, 2, pixels, labels);
    }

    private static void refuses(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
