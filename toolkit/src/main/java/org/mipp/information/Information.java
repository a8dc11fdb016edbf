package org.mipp.information;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mipp.run.Provenance;
import org.mipp.run.TextColumn;

/**
 * The information of every node of every prunable layer: what {@code estimateMi} returns.
 *
 * @param layers one entry per layer, from inputs to outputs
 * @param estimator how it was estimated, in words
 * @param provenance seed, samples, device, seconds
 */
public record Information(List<LayerInformation> layers, String estimator, Provenance provenance) {

    /** Copies the list. */
    public Information {
        layers = List.copyOf(layers);
    }

    @Override
    public String toString() {
        String name = TextColumn.of(8, layers.stream().map(LayerInformation::layer));
        return "Information by " + estimator + " (" + provenance + ")\n"
                + layers.stream()
                        .map(layer -> String.format(
                                Locale.ROOT,
                                "  " + name
                                        + " %3d nodes tell the next layer %.2f nats; %d tell something of their own",
                                layer.layer(),
                                layer.nodes().size(),
                                layer.total(),
                                layer.significant()))
                        .collect(Collectors.joining("\n"));
    }
}
