package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** By what files know data. */
class DatasetTest {

    private static Images images(int count, int pixel, int label) {
        byte[] pixels = new byte[count];
        byte[] labels = new byte[count];
        pixels[0] = (byte) pixel;
        labels[0] = (byte) label;
        return ImageArrays.of("dots", 1, 1, 1, 2, pixels, labels);
    }

    private static Dataset data(int pixel, int label) {
        return new Dataset("dots", images(1200, pixel, label), images(10, 0, 0));
    }

    @Test
    void theFingerprintTellsOtherPixelsLabelsAndTestImagesApartButNotNames() {
        Dataset data = data(3, 1);
        assertEquals(16, data.fingerprint().length());
        assertEquals(data.fingerprint(), new Dataset("other", data(3, 1).train(), data.test()).fingerprint());
        List<Dataset> others = List.of(
                data,
                data(4, 1),
                data(3, 0),
                new Dataset("dots", data.train().withoutLabels(), data.test()),
                new Dataset("dots", data.train(), images(10, 0, 1)),
                new Dataset("dots", data.train(), images(11, 0, 0)));
        assertEquals(
                others.size(),
                others.stream().map(Dataset::fingerprint).distinct().count());
        assertNotEquals(data.fingerprint(), new Dataset("dots", data.test(), data.train()).fingerprint());
    }

    /** Files know data by this text too, and travel to machines of other languages. */
    @Test
    void theTextIsTheSameInEveryLanguage() {
        Locale here = Locale.getDefault();
        try {
            for (Locale locale : List.of(Locale.GERMANY, Locale.forLanguageTag("ar-EG"))) {
                Locale.setDefault(locale);
                assertEquals(
                        List.of(
                                "dots: 1,200 training and 10 test images of 1 x 1 x 1, 2 classes",
                                "dots: 1,200 images of 1 x 1 x 1, 2 classes"),
                        Stream.of(data(3, 1), data(3, 1).train())
                                .map(Object::toString)
                                .toList());
            }
        } finally {
            Locale.setDefault(here);
        }
    }
}
