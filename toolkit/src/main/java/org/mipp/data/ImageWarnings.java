package org.mipp.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What makes answers from images worthless without being an error: images that show nothing, labels that tell nothing apart. */
public final class ImageWarnings {

    private ImageWarnings() {}

    /**
     * Looks at the pixels. Cost: next to nothing, as the first pixels of ordinary images settle it.
     *
     * @param images the images
     * @return one doubt in words if all images are black, the same, or of one colour each; else none
     */
    public static List<String> ofPixels(Images images) {
        int area = images.height() * images.width();
        ByteBuffer first = images.select(0).pixels();
        String all = images.size() == 1 ? "the only image is " : "all " + counted(images.size()) + " images are ";
        if (all(images, (pixels, i) -> pixels.get(i) == 0)) {
            return List.of(all + "black");
        }
        if (images.size() > 1 && all(images, (pixels, i) -> pixels.get(i) == first.get(i))) {
            return List.of(all + "the same");
        }
        return area > 1 && all(images, (pixels, i) -> pixels.get(i) == pixels.get(i - i % area))
                ? List.of(all + "of one colour" + (images.size() == 1 ? "" : " each"))
                : List.of();
    }

    /** What is asked of a pixel: the pixels of its image, and its place among them. */
    private interface PixelTest {
        boolean holds(ByteBuffer pixels, int place);
    }

    private static boolean all(Images images, PixelTest test) {
        return IntStream.range(0, images.size())
                .mapToObj(image -> images.select(image).pixels())
                .allMatch(pixels -> IntStream.range(0, pixels.limit()).allMatch(i -> test.holds(pixels, i)));
    }

    /**
     * Looks at pixels and labels.
     *
     * @param images labelled images, or images without labels
     * @return the doubts about the pixels, and one if all labels are of one class
     */
    public static List<String> of(Images images) {
        boolean same = images.labelled()
                && images.size() > 1
                && images.classes() > 1
                && IntStream.range(1, images.size()).allMatch(i -> images.label(i) == images.label(0));
        return Stream.concat(
                        ofPixels(images).stream(),
                        same
                                ? Stream.of("all " + counted(images.size()) + " labels are of " + quoted(images))
                                : Stream.of())
                .toList();
    }

    private static String quoted(Images images) {
        return images.classNames().isEmpty()
                ? images.className(images.label(0))
                : "class '" + images.className(images.label(0)) + "'";
    }

    private static String counted(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
