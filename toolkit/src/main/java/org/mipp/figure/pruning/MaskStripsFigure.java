package org.mipp.figure.pruning;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;

/** Shows masks as strips, one below the other: do methods keep the same nodes? */
public final class MaskStripsFigure {

    private static final double HALF = 0.36; // of a strip's height, strips being 1 apart
    private static final int PANEL = 280; // pixels, about
    private static final int WIDEST = 7; // a node, in pixels

    private MaskStripsFigure() {}

    /**
     * Draws one choice of masks, or several of the same network.
     *
     * @param masks at least one
     * @return the figure
     * @throws IllegalArgumentException if there is none, or they are of different networks
     */
    public static Figure of(Masks... masks) {
        return of(Arrays.asList(masks));
    }

    /**
     * Draws one panel per layer, one strip per choice of masks, one line per node: coloured if it stays. Layers that stay whole
     * whoever chooses are left out, unless all are.
     *
     * @param masks at least one
     * @return the figure
     * @throws IllegalArgumentException if there is none, or they are of different networks
     */
    public static Figure of(List<Masks> masks) {
        argument(!masks.isEmpty(), "mask strips: expected masks of at least one choice, got none");
        masks.forEach(other ->
                other.requireFit(masks.get(0).activations().stage().network().architecture()));
        List<String> names = names(masks);
        List<Mask> layers = masks.get(0).masks();
        List<Integer> shown = shown(masks);
        Panels panels = Panels.perLayer("Which nodes stay: coloured; pale ones go", shown.size());
        if (shown.size() < layers.size()) {
            panels.note("Layers that stay whole are left out: " + (layers.size() - shown.size()) + ".");
        }
        for (int layer : shown) {
            panels.panel(layers.get(layer).layer(), "node", "")
                    .axis(
                            "y",
                            "tickvals",
                            IntStream.range(0, names.size())
                                    .mapToObj(strip -> -strip)
                                    .toList())
                    .axis("y", "ticktext", PlotlyText.places(names))
                    .axis("y", "range", List.of(0.5 - names.size(), 0.5))
                    .axis("y", "showgrid", false)
                    .axis("x", "showgrid", false)
                    .axis("x", "range", List.of(-1, layers.get(layer).nodes()));
            for (int strip = 0; strip < names.size(); strip++) {
                Mask mask = masks.get(strip).masks().get(layer);
                add(panels, mask, false, strip, names.get(strip), Palette.LIGHT);
                String colour = Palette.method(masks.get(strip).method()).colour();
                add(panels, mask, true, strip, names.get(strip), colour);
            }
        }
        return panels.figure();
    }

    /** The places of the layers from which somebody takes nodes, or all if nobody does. */
    private static List<Integer> shown(List<Masks> masks) {
        List<Integer> all =
                IntStream.range(0, masks.get(0).masks().size()).boxed().toList();
        List<Integer> cut = all.stream()
                .filter(layer -> masks.stream()
                        .map(choice -> choice.masks().get(layer))
                        .anyMatch(mask -> mask.kept().size() < mask.nodes()))
                .toList();
        return cut.isEmpty() ? all : cut;
    }

    /** The methods, with their budgets where one has several. */
    private static List<String> names(List<Masks> masks) {
        boolean several = masks.stream().map(Masks::method).distinct().count() < masks.size();
        return masks.stream()
                .map(choice -> several ? choice.method() + ", " + choice.budget() : choice.method())
                .toList();
    }

    private static void add(Panels panels, Mask mask, boolean kept, int strip, String name, String colour) {
        boolean[] flags = mask.flags();
        List<@Nullable Integer> x = new ArrayList<>();
        List<@Nullable Double> y = new ArrayList<>();
        for (int node = 0; node < flags.length; node++) {
            if (flags[node] == kept) {
                Collections.addAll(x, node, node, null);
                Collections.addAll(y, -strip - HALF, -strip + HALF, null); // the first on top
            }
        }
        if (!x.isEmpty()) {
            double wide = Math.max(1, Math.min(WIDEST, 0.8 * PANEL / flags.length));
            panels.add(Trace.line(x, y, colour)
                    .with("line", Map.of("color", colour, "width", wide))
                    .with(
                            "meta",
                            List.of(PlotlyText.name(mask.layer()), PlotlyText.name(name), kept ? "stays" : "goes"))
                    .with("hovertemplate", "%{meta[0]}, node %{x}: %{meta[2]} by %{meta[1]}<extra></extra>")
                    .with("showlegend", false));
        }
    }
}
