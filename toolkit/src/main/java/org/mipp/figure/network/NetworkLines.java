package org.mipp.figure.network;

import static org.mipp.figure.network.NetworkFigure.round;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Trace;
import org.mipp.figure.network.NetworkGraph.Kind;
import org.mipp.network.structure.PrunableLayer;

/** The lines of a {@link NetworkFigure}: which way the data take, and which maps are tied. */
final class NetworkLines {

    private static final String[] TIES = {Palette.GREEN, Palette.PURPLE, Palette.ORANGE, Palette.VERMILION, Palette.SKY
    };

    private final NetworkGraph graph;
    private final NetworkPlan plan;

    NetworkLines(NetworkGraph graph, NetworkPlan plan) {
        this.graph = graph;
        this.plan = plan;
    }

    /** How far the longest way round other columns rises above them. */
    double lift() {
        return graph.edges().stream()
                .mapToDouble(edge -> lift(edge.to() - edge.from()))
                .max()
                .orElse(0);
    }

    private static double lift(int columns) {
        return columns <= 1 ? 8 : 14 + 6 * columns;
    }

    /** The ways the data take, from column to column; those round other columns as arcs over them. */
    Trace edges() {
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
        return Trace.line(x, y, "#B0B0B0")
                .with("line", Map.of("color", "#B0B0B0", "width", 1))
                .with("hoverinfo", "skip")
                .with("showlegend", false);
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

    /** A line of one colour under all maps that make the same nodes. */
    List<Trace> ties() {
        Map<PrunableLayer, List<Integer>> tied = new LinkedHashMap<>();
        for (int place : graph.places(Kind.MAP)) {
            Optional<PrunableLayer> layer = graph.columns().get(place).prunable();
            layer.filter(PrunableLayer::tied).ifPresent(group -> tied.computeIfAbsent(group, key -> new ArrayList<>())
                    .add(place));
        }
        List<Trace> traces = new ArrayList<>();
        double y = -NetworkPlan.HEIGHT / 2.0 - 12;
        int number = 0;
        for (Map.Entry<PrunableLayer, List<Integer>> group : tied.entrySet()) {
            List<@Nullable Double> xs = new ArrayList<>();
            List<@Nullable Double> ys = new ArrayList<>();
            for (int place : group.getValue()) {
                line(xs, ys, plan.middle(place) - 9, y, plan.middle(place) + 9, y);
            }
            String colour = TIES[number++ % TIES.length];
            traces.add(Trace.line(xs, ys, colour)
                    .with("line", Map.of("color", colour, "width", 5))
                    .with("hoverinfo", "skip")
                    .grouped("cut together, from " + group.getKey().name() + " on", true));
        }
        return traces;
    }
}
