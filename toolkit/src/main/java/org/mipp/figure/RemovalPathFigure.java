package org.mipp.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mipp.selection.Masks;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;

/** Shows in which order the nodes of every layer would go, what each removal costs, and where the budget stops. */
public final class RemovalPathFigure {

    private RemovalPathFigure() {}

    /**
     * Draws one panel per layer. For a budget that tests every node: its own information when its turn comes, and the line
     * below which chance would put it. For other budgets: the share of the next layer's variance lost so far.
     *
     * @param masks chosen by a method that has removal paths
     * @return the figure; without panels for a method that has none
     */
    public static Figure of(Masks masks) {
        boolean tested = masks.budget().testedAt().isPresent();
        Panels panels = new Panels(
                tested
                        ? "Least informative node first: what was its own when it went"
                        : "Least informative node first: what the next layer has lost by then",
                Math.max(1, masks.paths().size()),
                2);
        boolean first = true;
        for (RemovalPath path : masks.paths()) {
            addPanel(panels, path, tested, first);
            first = false;
        }
        return panels.figure();
    }

    /** One removal as a point of the figure. */
    private record Point(int removed, double cost, double chance, String hover) {}

    private static void addPanel(Panels panels, RemovalPath path, boolean tested, boolean inLegend) {
        List<Point> points = points(path, tested);
        double largest = points.stream().mapToDouble(Point::cost).max().orElse(1);
        int taken = path.taken();
        int nodes = points.size() + 1;
        panels.panel(
                        String.format("%s: %d of %d nodes stay", path.layer(), nodes - taken, nodes),
                        "nodes removed",
                        tested ? "nats" : "variance unexplained, %")
                .axis("y", "type", "log")
                .axis("y", "exponentformat", "none")
                .add(markers(points.subList(0, taken), largest, Palette.VERMILION)
                        .grouped("removed", inLegend))
                .add(markers(points.subList(taken, points.size()), largest, Palette.BLUE)
                        .grouped("would be next, but stays", inLegend));
        if (tested) {
            List<Point> some = points.stream()
                    .filter(point -> point.removed() % Math.max(1, points.size() / 10) == 0 || point.removed() == 1)
                    .toList();
            panels.add(Trace.line(
                            some.stream().map(Point::removed).toList(),
                            some.stream().map(Point::chance).toList(),
                            Palette.INK)
                    .dashed()
                    .grouped("chance stays below this", inLegend));
        }
    }

    private static List<Point> points(RemovalPath path, boolean tested) {
        List<Point> points = new ArrayList<>();
        double sum = 0;
        for (Removal removal : path.removals()) {
            sum += 100 * removal.share();
            points.add(new Point(
                    points.size() + 1,
                    tested ? removal.nats() : sum,
                    removal.threshold().orElse(Double.NaN),
                    describe(removal, sum)));
        }
        return points;
    }

    /** What costs next to nothing has no place on a logarithmic axis. */
    private static Trace markers(List<Point> points, double largest, String colour) {
        List<Point> shown =
                points.stream().filter(point -> point.cost() > 1e-5 * largest).toList();
        return Trace.markers(
                        shown.stream().map(Point::removed).toList(),
                        shown.stream().map(Point::cost).toList(),
                        colour)
                .hover(shown.stream().map(Point::hover).toList());
    }

    private static String describe(Removal removal, double sum) {
        String chance = removal.threshold().isPresent()
                ? String.format(
                        Locale.ROOT,
                        " (%s the %.4f of chance)",
                        removal.nats() <= removal.threshold().getAsDouble() ? "below" : "above",
                        removal.threshold().getAsDouble())
                : "";
        return String.format(
                Locale.ROOT,
                "node %d: %.4f nats of its own%s; then %d left and %.2f %% unexplained",
                removal.node(),
                removal.nats(),
                chance,
                removal.left(),
                sum);
    }
}
