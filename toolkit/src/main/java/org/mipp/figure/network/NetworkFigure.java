package org.mipp.figure.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.figure.network.NetworkGraph.Column;
import org.mipp.figure.network.NetworkGraph.Kind;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.Masks;

/** Shows a network as columns of nodes, which of them stay, which maps are tied, and which way the data take. */
public final class NetworkFigure {

    private static final String[] TIES = {Palette.GREEN, Palette.PURPLE, Palette.ORANGE, Palette.VERMILION, Palette.SKY
    };

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
        addEdges();
        List<Integer> maps = places(Kind.MAP);
        addNodes(maps, true, keptName, keptColour);
        addNodes(maps, false, "goes", Palette.LIGHT);
        addNodes(places(Kind.INPUT), true, keptName, Palette.GREY);
        addJoins();
        addTies();
        double lowest = -NetworkPlan.HEIGHT / 2.0 - 18;
        int columns = NetworkPlan.HEIGHT + 40 + (int) lift();
        int below = labels.height() + LEGEND;
        return panels.axis("y", "range", List.of(lowest, NetworkPlan.HEIGHT / 2.0 + lift()))
                .figure()
                .withLayout("width", plan.width() + 80)
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

    private List<Integer> places(Kind kind) {
        return IntStream.range(0, graph.columns().size())
                .filter(place -> graph.columns().get(place).kind() == kind)
                .boxed()
                .toList();
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

    /** How far the longest way round other columns rises above them. */
    private double lift() {
        return graph.edges().stream()
                .mapToDouble(edge -> lift(edge.to() - edge.from()))
                .max()
                .orElse(0);
    }

    private static double lift(int columns) {
        return columns <= 1 ? 8 : 14 + 6 * columns;
    }

    private void addEdges() {
        List<@Nullable Double> x = new ArrayList<>();
        List<@Nullable Double> y = new ArrayList<>();
        for (NetworkGraph.Edge edge : graph.edges()) {
            int from = edge.from();
            int to = edge.to();
            if (to == from + 1) {
                double start = plan.right(from);
                for (int side : new int[] {1, -1}) {
                    line(x, y, start, side * plan.half(from), plan.left(to), side * plan.half(to));
                }
            } else {
                arc(x, y, from, to);
            }
        }
        panels.add(Trace.line(x, y, "#B0B0B0")
                .with("line", Map.of("color", "#B0B0B0", "width", 1))
                .with("hoverinfo", "skip")
                .with("showlegend", false));
    }

    private static void line(
            List<@Nullable Double> x, List<@Nullable Double> y, double x0, double y0, double x1, double y1) {
        x.addAll(Arrays.asList(round(x0), round(x1), null));
        y.addAll(Arrays.asList(round(y0), round(y1), null));
    }

    /** Over the columns between. */
    private void arc(List<@Nullable Double> x, List<@Nullable Double> y, int from, int to) {
        double highest =
                IntStream.rangeClosed(from, to).mapToDouble(plan::half).max().orElse(0);
        int steps = 12;
        for (int i = 0; i <= steps; i++) {
            double share = (double) i / steps;
            double base = plan.half(from) + share * (plan.half(to) - plan.half(from));
            double rise = highest + lift(to - from) - (plan.half(from) + plan.half(to)) / 2;
            x.add(round(plan.middle(from) + share * (plan.middle(to) - plan.middle(from))));
            y.add(round(base + 4 * share * (1 - share) * rise));
        }
        x.add(null);
        y.add(null);
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
            List<Integer> places = places(kind);
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

    /** A line of one colour under all maps that make the same nodes. */
    private void addTies() {
        Map<PrunableLayer, List<Integer>> tied = new LinkedHashMap<>();
        for (int place : places(Kind.MAP)) {
            Optional<PrunableLayer> layer = graph.columns().get(place).prunable();
            layer.filter(PrunableLayer::tied).ifPresent(group -> tied.computeIfAbsent(group, key -> new ArrayList<>())
                    .add(place));
        }
        double y = -NetworkPlan.HEIGHT / 2.0 - 12;
        int number = 0;
        for (Map.Entry<PrunableLayer, List<Integer>> group : tied.entrySet()) {
            List<@Nullable Double> xs = new ArrayList<>();
            List<@Nullable Double> ys = new ArrayList<>();
            for (int place : group.getValue()) {
                line(xs, ys, plan.middle(place) - 9, y, plan.middle(place) + 9, y);
            }
            String colour = TIES[number++ % TIES.length];
            panels.add(Trace.line(xs, ys, colour)
                    .with("line", Map.of("color", colour, "width", 5))
                    .with("hoverinfo", "skip")
                    .grouped("cut together, from " + group.getKey().name() + " on", true));
        }
    }

    private static double round(double pixels) {
        return Math.round(10 * pixels) / 10.0;
    }
}
