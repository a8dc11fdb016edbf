package org.mipp.figure.network;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.data.Images;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.training.judge.ChangedAnswers;

/** Shows the images to which a network answers otherwise than before, with both answers. */
public final class ChangesFigure {

    private static final int MOST_OF_A_KIND = 40;

    private ChangesFigure() {}

    /**
     * Draws images that became wrong, then those that became right, then those with other answers; up to 40 of each.
     *
     * @param changes the answers
     * @return the figure
     */
    public static Figure of(ChangedAnswers changes) {
        List<Gallery.Entry> entries = new ArrayList<>();
        add(entries, changes, changes.becameWrong(), Palette.VERMILION, "became wrong");
        add(entries, changes, changes.becameRight(), Palette.GREEN, "became right");
        add(
                entries,
                changes,
                changes.otherwiseChanged(),
                Palette.GREY,
                changes.images().labelled() ? "wrong in another way" : "another answer");
        return Gallery.of(
                "What " + changes.before() + " said, and what " + changes.after() + " says",
                List.of(
                        changes.toString(),
                        changes.images().labelled()
                                ? "9 → 4: said 9 before and says 4 now; orange: became wrong; green: became right; grey: wrong before and after"
                                : "without labels nobody says which answer is right"),
                entries);
    }

    private static void add(
            List<Gallery.Entry> entries, ChangedAnswers changes, int[] which, String colour, String what) {
        int[] some = IntStream.of(which).limit(MOST_OF_A_KIND).toArray();
        if (some.length == 0) {
            return; // a source has nothing to read
        }
        Images read = changes.images().select(some).read();
        for (int i = 0; i < some.length; i++) {
            int before = changes.answersBefore().get(some[i]);
            int after = changes.answersAfter().get(some[i]);
            String label = changes.images().labelled()
                    ? ", labelled "
                            + changes.images().className(changes.images().label(some[i]))
                    : "";
            entries.add(new Gallery.Entry(
                    pixels(read, i),
                    name(changes.images(), before) + " → " + name(changes.images(), after),
                    colour,
                    false,
                    String.format(
                            Locale.ROOT,
                            "image %d %s: %s before, %s now%s",
                            some[i],
                            what,
                            name(changes.images(), before),
                            name(changes.images(), after),
                            label)));
        }
    }

    private static String name(Images images, int answer) {
        boolean named = answer < images.classes() && !images.classNames().isEmpty();
        return named ? images.className(answer) : String.valueOf(answer);
    }

    /** Grey images of few pixels dark on white, as strokes on paper. */
    static BufferedImage pixels(Images images, int image) {
        BufferedImage pixels = new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_INT_RGB);
        boolean strokes = images.channels() == 1;
        int last = images.channels() - 1;
        for (int y = 0; y < images.height(); y++) {
            for (int x = 0; x < images.width(); x++) {
                int rgb = 0;
                for (int colour = 0; colour < 3; colour++) {
                    int value = images.pixel(image, Math.min(colour, last), y, x);
                    rgb = rgb << 8 | (strokes ? 255 - value : value);
                }
                pixels.setRGB(x, y, rgb);
            }
        }
        return pixels;
    }
}
