package org.mipp.figure.pruning;

import java.util.List;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;

/** Shows how many nodes of every layer stay. */
public final class WidthsFigure {

    private WidthsFigure() {}

    /**
     * Draws kept and removed nodes of every layer as stacked bars.
     *
     * @param masks which nodes stay
     * @return the figure
     */
    public static Figure of(Masks masks) {
        List<String> layers =
                PlotlyText.places(masks.masks().stream().map(Mask::layer).toList());
        List<Integer> kept =
                masks.masks().stream().map(mask -> mask.kept().size()).toList();
        List<Integer> gone = masks.masks().stream()
                .map(mask -> mask.nodes() - mask.kept().size())
                .toList();
        return new Panels("Nodes that stay, by " + masks.method() + ", " + masks.budget(), 1, 1)
                .panel("", "layers, from inputs to outputs", "nodes")
                .add(Trace.bars(layers, kept, Palette.BLUE).grouped("kept", true))
                .add(Trace.bars(layers, gone, Palette.LIGHT).grouped("removed", true))
                .figure()
                .withLayout("barmode", "stack");
    }
}
