package org.mipp.figure.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.linalg.Matrix;

/** Shows what the nodes of every layer do: how often each is active, how strongly, and which are dead. */
public final class ActivationsFigure {

    private static final int BINS = 40;

    private ActivationsFigure() {}

    /**
     * Draws one panel per layer: nodes from the most to the least active, dead ones crossed out.
     *
     * @param activations captured from a network
     * @return the figure
     */
    public static Figure of(Activations activations) {
        Panels panels = Panels.perLayer(
                title("How often each node is active", activations),
                activations.layers().size());
        for (LayerActivations layer : activations.layers()) {
            addActivity(panels, layer);
        }
        return panels.warnings(activations.warnings()).figure();
    }

    /**
     * Draws one layer: nodes from the most to the least active, and how large activations are that are not 0.
     *
     * @param layer captured from a network
     * @return the figure
     */
    public static Figure of(LayerActivations layer) {
        Panels panels = new Panels("What " + layer.name() + " did", 2, 2);
        addActivity(panels, layer);
        addDistribution(panels, layer, Palette.BLUE);
        return panels.figure();
    }

    /**
     * Draws one panel per layer: how large the activations are that are not 0, of all nodes together.
     *
     * @param activations captured from a network
     * @return the figure
     */
    public static Figure distribution(Activations activations) {
        int layers = activations.layers().size();
        Panels panels = Panels.perLayer(title("How large activations are", activations), layers);
        for (int layer = 0; layer < layers; layer++) {
            addDistribution(panels, activations.layers().get(layer), Palette.layer(layer, layers));
        }
        return panels.figure();
    }

    private static String title(String what, Activations activations) {
        return String.format(
                Locale.ROOT,
                "%s: %s, %,d images",
                what,
                activations.stage().label(),
                activations.images().size());
    }

    private static void addActivity(Panels panels, LayerActivations layer) {
        Matrix sample = layer.activations();
        boolean[] alive = layer.alive();
        double[] active = IntStream.range(0, sample.columns())
                .mapToDouble(node -> Arrays.stream(sample.column(node))
                        .map(value -> value != 0 ? 100 : 0)
                        .average()
                        .orElse(0))
                .toArray();
        List<Integer> order = IntStream.range(0, active.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer node) -> -active[node])
                        .thenComparing(node -> !alive[node]))
                .toList();
        List<String> hover = order.stream()
                .map(node -> layer.name() + ", " + describe(node, sample.column(node), active[node], alive[node]))
                .toList();
        List<Integer> dead = IntStream.range(0, order.size())
                .filter(place -> !alive[order.get(place)])
                .boxed()
                .toList();
        panels.panel(
                        String.format(
                                Locale.ROOT,
                                "%s: %d nodes, %d dead",
                                layer.name(),
                                layer.layer().nodes(),
                                dead.size()),
                        "nodes, most active first",
                        "active, % of samples")
                .axis("y", "range", List.of(0, 100))
                .add(Trace.bars(
                                IntStream.rangeClosed(1, order.size()).boxed().toList(),
                                order.stream().map(node -> active[node]).toList(),
                                Palette.BLUE)
                        .hover(hover)
                        .grouped("active"));
        if (!dead.isEmpty()) {
            panels.add(Trace.markers(
                            dead.stream().map(place -> place + 1).toList(),
                            dead.stream().map(place -> 2).toList(),
                            Palette.VERMILION)
                    .symbol("x")
                    .hover(dead.stream().map(hover::get).toList())
                    .grouped("dead: the same for every image, tells nothing"));
        }
    }

    private static String describe(int node, double[] values, double active, boolean alive) {
        double mean = Arrays.stream(values).average().orElse(0);
        return String.format(
                Locale.ROOT,
                "node %d: active in %.0f %%, mean %.3f%s",
                node,
                active,
                mean,
                alive ? "" : ", dead: the same for every image");
    }

    private static void addDistribution(Panels panels, LayerActivations layer, String colour) {
        double[] values = layer.activations().toArray();
        double[] active = Arrays.stream(values).filter(value -> value != 0).toArray();
        double low = Arrays.stream(active).min().orElse(0);
        double high = Arrays.stream(active).max().orElse(1);
        double width = high > low ? (high - low) / BINS : 1;
        int[] counts = new int[BINS];
        for (double value : active) {
            counts[Math.min(BINS - 1, (int) ((value - low) / width))]++;
        }
        List<Double> middles = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        List<String> hover = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double share = 100.0 * counts[bin] / Math.max(1, values.length);
            middles.add(low + (bin + 0.5) * width);
            shares.add(share);
            hover.add(String.format(
                    Locale.ROOT,
                    "%s: %.2f %% of activations are between %.3f and %.3f",
                    layer.name(),
                    share,
                    low + bin * width,
                    low + (bin + 1) * width));
        }
        panels.panel(
                        String.format(
                                Locale.ROOT,
                                "%s: %.0f %% are exactly 0",
                                layer.name(),
                                100.0 * (values.length - active.length) / Math.max(1, values.length)),
                        "activation",
                        "% of activations")
                .axis("x", "range", List.of(Math.min(0, low), high))
                .add(Trace.steps(middles, shares, colour).hover(hover).grouped(layer.name(), false));
    }
}
