package org.mipp.figure.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mipp.data.Images;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;

/**
 * Shows the first images of every class, one row per class, two classes side by side; of very many classes some, from the
 * first to the last.
 */
public final class ExamplesFigure {

    private static final int PER_CLASS = 10;
    private static final int CLASSES_PER_ROW = 2;
    private static final int MOST_CLASSES = 20;

    private static final double WIDTH = 720; // of the pictures together
    private static final double HIGHEST = 600;
    private static final int AROUND = 70;
    private static final int LONGEST_NOTE = 110; // characters
    private static final int LINE = 17;

    private final Images images;
    private final int[] shown; // classes
    private final List<int[]> examples; // of each of these, -1 where there are too few

    private final String title;
    private final IntFunction<String> said; // of an image, under the mouse

    private ExamplesFigure(Images images, Optional<String> title, IntFunction<String> said) {
        this.images = images;
        this.said = said;
        this.shown = classes(images);
        this.examples = examples(images, shown);
        this.title = title.orElseGet(() -> images.name()
                + (images.labelled() ? ": the first of " + (all() ? "every class" : "some classes") : ": the first"));
    }

    /**
     * Draws examples. Cost: that of reading up to 200 images.
     *
     * @param images small grey images are drawn dark on white, as strokes on paper; others as they are
     * @return the figure
     */
    public static Figure of(Images images) {
        return new ExamplesFigure(
                        images,
                        Optional.empty(),
                        image -> images.labelled() ? images.className(images.label(image)) : "")
                .figure();
    }

    /** Draws examples under a title; the mouse shows what there is to say about each. */
    static Figure of(Images images, String title, IntFunction<String> said) {
        return new ExamplesFigure(images, Optional.of(title), said).figure();
    }

    private Figure figure() {
        Thumbnails thumbnails = Thumbnails.of(images, places());
        Panels panels = new Panels(title, 1, 1);
        List<String> notes = notes();
        notes.forEach(panels::note);
        panels.warnings(images.notes());
        panels.panel("", "", "");
        for (String axis : new String[] {"x", "y"}) {
            panels.axis(axis, "visible", false).axis(axis, "constrain", "domain");
        }
        panels.axis("y", "autorange", "reversed").axis("y", "scaleanchor", "x");
        panels.add(thumbnails.trace());
        panels.add(labels(thumbnails.width(), thumbnails.height()));
        double perPixel = WIDTH / (CLASSES_PER_ROW * PER_CLASS * thumbnails.width());
        int rows = places().size() * thumbnails.height();
        int around = AROUND + LINE * (notes.size() + Math.min(4, images.notes().size()));
        return panels.figure()
                .withLayout("hoverdistance", Math.max(thumbnails.width(), thumbnails.height()))
                .withLayout("height", around + (int) Math.min(HIGHEST, perPixel * rows))
                .withLayout("margin", Map.of("l", 20, "r", 20, "t", around - 20, "b", AROUND - 50));
    }

    private boolean all() {
        return shown.length == images.classes();
    }

    private List<String> notes() {
        if (!images.labelled() || images.classNames().isEmpty() && all()) {
            return List.of();
        }
        String names = IntStream.of(shown).mapToObj(images::className).collect(Collectors.joining(", "));
        return List.of(PlotlyText.shorten(
                all()
                        ? "Row by row, two classes in each: " + names
                        : String.format(Locale.ROOT, "%d of %,d classes: %s", shown.length, images.classes(), names),
                LONGEST_NOTE));
    }

    /** Which image is where: rows of the figure, -1 for a blank. */
    private List<int[]> places() {
        List<int[]> rows = new ArrayList<>();
        for (int first = 0; first < shown.length; first += CLASSES_PER_ROW) {
            int[] row = new int[CLASSES_PER_ROW * PER_CLASS];
            for (int place = 0; place < row.length; place++) {
                int group = first + Math.floorDiv(place, PER_CLASS);
                row[place] = group < shown.length ? examples.get(group)[place % PER_CLASS] : -1;
            }
            rows.add(row);
        }
        return rows;
    }

    /** A mark that cannot be seen on every picture, which names its class under the mouse. */
    private Trace labels(int width, int height) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<int[]> rows = places();
        for (int row = 0; row < rows.size(); row++) {
            for (int place = 0; place < rows.get(row).length; place++) {
                int image = rows.get(row)[place];
                if (image >= 0) {
                    x.add((place + 0.5) * width - 0.5);
                    y.add((row + 0.5) * height - 0.5);
                    String more = said.apply(image);
                    names.add("image " + image + (more.isEmpty() ? "" : ": " + more));
                }
            }
        }
        return Trace.markers(x, y, Palette.BLUE)
                .with("marker", Map.of("color", Palette.BLUE, "size", 1))
                .with("opacity", 0)
                .hover(names);
    }

    /** All classes or, of too many, some with equal gaps; images without labels are shown in as many groups as they fill. */
    private static int[] classes(Images images) {
        if (!images.labelled()) {
            int groups = Math.min(MOST_CLASSES / 2, (images.size() + PER_CLASS - 1) / PER_CLASS);
            return IntStream.range(0, groups).toArray();
        }
        int count = Math.min(MOST_CLASSES, images.classes());
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * (images.classes() - 1) / Math.max(1, count - 1)))
                .toArray();
    }

    private static List<int[]> examples(Images images, int[] shown) {
        int[] groupOf = new int[Math.max(images.classes(), shown.length)];
        Arrays.fill(groupOf, -1);
        List<int[]> examples = new ArrayList<>();
        for (int group = 0; group < shown.length; group++) {
            groupOf[shown[group]] = group;
            int[] none = new int[PER_CLASS];
            Arrays.fill(none, -1);
            examples.add(none);
        }
        int[] found = new int[shown.length];
        int wanted = shown.length * PER_CLASS;
        for (int i = 0; i < images.size() && wanted > 0; i++) {
            int group = images.labelled() ? groupOf[images.label(i)] : i / PER_CLASS;
            if (group >= 0 && group < found.length && found[group] < PER_CLASS) {
                examples.get(group)[found[group]++] = i;
                wanted--;
            }
        }
        return examples;
    }
}
