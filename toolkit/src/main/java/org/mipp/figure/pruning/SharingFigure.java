package org.mipp.figure.pruning;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.selection.LossCurve;
import org.mipp.selection.Masks;

/** Shows what the width of each layer costs at the network's outputs, and what each layer pays for a budget. */
public final class SharingFigure {

    private static final double SMALLEST = 1e-4; // of the largest loss: what is less has no place on a logarithmic axis

    private SharingFigure() {}

    /**
     * Draws two panels: loss against width for every layer, with the widths chosen; and the loss at these.
     *
     * @param masks chosen by a budget that was shared out by measured losses
     * @return the figure
     * @throws IllegalArgumentException if it was not
     */
    public static Figure of(Masks masks) {
        List<LossCurve> curves = masks.losses();
        argument(
                !curves.isEmpty(),
                "sharing: expected masks of a budget that was shared out by measured losses, got '%s'; ask for it, as in"
                        + " measured(macs(0.5))",
                masks.budget());
        double largest = curves.stream()
                .mapToDouble(curve -> curve.at(curve.least()))
                .max()
                .orElse(0);
        double floor = largest > 0 ? SMALLEST * largest : SMALLEST;
        Panels panels = new Panels("Who pays: losses at the outputs, by " + masks.method(), 2, 1)
                .note(masks.budget().toString())
                .note("Each layer cut alone and repaired; dots are measured, lines in between follow the removal path.")
                .warnings(masks.warnings())
                .panel("loss against width", "nodes left, %", "nats at the outputs");
        panels.logarithmic("y", List.of(floor, Math.max(largest, 10 * floor)));
        for (int i = 0; i < curves.size(); i++) {
            add(panels, curves.get(i), Palette.layer(i, curves.size()), floor);
        }
        panels.add(chosen(curves, masks, floor));
        panels.panel("what each layer pays", "", "nats at the outputs")
                .axis("x", "tickangle", curves.size() > 4 ? -40 : 0);
        List<String> names =
                PlotlyText.places(curves.stream().map(LossCurve::layer).toList());
        for (int i = 0; i < curves.size(); i++) {
            double paid = curves.get(i).at(kept(masks, curves.get(i)));
            panels.add(Trace.bars(List.of(names.get(i)), List.of(paid), Palette.layer(i, curves.size()))
                    .hover(List.of(describe(curves.get(i), kept(masks, curves.get(i))))));
        }
        return panels.figure().withLayout("barmode", "stack");
    }

    private static int kept(Masks masks, LossCurve curve) {
        return masks.mask(curve.layer()).kept().size();
    }

    private static Trace chosen(List<LossCurve> curves, Masks masks, double floor) {
        return Trace.points(
                        curves.stream()
                                .map(curve -> 100.0 * kept(masks, curve) / curve.nodes())
                                .toList(),
                        curves.stream()
                                .map(curve -> Math.max(floor, curve.at(kept(masks, curve))))
                                .toList(),
                        Palette.VERMILION)
                .symbol("diamond")
                .hover(curves.stream()
                        .map(curve -> describe(curve, kept(masks, curve)))
                        .toList())
                .grouped("width chosen");
    }

    private static void add(Panels panels, LossCurve curve, String colour, double floor) {
        List<Integer> widths = IntStream.rangeClosed(curve.least(), curve.nodes())
                .filter(width -> curve.at(width) > floor)
                .boxed()
                .toList();
        List<Integer> measured = new ArrayList<>(curve.measured().keySet());
        measured.removeIf(width -> curve.measured().get(width) <= floor);
        panels.add(line(curve, widths, colour))
                .add(Trace.markers(
                                shares(curve, measured),
                                measured.stream()
                                        .map(width -> curve.measured().get(width))
                                        .toList(),
                                colour)
                        .hover(hovers(curve, measured))
                        .with("showlegend", false));
    }

    private static Trace line(LossCurve curve, List<Integer> widths, String colour) {
        return Trace.line(shares(curve, widths), widths.stream().map(curve::at).toList(), colour)
                .hover(hovers(curve, widths))
                .with("showlegend", false);
    }

    private static List<Double> shares(LossCurve curve, List<Integer> widths) {
        return widths.stream().map(width -> 100.0 * width / curve.nodes()).toList();
    }

    private static List<String> hovers(LossCurve curve, List<Integer> widths) {
        return widths.stream().map(width -> describe(curve, width)).toList();
    }

    private static String describe(LossCurve curve, int width) {
        return String.format(
                Locale.ROOT, "%s: %d of %d nodes, %.4f nats", curve.layer(), width, curve.nodes(), curve.at(width));
    }
}
