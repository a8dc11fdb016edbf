package org.mipp.figure.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.mipp.experiment.pruned.Exploration;
import org.mipp.experiment.pruned.Exploration.Step;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.figure.network.NetworkGraph.Column;
import org.mipp.network.structure.KeptNodes;

/** Shows a network at a dozen budgets: a slider goes from the mildest to the strongest. */
public final class ExplorationFigure {

    private static final int GONE = 0;
    private static final int LAST = 1; // went with the step that is shown
    private static final int STAYS = 2;
    private static final int FIXED = 3; // cannot be pruned
    private static final List<List<Object>> COLOURS = List.of(
            List.of(0, Palette.LIGHT),
            List.of(1 / 3.0, Palette.VERMILION),
            List.of(2 / 3.0, Palette.BLUE),
            List.of(1, Palette.GREY));
    private static final double SPLIT = 0.40; // of the height: accuracies below, the network above
    private static final int HEIGHT = 640;
    private static final int SLIDER = 110;
    private static final int NODES = 4; // the first of the three traces that the slider changes

    private final Exploration explored;
    private final List<NetworkGraph> graphs; // one per step
    private final NetworkGraph whole;
    private final NetworkPlan plan;

    private ExplorationFigure(Exploration explored) {
        this.explored = explored;
        this.whole = NetworkGraph.of(explored.architecture(), KeptNodes.ALL);
        this.plan = NetworkPlan.of(whole);
        this.graphs = explored.steps().stream()
                .map(step -> NetworkGraph.of(explored.architecture(), step.kept()))
                .toList();
    }

    /**
     * Draws the network with what stays and what goes at this step, over the accuracy cut and repaired against the parameters. The
     * slider starts in the middle; a node under the mouse tells when it goes.
     *
     * @param explored the network at every budget
     * @return the figure
     */
    public static Figure of(Exploration explored) {
        return new ExplorationFigure(explored).figure();
    }

    private Figure figure() {
        int start = explored.steps().size() / 2;
        NetworkLabels labels = new NetworkLabels(whole, plan);
        NetworkLines lines = new NetworkLines(whole, plan);
        Panels panels = new Panels(title(), 2, 1).note(explored.describe(start));
        panels.panel("", "", "")
                .axis("x", "range", List.of(0, plan.width()))
                .axis("x", "showgrid", false)
                .axis("x", "tickvals", middles(labels))
                .axis("x", "ticktext", names(labels))
                .axis("x", "tickangle", labels.angle())
                .axis("y", "visible", false)
                .axis("y", "domain", List.of(SPLIT + 0.12, 1))
                .axis("y", "range", List.of(-NetworkPlan.HEIGHT / 2.0 - 18, NetworkPlan.HEIGHT / 2.0 + lines.lift()));
        panels.add(lines.edges());
        addLegend(panels);
        panels.add(nodes(start));
        panels.panel("", "parameters left, %", "test accuracy, %").axis("y", "domain", List.of(0, SPLIT - 0.06));
        panels.add(accuracies("right after the cut", Palette.VERMILION, start, false))
                .add(accuracies("repaired by g", Palette.BLUE, start, true));
        panels.add(Trace.line(
                        List.of(
                                100,
                                percent(explored.steps().get(explored.steps().size() - 1))),
                        List.of(100 * explored.accuracy(), 100 * explored.accuracy()),
                        Palette.INK)
                .dashed()
                .grouped("before", true));
        return panels.figure()
                .withLayout("height", HEIGHT + SLIDER)
                .withLayout("margin", Map.of("l", 60, "r", 20, "t", 80, "b", SLIDER + 70))
                .withLayout(
                        "legend",
                        Map.of("orientation", "h", "x", 0, "y", SPLIT, "yanchor", "middle", "itemsizing", "constant"))
                .withLayout("sliders", List.of(slider(start)));
    }

    private String title() {
        return "What stays of " + explored.label() + ", budget by budget";
    }

    private double percent(Step step) {
        return 100.0 * step.parameters() / explored.architecture().parameterCount();
    }

    private List<Double> middles(NetworkLabels labels) {
        return labels.places().stream()
                .map(place -> NetworkFigure.round(plan.middle(place)))
                .toList();
    }

    private List<String> names(NetworkLabels labels) {
        return labels.places().stream()
                .map(place -> PlotlyText.name(whole.columns().get(place).name()))
                .toList();
    }

