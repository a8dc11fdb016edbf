package org.mipp.selection.explain;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mipp.run.TextColumn;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Masks;
import org.mipp.selection.RemovalPath;

/**
 * The removal paths of all layers with their reasons.
 *
 * @param layers one per layer that has a path, in the order of the masks
 */
public record ExplainedPaths(List<ExplainedPath> layers) {

    /** Copies the list. */
    public ExplainedPaths {
        layers = List.copyOf(layers);
    }

    /**
     * Explains every path. Cost: that of {@link ExplainedPath#of} for each layer.
     *
     * @param masks chosen by a method that has removal paths
     * @return the paths with their reasons
     * @throws IllegalArgumentException if there are no paths
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one removal
     */
    public static ExplainedPaths of(Masks masks) {
        argument(
                !masks.paths().isEmpty(),
                "explain: expected masks with removal paths, as mipp() and terc() choose them, got masks by %s",
                masks.method());
        try (Progress progress = Progress.of("explaining", masks.paths().size())) {
            return new ExplainedPaths(masks.paths().stream()
                    .map(RemovalPath::layer)
                    .map(layer -> explained(masks, layer, progress))
                    .toList());
        }
    }

    private static ExplainedPath explained(Masks masks, String layer, Progress progress) {
        ExplainedPath path = ExplainedPath.of(masks, layer);
        progress.advance(1, layer);
        return path;
    }

    @Override
    public String toString() {
        String name = TextColumn.of(8, layers.stream().map(path -> path.path().layer()));
        return layers.stream()
                .map(path -> String.format(
                        Locale.ROOT,
                        "  " + name + " %d of %d nodes go",
                        path.path().layer(),
                        path.path().taken(),
                        path.path().nodes()))
                .collect(Collectors.joining(
                        "\n",
                        "Removal paths; explain(masks, \""
                                + layers.get(0).path().layer() + "\") tells the reasons of one\n",
                        ""));
    }
}
