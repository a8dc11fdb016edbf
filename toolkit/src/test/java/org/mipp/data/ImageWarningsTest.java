package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images that show nothing are told from those that do. */
class ImageWarningsTest {

    private static Images images(int count, byte... pixels) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 2);
        }
        return ImageArrays.of("made", 2, 1, 2, 2, pixels, labels);
    }

    @Test
    void blackImagesAreSaid() {
        assertEquals(List.of("all 3 images are black"), ImageWarnings.of(images(3, new byte[12])));
        assertEquals(List.of("the only image is black"), ImageWarnings.of(images(1, new byte[4])));
    }

    @Test
    void imagesThatAreAllTheSameAreSaid() {
        byte[] pixels = {1, 2, 3, 4, 1, 2, 3, 4};
        assertEquals(List.of("all 2 images are the same"), ImageWarnings.of(images(2, pixels)));
        assertEquals(List.of(), ImageWarnings.of(images(1, Arrays.copyOf(pixels, 4))), "one image is always the same");
    }

    @Test
    void imagesOfOneColourAreSaid() {
        assertEquals(
                List.of("all 2 images are of one colour each"),
                ImageWarnings.of(
                        images(2, (byte) 1, (byte) 1, (byte) 3, (byte) 3, (byte) 7, (byte) 7, (byte) 3, (byte) 3)));
        assertEquals(
                List.of("the only image is of one colour"),
                ImageWarnings.of(images(1, (byte) 1, (byte) 1, (byte) 3, (byte) 3)));
        Images points = ImageArrays.of("points", 2, 1, 1, 2, new byte[] {1, 2, 3, 4}, new byte[] {0, 1});
        assertEquals(List.of(), ImageWarnings.of(points), "one pixel has no other colour");
    }

    @Test
    void labelsOfOneClassAreSaidWhereThereAreSeveral() {
        byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8};
        Images same = ImageArrays.of("made", 2, 1, 2, 2, pixels, new byte[] {1, 1});
        assertEquals(List.of("all 2 labels are of class 1"), ImageWarnings.of(same));
        assertEquals(List.of(), ImageWarnings.ofPixels(same));
        assertEquals(List.of(), ImageWarnings.of(same.withoutLabels()));
        assertEquals(List.of(), ImageWarnings.of(same.first(1)));
        assertEquals(
                List.of(), ImageWarnings.of(ImageArrays.of("made", 2, 1, 2, 1, pixels, new byte[2])), "one class only");
        assertEquals(List.of(), ImageWarnings.of(images(2, pixels)));
    }
}
