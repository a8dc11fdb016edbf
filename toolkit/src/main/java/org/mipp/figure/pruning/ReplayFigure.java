package org.mipp.figure.pruning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.selection.Removal;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.selection.explain.Redundancy;

/** Replays the removal path of one layer: which node goes, what it costs, and which nodes tell what it told. */
public final class ReplayFigure {

    private static final int MOST_STEPS = 150; // of the slider; all removals tell their story to the pointer
    private static final double ARC = 0.12; // how far the arcs bulge, as a share of the axis
    private static final int ARC_POINTS = 8;
    private static final int LINKS = 0; // the first of the three traces that the slider changes

    private final ExplainedPath explained;
    private final List<Double> costs;
    private final LossAxis axis;
    private final Map<Integer, Integer> place = new HashMap<>(); // on the x axis, by node

    private ReplayFigure(ExplainedPath explained) {
        this.explained = explained;
        List<Removal> removals = explained.path().removals();
        List<Double> losses = removals.stream().map(Removal::nats).toList();
        this.axis = LossAxis.of(losses);
        this.costs = losses.stream().map(axis::place).toList();
        for (int step = 0; step < removals.size(); step++) {
            place.put(removals.get(step).node(), step + 1);
        }
        for (int node = 0; node < explained.path().nodes(); node++) {
            place.putIfAbsent(node, place.size() + 1); // never removed: behind all others
        }
    }

    /**
     * Draws all nodes of the layer in the order in which they would go, over what is their own when their turn comes. The
     * slider goes through the removals and links each node to those that tell what it told; pointing at a node tells the
     * same. Of more than 150 removals the slider has every second, third and so on. Where an estimator puts most of the
     * losses below zero the axis is linear.
     *
     * @param explained the path with its reasons
     * @return the figure
     */
    public static Figure of(ExplainedPath explained) {
        return new ReplayFigure(explained).figure();
    }

    private Figure figure() {
        int removals = costs.size();
        int taken = explained.path().taken();
        Panels panels = new Panels(title(), 1, 1);
        int first = IntStream.range(0, removals)
                .filter(step -> !explained.reasons().get(step).holders().isEmpty())
                .findFirst()
                .orElse(0);
        panels.note(removals > 0 ? explained.describe(first) : RemovalPathFigure.NONE_CAN_GO);
        panels.panel("", "place in the order of removal", "nats of its own")
                .axis("x", "range", List.of(0, place.size() + 1));
        axis.on(panels, costs);
        if (removals > 0) {
            highlights(panels, first);
        }
        addNodes(panels, 0, taken, Palette.VERMILION, "goes");
        addNodes(panels, taken, removals, Palette.BLUE, "stays");
        if (taken < removals) {
            panels.add(Trace.line(
                            List.of(taken + 0.5, taken + 0.5),
                            List.of(Collections.min(costs), axis.highest()),
                            Palette.INK)
                    .dashed()
                    .grouped("the budget stops here", true));
        }
        Figure figure = panels.figure()
                .withLayout("height", 480)
                .withLayout("margin", Map.of("l", 60, "r", 20, "t", 120, "b", 60))
                .withLayout("legend", Map.of("orientation", "h", "x", 0, "y", 1.01, "yanchor", "bottom"));
        return removals == 0 ? figure : figure.withLayout("sliders", List.of(slider(first)));
    }

    private String title() {
        return "Who tells what each node of " + explained.path().layer() + " told?";
    }

    /** The three traces that the slider changes: lines to the holders, the node, the holders. */
    private void highlights(Panels panels, int step) {
        panels.add(Trace.line(linkX(step), linkY(step), Palette.GREEN)
                        .with("line", Map.of("color", Palette.GREEN, "width", 1.5))
                        .with("hoverinfo", "skip")
                        .grouped("links", false))
                .add(ring(List.of(step + 1), List.of(costs.get(step)), Palette.INK)
                        .grouped("the node whose turn it is", true))
                .add(ring(holderX(step), holderY(step), Palette.GREEN)
                        .with("text", holderNames(step))
                        .with("textposition", "top center")
                        .with("mode", "markers+text")
                        .grouped("tell what it told", true));
    }

