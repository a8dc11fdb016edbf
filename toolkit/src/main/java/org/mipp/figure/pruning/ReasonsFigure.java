package org.mipp.figure.pruning;

import java.util.List;
import java.util.stream.IntStream;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.selection.Removal;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.selection.explain.ExplainedPaths;

/** Shows the removal paths of all layers; pointing at a node tells who tells what it told. */
public final class ReasonsFigure {

    private ReasonsFigure() {}

    /**
     * Draws one panel per layer: nodes in the order in which they would go, over what is their own when their turn comes.
     *
     * @param explained the paths with their reasons
     * @return the figure
     */
    public static Figure of(ExplainedPaths explained) {
        Panels panels = Panels.perLayer(
                "Who tells what each node told? Point at one",
                explained.layers().size());
        if (explained.layers().stream().allMatch(layer -> layer.reasons().isEmpty())) {
            panels.note(RemovalPathFigure.NONE_CAN_GO);
        }
        explained.layers().forEach(layer -> add(panels, layer));
        return panels.figure();
    }

    private static void add(Panels panels, ExplainedPath layer) {
        int removals = layer.path().removals().size();
        int taken = layer.path().taken();
        List<Double> losses =
                layer.path().removals().stream().map(Removal::nats).toList();
        LossAxis axis = LossAxis.of(losses);
        List<Double> costs = losses.stream().map(axis::place).toList();
        panels.panel(
                layer.path().layer() + ": " + taken + " of " + layer.path().nodes() + " go",
                "place in the order of removal",
                "nats of its own");
        axis.on(panels, costs);
        panels.add(nodes(layer, costs, 0, taken, Palette.VERMILION).grouped("goes", taken > 0))
                .add(nodes(layer, costs, taken, removals, Palette.BLUE).grouped("stays", taken < removals));
    }

    private static Trace nodes(ExplainedPath layer, List<Double> costs, int from, int to, String colour) {
        List<Integer> steps = IntStream.range(from, to).boxed().toList();
        return Trace.markers(
                        steps.stream().map(step -> step + 1).toList(),
                        steps.stream().map(costs::get).toList(),
                        colour)
                .hover(steps.stream().map(layer::describe).toList());
    }
}
