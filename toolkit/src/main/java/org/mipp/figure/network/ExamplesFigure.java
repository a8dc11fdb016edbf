package org.mipp.figure.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mipp.data.Images;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;

/** Shows the first images of every class, one row per class side by side. */
public final class ExamplesFigure {

    private static final int PER_CLASS = 10;
    private static final int CLASSES_PER_ROW = 2;

    private static final double WIDTH = 720; // of the pictures together
    private static final double HIGHEST = 600;
    private static final int AROUND = 70;

    private ExamplesFigure() {}

    /**
     * Draws examples, dark on white.
     *
     * @param images grey images; of coloured ones the first channel is shown
     * @return the figure
     */
    public static Figure of(Images images) {
        List<int[]> rows = new ArrayList<>();
        for (int first = 0; first < images.classes(); first += CLASSES_PER_ROW) {
            List<Integer> shown = new ArrayList<>();
            for (int c = first; c < first + CLASSES_PER_ROW; c++) {
                shown.addAll(examples(images, c));
            }
            for (int y = 0; y < images.height(); y++) {
                rows.add(scanLine(images, shown, y));
            }
        }
        Panels panels =
                new Panels(images.name() + (images.labelled() ? ": the first of every class" : ": the first"), 1, 1);
        panels.panel("", "", "");
        for (String axis : new String[] {"x", "y"}) {
            panels.axis(axis, "visible", false).axis(axis, "constrain", "domain");
        }
        panels.axis("y", "autorange", "reversed").axis("y", "scaleanchor", "x");
        panels.add(Trace.heatmap(rows.stream()
                        .map(line -> java.util.Arrays.stream(line).boxed().toList())
                        .toList())
                .with("colorscale", List.of(List.of(0, "#FFFFFF"), List.of(1, "#000000")))
                .with("showscale", false)
                .with("hoverinfo", "skip"));
        panels.add(labels(images));
        double perPixel = WIDTH / (CLASSES_PER_ROW * PER_CLASS * images.width());
        return panels.figure()
                .withLayout("hoverdistance", Math.max(images.width(), images.height()))
                .withLayout("height", AROUND + (int) Math.min(HIGHEST, perPixel * rows.size()))
                .withLayout("margin", Map.of("l", 20, "r", 20, "t", 50, "b", AROUND - 50));
    }

    /** A mark that cannot be seen on every picture, which names its class under the mouse. */
    private static Trace labels(Images images) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int label = 0; label < images.classes(); label++) {
            List<Integer> shown = examples(images, label);
            for (int place = 0; place < PER_CLASS; place++) {
                if (shown.get(place) >= 0) {
                    x.add((label % CLASSES_PER_ROW * PER_CLASS + place + 0.5) * images.width() - 0.5);
                    y.add((Math.floorDiv(label, CLASSES_PER_ROW) + 0.5) * images.height() - 0.5);
                    names.add("image " + shown.get(place) + ": class " + label);
                }
            }
        }
        return Trace.markers(x, y, Palette.BLUE)
                .with("marker", Map.of("color", Palette.BLUE, "size", 1))
                .with("opacity", 0)
                .hover(names);
    }

    private static List<Integer> examples(Images images, int label) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < images.size() && found.size() < PER_CLASS; i++) {
            if (images.labelled() ? images.label(i) == label : i / PER_CLASS == label) {
                found.add(i);
            }
        }
        while (found.size() < PER_CLASS) {
            found.add(-1); // fewer images than places: a blank
        }
        return found;
    }

    private static int[] scanLine(Images images, List<Integer> shown, int y) {
        int[] line = new int[shown.size() * images.width()];
        for (int i = 0; i < line.length; i++) {
            int image = shown.get(i / images.width());
            line[i] = image < 0 ? 0 : images.pixel(image, 0, y, i % images.width());
        }
        return line;
    }
}