    private static Trace ring(List<? extends Number> x, List<Double> y, String colour) {
        return Trace.markers(x, y, colour)
                .with("hoverinfo", "skip")
                .with("cliponaxis", false)
                .with(
                        "marker",
                        Map.of("color", colour, "size", 13, "symbol", "circle-open", "line", Map.of("width", 3)));
    }

    private void addNodes(Panels panels, int from, int to, String colour, String name) {
        List<Integer> dear = steps(from, to, false);
        List<Integer> cheap = steps(from, to, true);
        panels.add(nodes(dear, colour).grouped(name, !dear.isEmpty()));
        if (!cheap.isEmpty()) {
            panels.add(nodes(cheap, colour).symbol("triangle-down").grouped(name + ", costs next to nothing", true));
        }
    }

    private List<Integer> steps(int from, int to, boolean cheap) {
        return IntStream.range(from, to)
                .filter(step -> axis.tooSmall(costs.get(step)) == cheap)
                .boxed()
                .toList();
    }

    private Trace nodes(List<Integer> steps, String colour) {
        return Trace.markers(
                        steps.stream().map(step -> step + 1).toList(),
                        steps.stream().map(costs::get).toList(),
                        colour)
                .hover(steps.stream().map(explained::describe).toList());
    }

    private Map<String, Object> slider(int active) {
        int every = (costs.size() + MOST_STEPS - 1) / MOST_STEPS;
        List<Integer> shown = IntStream.range(0, costs.size())
                .filter(step -> step % every == 0 || step == active)
                .boxed()
                .toList();
        return Map.of(
                "active",
                shown.indexOf(active),
                "currentvalue",
                Map.of("prefix", "removal ", "xanchor", "left"),
                "pad",
                Map.of("t", 50),
                "ticklen",
                4,
                "steps",
                shown.stream().map(this::sliderStep).toList());
    }

    private Map<String, Object> sliderStep(int step) {
        return Map.of(
                "label",
                String.valueOf(step + 1),
                "method",
                "update",
                "args",
                List.of(
                        Map.of(
                                "x", List.of(linkX(step), List.of(step + 1), holderX(step)),
                                "y", List.of(linkY(step), List.of(costs.get(step)), holderY(step)),
                                "text", List.of(List.of(), List.of(), holderNames(step))),
                        Map.of("title.text", Panels.titleText(title(), List.of(explained.describe(step)))),
                        List.of(LINKS, LINKS + 1, LINKS + 2)));
    }

    private List<Redundancy.Holder> holders(int step) {
        return explained.reasons().get(step).holders();
    }

    private List<Integer> holderX(int step) {
        return holders(step).stream().map(holder -> place.get(holder.node())).toList();
    }

    /** Nodes that never go have no cost: they are at the top. */
    private List<Double> holderY(int step) {
        return holderX(step).stream()
                .map(at -> at <= costs.size() ? costs.get(at - 1) : Double.valueOf(axis.highest()))
                .toList();
    }

    private List<String> holderNames(int step) {
        return holders(step).stream()
                .map(holder -> String.valueOf(holder.node()))
                .toList();
    }

    /** From the node in an arc to each holder, with gaps between the arcs. */
    private List<@Nullable Double> linkX(int step) {
        List<@Nullable Double> x = new ArrayList<>();
        for (int end : holderX(step)) {
            arc(x, share -> step + 1 + share * (end - step - 1));
        }
        return Collections.unmodifiableList(x);
    }

    private List<@Nullable Double> linkY(int step) {
        List<@Nullable Double> y = new ArrayList<>();
        double start = axis.height(costs.get(step));
        double lift = ARC * (axis.height(axis.highest()) - axis.height(axis.lowest()));
        for (double end : holderY(step)) {
            double rise = axis.height(end) - start;
            arc(y, share -> axis.at(start + share * rise + 4 * share * (1 - share) * lift));
        }
        return Collections.unmodifiableList(y);
    }

    /** A few points of a curve, to four digits, and a gap. */
    private static void arc(List<@Nullable Double> points, DoubleUnaryOperator curve) {
        for (int i = 0; i <= ARC_POINTS; i++) {
            double point = curve.applyAsDouble((double) i / ARC_POINTS);
            points.add(new BigDecimal(point).round(new MathContext(4)).doubleValue());
        }
        points.add(null);
    }
}
