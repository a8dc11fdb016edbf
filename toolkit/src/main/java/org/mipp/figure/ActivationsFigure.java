package org.mipp.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.linalg.Matrix;

/** Shows what the nodes of every layer do: how often each is active, and how strongly. */
public final class ActivationsFigure {

    private ActivationsFigure() {}

    /**
     * Draws one panel per layer: nodes from the most to the least active.
     *
     * @param activations captured from a network
     * @return the figure
     */
    public static Figure of(Activations activations) {
        Panels panels = Panels.perLayer(
                String.format(
                        Locale.ROOT,
                        "How often each node is active: %s, %,d images",
                        activations.stage().label(),
                        activations.images().size()),
                activations.layers().size());
        for (LayerActivations layer : activations.layers()) {
            addPanel(panels, layer);
        }
        return panels.figure();
    }

    private static void addPanel(Panels panels, LayerActivations layer) {
        Matrix sample = layer.glimpse();
        double[] active = IntStream.range(0, sample.columns())
                .mapToDouble(node -> Arrays.stream(sample.column(node))
                        .map(value -> value != 0 ? 100 : 0)
                        .average()
                        .orElse(0))
                .toArray();
        List<Integer> order = IntStream.range(0, active.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer node) -> -active[node]))
                .toList();
        List<String> hover = new ArrayList<>();
        for (int node : order) {
            double mean = Arrays.stream(sample.column(node)).average().orElse(0);
            hover.add(String.format(Locale.ROOT, "node %d: active in %.0f %%, mean %.3f", node, active[node], mean));
        }
        panels.panel(
                        String.format(
                                "%s: %d nodes, %d dead",
                                layer.layer().name(), layer.layer().nodes(), layer.dead()),
                        "nodes, most active first",
                        "active, % of samples")
                .axis("y", "range", List.of(0, 100))
                .add(Trace.bars(
                                IntStream.rangeClosed(1, order.size()).boxed().toList(),
                                order.stream().map(node -> active[node]).toList(),
                                Palette.BLUE)
                        .hover(hover)
                        .named(layer.layer().name())
                        .with("showlegend", false));
    }
}
