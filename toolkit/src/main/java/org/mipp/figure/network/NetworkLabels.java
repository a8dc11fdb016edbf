package org.mipp.figure.network;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.figure.PlotlyText;
import org.mipp.figure.network.NetworkGraph.Column;

/** What is written under the columns of a {@link NetworkFigure}: side by side where that has room, otherwise at a slope. */
final class NetworkLabels {

    private static final double CHARACTER = 6.5; // pixels
    private static final int TWO_LINES = 36;
    private static final int SLOPE = 40; // degrees

    private final NetworkGraph graph;
    private final NetworkPlan plan;
    private final List<Integer> places;
    private final boolean slanted;

    NetworkLabels(NetworkGraph graph, NetworkPlan plan) {
        this.graph = graph;
        this.plan = plan;
        this.places = IntStream.range(0, graph.columns().size())
                .filter(place -> graph.columns().get(place).kept().length > 0)
                .boxed()
                .toList();
        this.slanted = plan.many() || crowded();
    }

    /** The columns that have nodes. */
    List<Integer> places() {
        return places;
    }

    /** Their names, and how many stay where there is room. */
    List<String> texts() {
        return places.stream()
                .map(place -> String.join(slanted ? ", " : "<br>", lines(place)))
                .toList();
    }

    int angle() {
        return slanted ? -SLOPE : 0;
    }

    /** How many pixels they need below the columns. */
    int height() {
        int longest = texts().stream().mapToInt(String::length).max().orElse(0);
        return slanted ? (int) (Math.sin(Math.toRadians(SLOPE)) * (longest + 2) * CHARACTER) : TWO_LINES;
    }

    private boolean crowded() {
        return IntStream.range(1, places.size())
                .anyMatch(i -> plan.middle(places.get(i)) - plan.middle(places.get(i - 1))
                        < (width(places.get(i)) + width(places.get(i - 1))) / 2);
    }

    private double width(int place) {
        return CHARACTER * lines(place).stream().mapToInt(String::length).max().orElse(0);
    }

    private List<String> lines(int place) {
        Column column = graph.columns().get(place);
        String name = PlotlyText.name(column.name());
        return plan.many() || column.prunable().isEmpty()
                ? List.of(name)
                : List.of(name, String.format(Locale.ROOT, "%,d of %,d", column.keptCount(), column.kept().length));
    }
}
