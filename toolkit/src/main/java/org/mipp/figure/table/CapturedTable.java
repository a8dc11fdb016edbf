package org.mipp.figure.table;

import static org.mipp.figure.table.Columns.text;
import static org.mipp.figure.table.Columns.whole;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.Link;
import org.mipp.linalg.SecondMoments;
import tech.tablesaw.api.Table;

/** What was captured of every layer, and how it is read; a layer that several maps read in different ways tells all of them. */
final class CapturedTable {

    private CapturedTable() {}

    static Table of(Activations activations) {
        List<LayerActivations> layers = activations.layers();
        return Table.create(
                activations.stage().label(),
                text("layer", layers, layer -> layer.name()),
                whole("nodes", layers, layer -> layer.layer().nodes()),
                whole("dead", layers, LayerActivations::dead),
                text(
                        "read by",
                        layers,
                        layer -> joined(layer, link -> link.reader().map())),
                text(
                        "columns per node",
                        layers,
                        layer -> joined(
                                layer, link -> String.valueOf(link.reader().columnsPerNode()))),
                text(
                        "rows",
                        layers,
                        layer -> joined(
                                layer,
                                link -> String.format(
                                        Locale.ROOT,
                                        "%,d",
                                        link.parts().stream()
                                                .mapToLong(SecondMoments::samples)
                                                .sum()))));
    }

    private static String joined(LayerActivations layer, Function<Link, String> part) {
        return layer.links().stream().map(part).distinct().collect(Collectors.joining(", "));
    }
}
