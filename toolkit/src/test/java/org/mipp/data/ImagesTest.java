package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImagesTest {

    /** Image i has the single pixel i and the label i % 3. */
    private static final Images TWENTY = images(20);

    private static Images images(int count) {
        byte[] pixels = new byte[count];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = (byte) i;
            labels[i] = (byte) (i % 3);
        }
        return new Images("test", 1, 1, 1, 3, pixels, labels);
    }

    @Test
    void aSampleHasDifferentImagesWithTheirOwnLabels() {
        Images sample = TWENTY.sample(15, 4);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 15; i++) {
            int pixel = sample.pixel(i, 0, 0, 0);
            seen.add(pixel);
            assertEquals(pixel % 3, sample.label(i));
        }
        assertEquals(15, seen.size());
    }

    @Test
    void theSeedDecidesTheSample() {
        assertEquals(TWENTY.sample(5, 1).pixels(), TWENTY.sample(5, 1).pixels());
        assertNotEquals(TWENTY.sample(5, 1).pixels(), TWENTY.sample(5, 2).pixels());
    }

    @Test
    void theFirstImagesAreTheFirstImages() {
        Images first = TWENTY.first(3);
        assertEquals(3, first.size());
        assertEquals(2, first.pixel(2, 0, 0, 0));
    }

    @Test
    void pixelsAreUnsigned() {
        assertEquals(200, new Images("one", 1, 1, 1, 1, new byte[] {(byte) 200}, new byte[1]).pixel(0, 0, 0, 0));
    }

    @Test
    void refusesMoreImagesThanThereAre() {
        String message = assertThrows(IllegalArgumentException.class, () -> TWENTY.sample(21, 0))
                .getMessage();
        assertEquals("number of images: expected at most the 20 of test, got 21", message);
    }

    @Test
    void refusesASampleOfNone() {
        String message = assertThrows(IllegalArgumentException.class, () -> TWENTY.sample(0, 0))
                .getMessage();
        assertEquals("number of images: expected a whole number of at least 1, got 0", message);
    }

    @Test
    void refusesDifferentNumbersOfImagesAndLabels() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Images("odd", 1, 2, 2, 3, new byte[12], new byte[4]))
                .getMessage();
        assertEquals("images: expected as many images as labels in odd, got 4 labels for 3 images", message);
    }

    @Test
    void refusesALabelOutOfRange() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Images("odd", 1, 1, 1, 3, new byte[2], new byte[] {0, 3}))
                .getMessage();
        assertEquals("labels: expected classes from 0 to 2 in odd, got 3 for image 1", message);
    }

    @Test
    void refusesNoImages() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Images("none", 1, 1, 1, 3, new byte[0], new byte[0]))
                .getMessage();
        assertEquals("images: expected at least one image in none, got none", message);
    }

    @Test
    void refusesTestImagesOfAnotherShape() {
        Images other = new Images("wide", 1, 1, 2, 3, new byte[4], new byte[2]);
        String message = assertThrows(IllegalArgumentException.class, () -> new Dataset("mixed", TWENTY, other))
                .getMessage();
        assertEquals(
                "dataset mixed: expected training and test images of the same shape and classes, got"
                        + " test: 20 images of 1 x 1 x 1, 3 classes and wide: 2 images of 1 x 1 x 2, 3 classes",
                message);
    }
}
