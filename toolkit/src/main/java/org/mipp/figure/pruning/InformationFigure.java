package org.mipp.figure.pruning;

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

/** Shows what every node tells the next layer that no other node tells. */
public final class InformationFigure {

    private InformationFigure() {}

    /**
     * Draws one panel per layer: nodes from the most to the least informative, with one standard error, and the line below
     * which chance alone would put them.
     *
     * @param information estimated for a network
     * @return the figure
     */
    public static Figure of(Information information) {
        Panels panels = Panels.perLayer(
                "What each node alone tells the next layer: I(node; next layer | all other nodes)",
                information.layers().size());
        for (LayerInformation layer : information.layers()) {
            addPanel(panels, layer);
        }
        return panels.warnings(information.allWarnings()).figure();
    }

    private static void addPanel(Panels panels, LayerInformation layer) {
        List<NodeInformation> order = layer.nodes().stream()
                .sorted(Comparator.comparingDouble(NodeInformation::unique).reversed())
                .toList();
        List<Integer> places = IntStream.rangeClosed(1, order.size()).boxed().toList();
        panels.panel(
                        String.format(
                                Locale.ROOT,
                                "%s: %d of %d indispensable by themselves",
                                layer.layer(),
                                layer.significant(),
                                order.size()),
                        "nodes, most informative first",
                        "nats")
                .add(bars(layer, order, places));
        if (layer.threshold().isPresent()) {
            double threshold = layer.threshold().getAsDouble();
            panels.add(
                    Trace.line(places, places.stream().map(place -> threshold).toList(), Palette.INK)
                            .dashed()
                            .grouped(String.format(
                                    Locale.ROOT, "chance stays below this in %.0f %%", 100 * layer.confidence())));
        }
    }

    private static Trace bars(LayerInformation layer, List<NodeInformation> order, List<Integer> places) {
        boolean spread = order.stream().noneMatch(node -> Double.isNaN(node.spread()));
        Trace bars = Trace.bars(
                        places, order.stream().map(NodeInformation::unique).toList(), Palette.BLUE)
                .hover(order.stream().map(node -> describe(layer.layer(), node)).toList());
        return spread
                ? bars.errors(order.stream().map(NodeInformation::spread).toList())
                        .grouped("unique information, with one standard error")
                : bars.grouped("unique information");
    }

    private static String describe(String layer, NodeInformation node) {
        return String.format(
                Locale.ROOT,
                "%s, node %d: %.4f nats of its own%s, %.3f nats in all",
                layer,
                node.node(),
                node.unique(),
                Double.isNaN(node.spread()) ? "" : String.format(Locale.ROOT, " (standard error %.4f)", node.spread()),
                node.alone());
    }
}
