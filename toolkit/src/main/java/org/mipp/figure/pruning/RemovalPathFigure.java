package org.mipp.figure.pruning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.selection.Masks;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;

/** Shows in which order the nodes of every layer would go, what each removal costs, and where the budget stops. */
public final class RemovalPathFigure {

    static final String NONE_CAN_GO = "No node can go: a layer keeps at least one.";

    private RemovalPathFigure() {}

    /**
     * Draws one panel per layer. For a budget that tests every node: its own information when its turn comes, and the line
     * below which chance would put it. For other budgets: the share of the next layer's variance lost so far, or the
     * information, where shares are not known. What costs next to nothing is a triangle at the bottom, where the line of
     * chance ends too if chance gives nothing. Where an estimator puts most of the losses below zero the axes are linear.
     *
     * @param masks chosen by a method that has removal paths
     * @return the figure; without panels for a method that has none
     */
    public static Figure of(Masks masks) {
        Scale scale = masks.budget().testedAt().isPresent()
                ? Scale.OWN_NATS
                : masks.paths().stream().allMatch(path -> path.unexplained().isPresent())
                        ? Scale.LOST_SHARE
                        : Scale.LOST_NATS;
        Panels panels = Panels.perLayer(
                scale == Scale.OWN_NATS
                        ? "Least informative node first: what was its own when it went"
                        : "Least informative node first: what the next layer has lost by then",
                masks.paths().size());
        List<List<Point>> layers =
                masks.paths().stream().map(path -> points(path, scale)).toList();
        boolean linear =
                layers.stream().anyMatch(points -> LossAxis.of(costs(points)).linear());
        List<LossAxis> axes = layers.stream()
                .map(points -> LossAxis.of(costs(points), linear))
                .toList();
        for (int layer = 0; layer < layers.size(); layer++) {
            addPanel(panels, masks.paths().get(layer), layers.get(layer), axes.get(layer), scale);
        }
        panels.warnings(masks.warnings());
        if (!masks.paths().isEmpty()
                && masks.paths().stream().allMatch(path -> path.removals().isEmpty())) {
            panels.note(NONE_CAN_GO);
        }
        if (IntStream.range(0, layers.size()).anyMatch(i -> reachesTheBottom(layers.get(i), axes.get(i)))) {
            panels.note("At the bottom is what is too small for the axis, zero too.");
        }
        if (scale != Scale.LOST_SHARE) {
            LossAxis.belowZero(layers.stream()
                            .flatMap(points -> costs(points).stream())
                            .toList())
                    .forEach(panels::note);
        }
        return panels.figure();
    }

    /** What the figure shows of a removal. */
    private enum Scale {
        OWN_NATS("nats"),
        LOST_SHARE("variance unexplained, %"),
        LOST_NATS("nats lost");

        private final String axis;

        Scale(String axis) {
            this.axis = axis;
        }
    }

    /** One removal as a point of the figure. */
    private record Point(int removed, double cost, OptionalDouble chance, String hover) {}

    private static List<Double> costs(List<Point> points) {
        return points.stream().map(Point::cost).toList();
    }

    private static boolean reachesTheBottom(List<Point> points, LossAxis axis) {
        return points.stream()
                .anyMatch(point ->
                        axis.tooSmall(Math.min(point.cost(), point.chance().orElse(point.cost()))));
    }

    private static void addPanel(Panels panels, RemovalPath path, List<Point> points, LossAxis axis, Scale scale) {
        int taken = path.taken();
        panels.panel(
                String.format(Locale.ROOT, "%s: %d of %d nodes stay", path.layer(), path.nodes() - taken, path.nodes()),
                "nodes removed",
                scale.axis);
        axis.on(panels, costs(points));
        add(panels, points.subList(0, taken), axis, Palette.VERMILION, "removed");
        add(panels, points.subList(taken, points.size()), axis, Palette.BLUE, "would be next, but stays");
        if (scale == Scale.OWN_NATS) {
            List<Point> some = points.stream()
                    .filter(point -> point.removed() % Math.max(1, points.size() / 10) == 0 || point.removed() == 1)
                    .filter(point -> point.chance().isPresent())
                    .toList();
            panels.add(Trace.line(
                            some.stream().map(Point::removed).toList(),
                            some.stream()
                                    .map(point -> axis.place(point.chance().getAsDouble()))
                                    .toList(),
                            Palette.INK)
                    .dashed()
                    .hover(some.stream()
                            .map(point -> String.format(
                                    Locale.ROOT,
                                    "chance stays below %.4f nats",
                                    point.chance().getAsDouble()))
                            .toList())
                    .grouped("chance stays below this"));
        }
    }

    private static List<Point> points(RemovalPath path, Scale scale) {
        List<Point> points = new ArrayList<>();
        double share = 0;
        double nats = 0;
        for (Removal removal : path.removals()) {
            share += 100 * removal.share().orElse(0);
            nats += removal.nats();
            points.add(new Point(
                    points.size() + 1,
                    switch (scale) {
                        case OWN_NATS -> removal.nats();
                        case LOST_SHARE -> share;
                        case LOST_NATS -> nats;
                    },
                    removal.threshold(),
                    path.layer() + ", " + describe(removal, share)));
        }
        return points;
    }

    private static void add(Panels panels, List<Point> points, LossAxis axis, String colour, String name) {
        List<Point> dear =
                points.stream().filter(point -> !axis.tooSmall(point.cost())).toList();
        List<Point> cheap =
                points.stream().filter(point -> axis.tooSmall(point.cost())).toList();
        panels.add(markers(dear, axis, colour).grouped(name, !dear.isEmpty()));
        if (!cheap.isEmpty()) {
            panels.add(markers(cheap, axis, colour).symbol("triangle-down").grouped(name + ", cost next to nothing"));
        }
    }

    private static Trace markers(List<Point> points, LossAxis axis, String colour) {
        return Trace.markers(
                        points.stream().map(Point::removed).toList(),
                        points.stream().map(point -> axis.place(point.cost())).toList(),
                        colour)
                .hover(points.stream().map(Point::hover).toList());
    }

    private static String describe(Removal removal, double share) {
        String chance = removal.threshold().isPresent()
                ? String.format(
                        Locale.ROOT,
                        " (%s the %.4f of chance)",
                        removal.nats() <= removal.threshold().getAsDouble() ? "below" : "above",
                        removal.threshold().getAsDouble())
                : "";
        return String.format(
                Locale.ROOT,
                "node %d: %.4f nats of its own%s; then %d left%s",
                removal.node(),
                removal.nats(),
                chance,
                removal.left(),
                removal.share().isPresent() ? String.format(Locale.ROOT, " and %.2f %% unexplained", share) : "");
    }
}
