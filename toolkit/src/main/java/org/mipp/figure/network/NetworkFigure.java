package org.mipp.figure.network;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.figure.network.NetworkGraph.Column;
import org.mipp.figure.network.NetworkGraph.Kind;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.selection.Masks;

/** Shows a network as columns of nodes, which of them stay, which maps are tied, and which way the data take. */
public final class NetworkFigure {

    private static final int ABOVE = 60; // pixels for the title
    private static final int LEGEND = 44;

    private final NetworkGraph graph;
    private final NetworkPlan plan;
    private final NetworkLabels labels;
    private final Panels panels;
    private final Set<String> inLegend = new HashSet<>();

    private NetworkFigure(NetworkGraph graph, String title) {
        this.graph = graph;
        this.plan = NetworkPlan.of(graph);
        this.labels = new NetworkLabels(graph, plan);
        this.panels = new Panels(title, 1, 1);
    }

    /**
     * Draws the network that masks belong to: nodes that stay in the colour of the method, the others pale.
     *
     * @param masks which nodes stay
     * @return the figure
     */
    public static Figure of(Masks masks) {
        Architecture architecture = masks.activations().stage().network().architecture();
        int kept = masks.masks().stream().mapToInt(mask -> mask.kept().size()).sum();
        NetworkFigure drawn = new NetworkFigure(
                NetworkGraph.of(architecture, masks.kept()),
                String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d nodes stay, by %s, %s",
                        architecture.name(),
                        kept,
                        architecture.nodes(),
                        masks.method(),
                        masks.budget()));
        drawn.panels.warnings(masks.warnings());
        return drawn.figure("stays", Palette.method(masks.method()).colour());
    }

    /**
     * Draws a network with all its nodes.
     *
     * @param architecture of the network
     * @return the figure
     */
    public static Figure of(Architecture architecture) {
        return new NetworkFigure(
                        NetworkGraph.of(architecture, KeptNodes.ALL),
                        String.format(
                                Locale.ROOT,
                                "%s: %,d nodes that can be pruned",
                                architecture.name(),
                                architecture.nodes()))
                .figure("can be pruned", Palette.BLUE);
    }

    private Figure figure(String keptName, String keptColour) {
        panels.panel("", "", "")
                .axis("x", "range", List.of(0, plan.width()))
                .axis("x", "showgrid", false)
                .axis("x", "showline", false)
                .axis("x", "ticks", "")
                .axis("y", "visible", false);
        addLabels();
        NetworkLines lines = new NetworkLines(graph, plan);
        panels.add(lines.edges());
        List<Integer> maps = graph.places(Kind.MAP);
        addNodes(maps, true, keptName, keptColour);
        addNodes(maps, false, "goes", Palette.LIGHT);
        addNodes(graph.places(Kind.INPUT), true, keptName, Palette.GREY);
        addJoins();
        lines.ties().forEach(panels::add);
        double lowest = -NetworkPlan.HEIGHT / 2.0 - 18;
        int columns = NetworkPlan.HEIGHT + 40 + (int) lines.lift();
        int below = labels.height() + LEGEND;
        return panels.axis("y", "range", List.of(lowest, NetworkPlan.HEIGHT / 2.0 + lines.lift()))
                .figure()
                .withLayout("width", plan.width() + 80)
                .withLayout("autosize", true)
                .withLayout("height", ABOVE + columns + below)
                .withLayout("margin", Map.of("l", 40, "r", 40, "t", ABOVE, "b", below))
                .withLayout(
                        "legend",
                        Map.of(
                                "orientation",
                                "h",
                                "x",
                                0,
                                "y",
                                -(labels.height() + 8.0) / columns,
                                "yanchor",
                                "top",
                                "itemsizing",
                                "constant"));
    }

    private void addLabels() {
        panels.axis(
                        "x",
                        "tickvals",
                        labels.places().stream()
                                .map(place -> round(plan.middle(place)))
                                .toList())
                .axis("x", "ticktext", labels.texts())
                .axis("x", "tickangle", labels.angle());
    }

    private void addNodes(List<Integer> places, boolean kept, String name, String colour) {
        for (int place : places) {
            Column column = graph.columns().get(place);
            boolean fixed = column.prunable().isEmpty();
            String state = fixed ? "cannot be pruned" : name;
            int[] nodes = IntStream.range(0, column.kept().length)
                    .filter(node -> column.kept()[node] == kept)
                    .toArray();
            if (nodes.length > 0) {
                panels.add(nodes(place, nodes, fixed ? Palette.GREY : colour)
                        .with("meta", List.of(PlotlyText.name(column.name()), state))
                        .grouped(state, inLegend.add(state)));
            }
        }
    }

    private Trace nodes(int place, int[] nodes, String colour) {
        return Trace.markers(
                        IntStream.of(nodes)
                                .mapToObj(node -> round(plan.x(place, node)))
                                .toList(),
                        IntStream.of(nodes)
                                .mapToObj(node -> round(plan.y(place, node)))
                                .toList(),
                        colour)
                .with("marker", Map.of("color", colour, "size", round(Math.max(1.5, 0.75 * plan.pitch()))))
                .with("customdata", IntStream.of(nodes).boxed().toList())
                .with("hovertemplate", "%{meta[0]}, node %{customdata}: %{meta[1]}<extra></extra>");
    }

    /** Additions and concatenations: where ways meet. */
    private void addJoins() {
        for (Kind kind : new Kind[] {Kind.ADDITION, Kind.CONCATENATION}) {
            List<Integer> places = graph.places(kind);
            if (!places.isEmpty()) {
                panels.add(Trace.markers(
                                places.stream()
                                        .map(place -> round(plan.middle(place)))
                                        .toList(),
                                places.stream().map(place -> 0).toList(),
                                Palette.INK)
                        .symbol(kind == Kind.ADDITION ? "cross" : "square")
                        .hover(places.stream()
                                .map(place -> graph.columns().get(place).name())
                                .toList())
                        .grouped(kind == Kind.ADDITION ? "addition" : "concatenation", true));
            }
        }
    }

    static double round(double pixels) {
        return Math.round(10 * pixels) / 10.0;
    }
}
