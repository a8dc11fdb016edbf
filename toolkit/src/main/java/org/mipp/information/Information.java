package org.mipp.information;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.run.TextColumn;

/**
 * The information of every node of every prunable layer: what {@code estimateMi} returns.
 *
 * @param layers one entry per layer, from inputs to outputs
 * @param estimator how it was estimated, in words
 * @param warnings doubts about the images and what was captured of them, for display
 * @param provenance seed, samples, device, seconds
 */
public record Information(
        List<LayerInformation> layers, String estimator, List<String> warnings, Provenance provenance) {

    /** Copies the lists. */
    public Information {
        layers = List.copyOf(layers);
        warnings = List.copyOf(warnings);
    }

    /** Information about which there is no doubt but those of its layers. */
    public Information(List<LayerInformation> layers, String estimator, Provenance provenance) {
        this(layers, estimator, List.of(), provenance);
    }

    /** {@return all doubts, those of the layers with the layer's name} */
    public List<String> allWarnings() {
        return Stream.concat(warnings.stream(), layers.stream().flatMap(layer -> layer.warnings().stream()
                        .map(warning -> layer.layer() + ": " + warning)))
                .toList();
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
                        .collect(Collectors.joining("\n"))
                + Notes.of(allWarnings());
    }
}
