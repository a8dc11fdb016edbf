package org.mipp.figure.network;

import org.mipp.figure.chart.Panels;
import org.mipp.figure.network.NetworkGraph.Column;

/** Where each node of a {@link NetworkFigure} stands, in pixels: as far apart as the figure has room for. */
final class NetworkPlan {

    /** Of the tallest column. */
    static final int HEIGHT = 260;

    private static final int NARROW = 680;
    private static final int WIDE = Panels.WIDEST - 80;
    private static final int MANY = 12; // columns
    private static final double GAP = 2.5; // between columns, at least, in distances between nodes
    private static final int LARGEST = 16; // distance between nodes

    private final NetworkGraph graph;
    private final int width;
    private final int rows; // of nodes in a column; more stand side by side
    private final double pitch; // distance between nodes
    private final double[] left; // of each column

    private NetworkPlan(NetworkGraph graph) {
        this.graph = graph;
        this.width = many() ? WIDE : NARROW;
        int tallest = graph.columns().stream()
                .mapToInt(column -> column.kept().length)
                .max()
                .orElse(1);
        int best = 1;
        for (int count = 1; count <= tallest; count++) {
            best = pitch(count) > pitch(best) ? count : best;
        }
        this.rows = best;
        this.pitch = Math.min(LARGEST, pitch(best));
        this.left = new double[graph.columns().size()];
        double used = graph.columns().stream().mapToDouble(this::wide).sum();
        double gap = (width - used) / graph.columns().size();
        double x = gap / 2;
        for (int place = 0; place < left.length; place++) {
            left[place] = x;
            x += wide(graph.columns().get(place)) + gap;
        }
    }

    static NetworkPlan of(NetworkGraph graph) {
        return new NetworkPlan(graph);
    }

    /** Whether there are so many columns that their names stand slanted. */
    boolean many() {
        return graph.columns().size() > MANY;
    }

    int width() {
        return width;
    }

    double pitch() {
        return pitch;
    }

    /** The distance between nodes if so many stand below each other. */
    private double pitch(int count) {
        double across = graph.columns().stream()
                .mapToDouble(column -> Math.ceil(column.kept().length / (double) count) + GAP)
                .sum();
        return Math.min(width / across, HEIGHT / (double) count);
    }

    private double wide(Column column) {
        return Math.max(1, Math.ceil(column.kept().length / (double) rows)) * pitch;
    }

    double left(int place) {
        return left[place];
    }

    double right(int place) {
        return left[place] + wide(graph.columns().get(place));
    }

    double middle(int place) {
        return (left(place) + right(place)) / 2;
    }

    /** Half of a column's height. */
    double half(int place) {
        return Math.max(1, Math.min(rows, graph.columns().get(place).kept().length)) * pitch / 2;
    }

    double x(int place, int node) {
        return left[place] + (Math.floorDiv(node, rows) + 0.5) * pitch;
    }

    double y(int place, int node) {
        return half(place) - (node % rows + 0.5) * pitch;
    }
}
