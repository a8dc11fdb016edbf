package org.mipp.figure.pruning;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.information.NodeInformation;
import org.mipp.run.ClosestName;

/** Shows what several estimators say of the nodes of one layer. */
public final class SideBySideFigure {

    private SideBySideFigure() {}

    /**
     * Draws every node's own information by every estimator, in the order of the first, and the second against the first.
     *
     * @param layer the layer's name
     * @param estimates of the same layer, two or more
     * @return the figure
     * @throws IllegalArgumentException if there are fewer, or one lacks the layer or has other nodes
     */
    public static Figure of(String layer, List<Information> estimates) {
        argument(
                estimates.size() >= 2,
                "side by side: expected two estimates or more, got %d; one shows its own figure",
                estimates.size());
        List<LayerInformation> layers =
                estimates.stream().map(estimate -> layer(estimate, layer)).toList();
        int nodes = layers.get(0).nodes().size();
        for (LayerInformation one : layers) {
            argument(
                    one.nodes().size() == nodes,
                    "side by side: expected estimates of the same %d nodes of %s, got some of %d",
                    nodes,
                    layer,
                    one.nodes().size());
        }
        List<NodeInformation> first = layers.get(0).nodes();
        List<Integer> order = IntStream.range(0, nodes)
                .boxed()
                .sorted(Comparator.comparingDouble(node -> -first.get(node).unique()))
                .toList();
        Panels panels = new Panels("What each node of " + layer + " tells of its own, by several estimators", 2, 2);
        panels.panel("", "nodes, most informative first by the first", "nats");
        for (int i = 0; i < layers.size(); i++) {
            panels.add(nodes(layers.get(i), order, estimates.get(i).estimator(), i));
        }
        List<Double> x = values(layers.get(0), order);
        List<Double> y = values(layers.get(1), order);
        panels.panel("", "nats by the first", "nats by the second")
                .add(Trace.markers(x, y, Palette.at(1))
                        .hover(order.stream()
                                .map(node -> String.format(
                                        Locale.ROOT,
                                        "node %d: %.4f and %.4f nats",
                                        node,
                                        layers.get(0).nodes().get(node).unique(),
                                        layers.get(1).nodes().get(node).unique()))
                                .toList())
                        .grouped("nodes", false));
        return panels.figure();
    }

    private static Trace nodes(LayerInformation layer, List<Integer> order, String estimator, int place) {
        return Trace.linesAndMarkers(
                        IntStream.rangeClosed(1, order.size()).boxed().toList(),
                        values(layer, order),
                        new Palette.Style(Palette.at(place), place == 0 ? "circle" : "x", place == 0 ? "solid" : "dot"))
                .hover(order.stream()
                        .map(node -> String.format(
                                Locale.ROOT,
                                "node %d by %s: %.4f nats",
                                node,
                                estimator,
                                layer.nodes().get(node).unique()))
                        .toList())
                .grouped((place + 1) + ". " + estimator, true);
    }

    private static List<Double> values(LayerInformation layer, List<Integer> order) {
        List<Double> values = new ArrayList<>();
        order.forEach(node -> values.add(layer.nodes().get(node).unique()));
        return values;
    }

    private static LayerInformation layer(Information estimate, String name) {
        List<String> known =
                estimate.layers().stream().map(LayerInformation::layer).toList();
        argument(
                known.contains(name),
                "side by side: expected one of the layers %s, got '%s'%s",
                known,
                name,
                ClosestName.didYouMean(name, known));
        return estimate.layers().get(known.indexOf(name));
    }
}
