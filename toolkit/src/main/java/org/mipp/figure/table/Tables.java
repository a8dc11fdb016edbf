package org.mipp.figure.table;

import static org.mipp.figure.table.Columns.number;
import static org.mipp.figure.table.Columns.text;
import static org.mipp.figure.table.Columns.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.mipp.capture.Activations;
import org.mipp.experiment.pruned.ComparedNetwork;
import org.mipp.experiment.pruned.Comparison;
import org.mipp.experiment.pruned.PixelSelection;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.experiment.pruned.Tradeoff;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.network.Network;
import org.mipp.network.structure.Cost;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.RemovalPath;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What pruning does to networks as Tablesaw tables: to look at, to compute with, to save. Accuracies and shares are in
 * percent.
 */
public final class Tables {

    private Tables() {}

    /**
     * Lists the layers of a network.
     *
     * @param network the network
     * @return one row per layer: output shape, parameters, multiply-accumulates for one sample
     */
    public static Table of(Network network) {
        List<Cost> costs = network.architecture().costs();
        return Table.create(
                network.label(),
                text("layer", costs, Cost::layer),
                text("output", costs, Cost::output),
                whole("parameters", costs, Cost::parameters),
                whole("MACs", costs, Cost::macs));
    }

    /**
     * Lists which layers of a network can be pruned.
     *
     * @param structure of the network
     * @return one row per prunable layer, and one per layer that cannot be pruned, with the reason
     */
    public static Table of(Structure structure) {
        List<PrunableLayer> layers = structure.prunable();
        Table table = Table.create(
                "structure",
                text("layer", layers, PrunableLayer::name),
                whole("nodes", layers, PrunableLayer::nodes),
                text("made by", layers, layer -> String.join(", ", layer.makers())),
                text("read by", layers, layer -> layer.readers().stream()
                        .map(DownstreamLayer::map)
                        .collect(Collectors.joining(", "))));
        structure.excluded().forEach((layer, reason) -> {
            Row row = table.appendRow();
            row.setString("layer", layer);
            row.setMissing("nodes");
            row.setString("made by", "");
            row.setString("read by", "not prunable: " + reason);
        });
        return table;
    }

    /**
     * Lists what was captured.
     *
     * @param activations of a network
     * @return one row per prunable layer
     */
    public static Table of(Activations activations) {
        return CapturedTable.of(activations);
    }

    /**
     * Lists the information of every layer.
     *
     * @param information estimated for a network
     * @return one row per layer, in nats
     */
    public static Table of(Information information) {
        List<LayerInformation> layers = information.layers();
        return Table.create(
                "information",
                text("layer", layers, LayerInformation::layer),
                whole("nodes", layers, layer -> layer.nodes().size()),
                number("all nodes together, nats", layers, LayerInformation::total),
                number("chance stays below, nats", layers, layer -> layer.threshold()
                        .orElse(Double.NaN)),
                whole("indispensable by themselves", layers, LayerInformation::significant));
    }

    /**
     * Lists what stays of every layer.
     *
     * @param masks which nodes stay
     * @return one row per layer; information lost and variance unexplained for methods with removal paths
     */
    public static Table of(Masks masks) {
        List<Mask> layers = masks.masks();
        Table table = Table.create(
                masks.method(),
                text("layer", layers, Mask::layer),
                whole("nodes", layers, Mask::nodes),
                whole("kept", layers, mask -> mask.kept().size()));
        if (!masks.paths().isEmpty()) {
            table.addColumns(
                    number("information, nats", layers, mask -> path(masks, mask, RemovalPath::total)),
                    number("lost, nats", layers, mask -> path(masks, mask, RemovalPath::lost)));
        }
        if (masks.paths().stream().anyMatch(path -> path.unexplained().isPresent())) {
            table.addColumns(number(
                    "unexplained, %",
                    layers,
                    mask -> path(masks, mask, path -> 100 * path.unexplained().orElse(Double.NaN))));
        }
        return table;
    }

    /**
     * Lists what pixels a network needs.
     *
     * @param selection of pixels
     * @return one row
     */
    public static Table of(PixelSelection selection) {
        List<RemovalPath> rows = List.of(selection.path());
        return Table.create(
                "pixels",
                whole("pixels", rows, RemovalPath::nodes),
                whole("never vary", rows, path -> selection.constant()),
                whole("kept", rows, path -> path.mask().kept().size()),
                number("information, nats", rows, RemovalPath::total),
                number("lost, nats", rows, RemovalPath::lost),
                number("unexplained, %", rows, path -> percent(path.unexplained())));
    }

    /** A number of a layer's removal path; nothing for a layer that was not chosen from. */
    private static double path(Masks masks, Mask mask, ToDoubleFunction<RemovalPath> number) {
        return masks.paths().stream()
                .filter(path -> path.layer().equals(mask.layer()))
                .mapToDouble(number)
                .findFirst()
                .orElse(Double.NaN);
    }

    /**
     * Lists what pruning did.
     *
     * @param pruned the pruned network
     * @return one row before and one after
     */
    public static Table of(PrunedNetwork pruned) {
        List<Network> networks = new ArrayList<>(List.of(pruned.start().network(), pruned.cut(), pruned.network()));
        List<String> names = List.of("before", "cut", "with g");
        Table table = Table.create(
                pruned.label(),
                StringColumn.create("network", names),
                whole("nodes", networks, network -> network.architecture().nodes()),
                whole("parameters", networks, network -> network.architecture().parameterCount()),
                whole("MACs", networks, network -> network.architecture().macs()));
        pruned.accuracy()
                .ifPresent(steps -> table.addColumns(number(
                        "test accuracy, %",
                        List.of(steps.before(), steps.afterCut(), steps.afterRepair()),
                        evaluation -> 100 * evaluation.accuracy())));
        return table;
    }

    /**
     * Lists networks side by side.
     *
     * @param comparison of networks
     * @return one row per network
     */
    public static Table of(Comparison comparison) {
        List<ComparedNetwork> rows = comparison.rows();
        return Table.create(
                "comparison",
                text("method", rows, ComparedNetwork::name),
                whole("nodes", rows, ComparedNetwork::nodes),
                whole("parameters", rows, ComparedNetwork::parameters),
                whole("MACs", rows, ComparedNetwork::macs),
                number("ms for 1 image", rows, row -> row.alone().milliseconds()),
                number("ms per 1,000 images", rows, ComparedNetwork::milliseconds),
                number("before, %", rows, row -> percent(row.before())),
                number("cut, %", rows, row -> percent(row.afterCut())),
                number("with g, %", rows, row -> percent(row.afterRepair())),
                number("retrained, %", rows, row -> percent(row.retrained())));
    }

    /**
     * Lists accuracy against size.
     *
     * @param tradeoff of several methods
     * @return one row per method and budget
     */
    public static Table of(Tradeoff tradeoff) {
        List<Tradeoff.Point> points = tradeoff.points();
        return Table.create(
                "trade-off",
                text("budget", points, point -> point.budget().toString()),
                text("method", points, Tradeoff.Point::method),
                whole("parameters", points, Tradeoff.Point::parameters),
                number("cut, %", points, point -> 100 * point.afterCut()),
                number("with g, %", points, point -> 100 * point.afterRepair()));
    }

    private static double percent(OptionalDouble share) {
        return share.isPresent() ? 100 * share.getAsDouble() : Double.NaN; // how Tablesaw says 'missing'
    }
}
