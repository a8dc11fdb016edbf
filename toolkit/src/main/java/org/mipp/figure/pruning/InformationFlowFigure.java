package org.mipp.figure.pruning;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mipp.figure.Palette;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.selection.explain.InformationFlow;
import org.mipp.selection.explain.InformationFlow.Between;

/** Shows what every layer tells the next, before and after pruning. */
public final class InformationFlowFigure {

    private InformationFlowFigure() {}

    /**
     * Draws one choice of masks, or several of the same network side by side.
     *
     * @param flows at least one
     * @return the figure
     * @throws IllegalArgumentException if there is none, or they are of different networks
     */
    public static Figure of(InformationFlow... flows) {
        return of(Arrays.asList(flows));
    }

    /**
     * Draws two panels: what the layers tell the next ones about all their outputs, and of what they told about the
     * outputs that stay the share that is preserved. 100 % is what the paper asks for.
     *
     * @param flows at least one
     * @return the figure
     * @throws IllegalArgumentException if there is none, or they are of different networks
     */
    public static Figure of(List<InformationFlow> flows) {
        argument(!flows.isEmpty(), "information flow: expected at least one, got none");
        List<String> names = names(flows.get(0));
        flows.forEach(flow -> argument(
                names(flow).equals(names),
                "information flow: expected the same layers in all, %s, got %s",
                names,
                names(flow)));
        List<String> places = PlotlyText.places(names);
        Panels panels = new Panels("What each layer tells the next", 2, 2)
                .note("Gaussian closed form: linear dependence only, on the scale that its noise sets")
                .panel("before pruning, and what stays after it", "", "nats")
                .axis("x", "tickangle", names.size() > 4 ? -40 : 0);
        List<Between> first = flows.get(0).links();
        panels.add(
                Trace.linesAndMarkers(places, first.stream().map(Between::all).toList(), Palette.method("not pruned"))
                        .hover(first.stream()
                                .map(link -> String.format(
                                        Locale.ROOT, "%s tells %s %.3f nats", link.layer(), link.map(), link.all()))
                                .toList())
                        .grouped("not pruned", true));
        for (InformationFlow flow : flows) {
            add(panels, flow, places, flow.links().stream().map(Between::kept).toList(), true);
        }
        panels.panel("preserved, about the outputs that stay", "", "%")
                .axis("x", "tickangle", names.size() > 4 ? -40 : 0);
        panels.add(
                Trace.linesAndMarkers(places, places.stream().map(place -> 100).toList(), Palette.method("not pruned"))
                        .with("mode", "lines")
                        .dashed()
                        .with("hoverinfo", "skip")
                        .grouped("all of it", false));
        for (InformationFlow flow : flows) {
            add(
                    panels,
                    flow,
                    places,
                    flow.links().stream().map(link -> 100 * link.preserved()).toList(),
                    false);
        }
        return panels.figure();
    }

    private static List<String> names(InformationFlow flow) {
        return flow.links().stream()
                .map(link -> link.layer() + " > " + link.map())
                .collect(Collectors.toList());
    }

    private static void add(
            Panels panels, InformationFlow flow, List<String> places, List<Double> values, boolean inLegend) {
        panels.add(Trace.linesAndMarkers(places, values, Palette.method(flow.method()))
                .hover(flow.links().stream().map(link -> describe(flow, link)).toList())
                .grouped(flow.method(), inLegend));
    }

    private static String describe(InformationFlow flow, Between link) {
        return String.format(
                Locale.ROOT,
                "%s, %s to %s: %.3f nats are left of %.3f about the outputs that stay (%.1f %%%s)",
                flow.method(),
                link.layer(),
                link.map(),
                link.kept(),
                link.wanted(),
                100 * link.preserved(),
                link.chance().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "; chance alone gives %.3f",
                                link.chance().getAsDouble())
                        : "");
    }
}
