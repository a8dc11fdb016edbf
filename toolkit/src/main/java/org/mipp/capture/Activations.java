package org.mipp.capture;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mipp.data.Images;
import org.mipp.network.Stage;
import org.mipp.run.Provenance;

/**
 * What the prunable layers of a network did on a set of images: what {@code capture} returns.
 *
 * @param stage the network
 * @param images the images
 * @param options how much was captured
 * @param layers one entry per prunable layer, from inputs to outputs
 * @param provenance seed, samples, device, seconds
 */
public record Activations(
        Stage stage, Images images, CaptureOptions options, List<LayerActivations> layers, Provenance provenance) {

    /** Copies the list. */
    public Activations {
        layers = List.copyOf(layers);
    }

    @Override
    public String toString() {
        return "Activations of " + stage.label() + " (" + provenance + ")\n"
                + layers.stream()
                        .map(layer -> String.format(
                                Locale.ROOT,
                                "  %-8s %3d nodes, %d dead, read by %s through %d column%s each",
                                layer.layer().name(),
                                layer.layer().nodes(),
                                layer.dead(),
                                layer.layer().consumer(),
                                layer.layer().columnsPerNode(),
                                layer.layer().columnsPerNode() == 1 ? "" : "s"))
                        .collect(Collectors.joining("\n"));
    }
}
