package org.mipp.selection.budget;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mipp.capture.Activations;
import org.mipp.selection.LossCurve;
import org.mipp.selection.Mask;
import org.mipp.selection.OutputLoss;
import org.mipp.selection.WidthRule;

/**
 * Finds out what each layer's width costs at the outputs: measured at a few widths, in between along the method's own loss.
 *
 * <p>Between measured widths a curve rises in the proportion in which the loss along the removal path does; below the
 * smallest one it goes on with it; methods without such a loss are measured at their smallest width too, and interpolated by
 * straight lines. More nodes never cost more: what noise says against that is evened out. A trial whose outputs are not finite is
 * left out, with a warning.
 */
final class LossTrials {

    /** Which shares of a layer's nodes are tried. */
    private static final double[] SHARES = {1 / 16.0, 0.125, 0.25, 0.375, 0.5, 0.7, 0.85};

    private final List<LossCurve> curves = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Measures all layers. */
    LossTrials(Activations activations, OutputLoss loss, List<LayerOrder> orders, WidthRule rule) {
        List<SortedSet<Integer>> widths =
                orders.stream().map(order -> widths(order, rule)).toList();
        List<Mask> trials = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            for (int width : widths.get(i)) {
                trials.add(orders.get(i).mask(width));
            }
        }
        List<Double> losses = loss.of(activations, trials);
        int next = 0;
        for (int i = 0; i < orders.size(); i++) {
            SortedMap<Integer, Double> measured = new TreeMap<>();
            for (int width : widths.get(i)) {
                note(measured, orders.get(i), width, losses.get(next++));
            }
            curves.add(curve(orders.get(i), measured));
        }
    }

    private static SortedSet<Integer> widths(LayerOrder order, WidthRule rule) {
        int nodes = order.layer().nodes();
        SortedSet<Integer> widths = new TreeSet<>();
        for (double share : SHARES) {
            widths.add(rule.raised(nodes, Math.max(order.least(), (int) Math.rint(share * nodes))));
        }
        if (order.losses().isEmpty()) {
            widths.add(rule.raised(nodes, order.least()));
        }
        widths.remove(nodes);
        return widths;
    }

    private void note(SortedMap<Integer, Double> measured, LayerOrder order, int width, double loss) {
        if (Double.isFinite(loss)) {
            measured.put(width, Math.max(0, loss));
        } else {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: with %d nodes the outputs were not finite; this trial is left out",
                    order.layer().name(),
                    width));
        }
    }

    private static LossCurve curve(LayerOrder order, SortedMap<Integer, Double> measured) {
        int nodes = order.layer().nodes();
        argument(
                !measured.isEmpty() || order.nodes().isEmpty() || nodes == 1,
                "%s: expected finite outputs at some width, got none; look at the network's weights, or leave the layer out, as"
                        + " in acts.only(...)",
                order.layer().name());
        TreeMap<Integer, Double> known = new TreeMap<>(measured);
        known.put(nodes, 0.0);
        List<Double> nats = new ArrayList<>();
        double most = 0;
        for (int width = nodes; width >= order.least(); width--) {
            most = Math.max(most, at(width, known, order));
            nats.add(0, most);
        }
        return new LossCurve(order.layer().name(), order.least(), nats, measured);
    }

    private static double at(int width, NavigableMap<Integer, Double> known, LayerOrder order) {
        var above = known.ceilingEntry(width);
        var below = known.floorEntry(width);
        double own = order.lost(width);
        if (below == null) {
            double there = order.lost(above.getKey());
            return there > 0 ? above.getValue() * own / there : above.getValue();
        }
        if (below.getKey().equals(above.getKey())) {
            return above.getValue();
        }
        double from = order.lost(above.getKey());
        double to = order.lost(below.getKey());
        double share = to > from
                ? (own - from) / (to - from)
                : (double) (above.getKey() - width) / (above.getKey() - below.getKey());
        return above.getValue() + (below.getValue() - above.getValue()) * share;
    }

    List<LossCurve> curves() {
        return List.copyOf(curves);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
