package org.mipp.figure.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.training.judge.Confusion;

/** Shows what a network takes the images of each class for. */
public final class ConfusionFigure {

    private static final int MOST = 25; // classes of a matrix that can be read

    private static final int MOST_NUMBERS = 12;

    private ConfusionFigure() {}

    /**
     * Draws the confusion matrix, in percent of each class, and the accuracy of each class; of more than 25 classes the
     * accuracies alone.
     *
     * @param confusion the counts
     * @return the figure
     */
    public static Figure of(Confusion confusion) {
        int classes = confusion.classNames().size();
        boolean matrix = classes <= MOST;
        Panels panels = new Panels("What " + confusion.network() + " takes each class for", matrix ? 2 : 1, 2)
                .note(confusion.toString().substring(confusion.network().length() + 2));
        if (matrix) {
            addMatrix(panels, confusion);
        }
        addAccuracies(panels, confusion);
        return matrix ? panels.figure().withLayout("height", 180 + Math.max(240, 22 * classes)) : panels.figure();
    }

    private static void addMatrix(Panels panels, Confusion confusion) {
        List<String> names = confusion.classNames();
        int[] images = confusion.images();
        List<List<Double>> shares = new ArrayList<>();
        for (int label = 0; label < names.size(); label++) {
            shares.add(new ArrayList<>(Collections.nCopies(names.size(), 0.0)));
        }
        List<List<String>> said = new ArrayList<>();
        confusion.counts().forEach(count -> shares.get(count.label())
                .set(count.answer(), 100.0 * count.images() / images[count.label()]));
        for (int label = 0; label < names.size(); label++) {
            int row = label;
            said.add(IntStream.range(0, names.size())
                    .mapToObj(answer -> PlotlyText.hover(String.format(
                            Locale.ROOT,
                            "%s taken for %s: %.1f %%",
                            names.get(row),
                            names.get(answer),
                            shares.get(row).get(answer))))
                    .toList());
        }
        panels.panel("% of each class", "taken for", "class")
                .axis("y", "autorange", "reversed")
                .add(Trace.amounts(names, names, shares, 100)
                        .with("showscale", false)
                        .with("text", percents(shares))
                        .with("texttemplate", "%{text}")
                        .with("hovertext", said)
                        .with("hovertemplate", "%{hovertext}<extra></extra>"));
    }

    /** Whole numbers, where there is room for them. */
    private static List<List<String>> percents(List<List<Double>> shares) {
        boolean room = shares.size() <= MOST_NUMBERS;
        return shares.stream()
                .map(row -> row.stream()
                        .map(share -> room && share >= 0.5 ? String.format(Locale.ROOT, "%.0f", share) : "")
                        .toList())
                .toList();
    }

    private static void addAccuracies(Panels panels, Confusion confusion) {
        double[] accuracies = confusion.accuracies();
        List<Integer> worstFirst = IntStream.range(0, accuracies.length)
                .filter(label -> !Double.isNaN(accuracies[label]))
                .boxed()
                .sorted(Comparator.comparingDouble(label -> accuracies[label]))
                .toList();
        List<String> places = PlotlyText.places(
                worstFirst.stream().map(confusion.classNames()::get).toList());
        boolean named = confusion.classNames().size() <= MOST; // numbers of places would be taken for those of classes
        panels.panel(
                        "accuracy of each class",
                        named ? "class, worst first" : "place of the class, worst first",
                        "right, %")
                .axis("y", "range", List.of(0, 100))
                .axis("x", "tickangle", named && places.size() > 4 ? -36 : 0)
                .add(Trace.bars(
                                named
                                        ? places
                                        : IntStream.rangeClosed(1, worstFirst.size())
                                                .boxed()
                                                .toList(),
                                worstFirst.stream()
                                        .map(label -> 100 * accuracies[label])
                                        .toList(),
                                Palette.BLUE)
                        .hover(worstFirst.stream()
                                .map(label -> String.format(
                                        Locale.ROOT,
                                        "%s: %.1f %%",
                                        confusion.classNames().get(label),
                                        100 * accuracies[label]))
                                .toList())
                        .grouped("accuracy", false));
    }
}
