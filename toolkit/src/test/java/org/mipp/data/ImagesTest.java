package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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
        return ImageArrays.of("test", 1, 1, 1, 3, pixels, labels);
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
    void theFirstOfEachClassAreAsManyOfEachAsThereAre() {
        Images two = TWENTY.firstOfEachClass(2);
        assertEquals(6, two.size());
        for (int i = 0; i < 6; i++) {
            assertEquals(i, two.pixel(i, 0, 0, 0));
        }
        assertEquals(20, TWENTY.firstOfEachClass(7).size());
        assertEquals(19, TWENTY.first(19).firstOfEachClass(7).size());
    }

    @Test
    void withoutLabelsTheyCanBeDrawnButNotAskedForTheirClass() {
        Images bare = TWENTY.withoutLabels();
        assertTrue(TWENTY.labelled());
        assertFalse(bare.labelled());
        assertEquals(20, bare.size());
        assertEquals(TWENTY.sample(5, 1).pixels(), bare.sample(5, 1).pixels());
        assertEquals("test: 20 images of 1 x 1 x 1, 3 classes, no labels", bare.toString());
        String expected = "labels: expected labelled images, got 'test: 20 images of 1 x 1 x 1, 3 classes, no labels';"
                + " use images with labels";
        for (Executable question :
                List.<Executable>of(bare::labels, () -> bare.label(0), () -> bare.firstOfEachClass(1))) {
            assertEquals(
                    expected,
                    assertThrows(IllegalArgumentException.class, question).getMessage());
        }
    }

    @Test
    void otherPixelsKeepTheLabelsOrTheirAbsence() {
        Images dark = TWENTY.withPixels("dark", new byte[20]);
        assertEquals(0, dark.pixel(5, 0, 0, 0));
        assertEquals(2, dark.label(5));
        assertFalse(TWENTY.withoutLabels().withPixels("dark", new byte[20]).labelled());
        assertEquals(
                "pixels: expected 20 as in test, got 19",
                assertThrows(IllegalArgumentException.class, () -> TWENTY.withPixels("dark", new byte[19]))
                        .getMessage());
    }

    @Test
    void aRangeIsNeighbouringImages() {
        Images some = TWENTY.range(4, 7);
        assertEquals(3, some.size());
        assertEquals(4, some.pixel(0, 0, 0, 0));
        assertEquals(0, some.label(2));
        assertEquals(
                "images: expected a range within the 20 of test, got 4 to 21",
                assertThrows(IllegalArgumentException.class, () -> TWENTY.range(4, 21))
                        .getMessage());
    }

    @Test
    void pixelsAreUnsigned() {
        assertEquals(
                200,
                ImageArrays.of("one", 1, 1, 1, 1, new byte[] {(byte) 200}, new byte[1])
                        .pixel(0, 0, 0, 0));
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
                        IllegalArgumentException.class,
                        () -> ImageArrays.of("odd", 1, 2, 2, 3, new byte[12], new byte[4]))
                .getMessage();
        assertEquals("images: expected as many images as labels in odd, got 4 labels for 3 images", message);
    }

    @Test
    void refusesALabelOutOfRange() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ImageArrays.of("odd", 1, 1, 1, 3, new byte[2], new byte[] {0, 3}))
                .getMessage();
        assertEquals("labels: expected classes from 0 to 2 in odd, got 3 for image 1", message);
    }

    @Test
    void refusesNoImages() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ImageArrays.of("none", 1, 1, 1, 3, new byte[0], new byte[0]))
                .getMessage();
        assertEquals("images: expected at least one image in none, got none", message);
    }

    @Test
    void refusesTestImagesOfAnotherShape() {
        Images other = ImageArrays.of("wide", 1, 1, 2, 3, new byte[4], new byte[2]);
        String message = assertThrows(IllegalArgumentException.class, () -> new Dataset("mixed", TWENTY, other))
                .getMessage();
        assertEquals(
                "dataset mixed: expected training and test images of the same shape and classes, got"
                        + " test: 20 images of 1 x 1 x 1, 3 classes and wide: 2 images of 1 x 1 x 2, 3 classes",
                message);
    }
}