    /** Entries of the legend, under the first node; all nodes are one trace, whose colours the slider changes. */
    private void addLegend(Panels panels) {
        Map<String, String> states = new LinkedHashMap<>();
        states.put("stays", Palette.BLUE);
        states.put("goes at this step", Palette.VERMILION);
        states.put("gone", Palette.LIGHT);
        states.forEach((name, colour) -> panels.add(Trace.points(List.of(plan.x(0, 0)), List.of(plan.y(0, 0)), colour)
                .with("marker", Map.of("color", colour, "size", size()))
                .grouped(name, true)));
    }

    private Trace nodes(int step) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (int place = 0; place < whole.columns().size(); place++) {
            Column column = whole.columns().get(place);
            for (int node = 0; node < column.kept().length; node++) {
                x.add(NetworkFigure.round(plan.x(place, node)));
                y.add(NetworkFigure.round(plan.y(place, node)));
                said.add(column.name() + ", node " + node + ": " + fate(place, node));
            }
        }
        return Trace.markers(x, y, Palette.BLUE)
                .with(
                        "marker",
                        Map.of(
                                "color",
                                colours(step),
                                "colorscale",
                                COLOURS,
                                "cmin",
                                GONE,
                                "cmax",
                                FIXED,
                                "showscale",
                                false,
                                "size",
                                size()))
                .hover(said)
                .grouped("nodes", false);
    }

    private String fate(int place, int node) {
        if (whole.columns().get(place).prunable().isEmpty()) {
            return "cannot be pruned";
        }
        return IntStream.range(0, graphs.size())
                .filter(step -> !stays(step, place, node))
                .mapToObj(step -> String.format(
                        Locale.ROOT,
                        "goes at %.0f %% of the parameters",
                        percent(explored.steps().get(step))))
                .findFirst()
                .orElse("stays to the end");
    }

    /** Columns of a smaller network have the same nodes, of which the last may be missing. */
    private boolean stays(int step, int place, int node) {
        boolean[] kept = graphs.get(step).columns().get(place).kept();
        return node < kept.length && kept[node];
    }

    /** What becomes of every node with a step. */
    private List<Integer> colours(int step) {
        List<Integer> colours = new ArrayList<>();
        for (int place = 0; place < whole.columns().size(); place++) {
            Column column = whole.columns().get(place);
            for (int node = 0; node < column.kept().length; node++) {
                colours.add(
                        column.prunable().isEmpty()
                                ? FIXED
                                : stays(step, place, node)
                                        ? STAYS
                                        : step == 0 || stays(step - 1, place, node) ? LAST : GONE);
            }
        }
        return colours;
    }

    private Trace accuracies(String name, String colour, int step, boolean repaired) {
        List<Double> x = explored.steps().stream().map(this::percent).toList();
        List<Double> y = explored.steps().stream()
                .map(one -> 100 * (repaired ? one.afterRepair() : one.afterCut()))
                .toList();
        return Trace.linesAndMarkers(x, y, new Palette.Style(colour, "circle", "solid"))
                .with("marker", Map.of("color", colour, "size", sizes(step)))
                .hover(IntStream.range(0, x.size()).mapToObj(explored::describe).toList())
                .grouped(name, true);
    }

    /** The step that is shown has the large mark. */
    private List<Integer> sizes(int step) {
        List<Integer> sizes =
                new ArrayList<>(Collections.nCopies(explored.steps().size(), 6));
        sizes.set(step, 14);
        return sizes;
    }

    private Map<String, Object> slider(int active) {
        return Map.of(
                "active",
                active,
                "currentvalue",
                Map.of("prefix", "budget: ", "xanchor", "left"),
                "pad",
                Map.of("t", 60),
                "steps",
                IntStream.range(0, explored.steps().size())
                        .mapToObj(this::sliderStep)
                        .toList());
    }

    private Map<String, Object> sliderStep(int step) {
        return Map.of(
                "label",
                String.format(Locale.ROOT, "%.0f %%", percent(explored.steps().get(step))),
                "method",
                "update",
                "args",
                List.of(
                        Map.of(
                                "marker.color", List.of(colours(step), Palette.VERMILION, Palette.BLUE),
                                "marker.size", List.of(size(), sizes(step), sizes(step))),
                        Map.of("title.text", Panels.titleText(title(), List.of(explored.describe(step)))),
                        List.of(NODES, NODES + 1, NODES + 2)));
    }

    private double size() {
        return NetworkFigure.round(Math.max(1.5, 0.7 * plan.pitch()));
    }
}
