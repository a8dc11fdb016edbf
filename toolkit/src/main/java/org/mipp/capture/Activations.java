package org.mipp.capture;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.network.NetworkStage;
import org.mipp.network.structure.LayerNames;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.run.TextColumn;

/**
 * What the prunable layers of a network did on a set of images: what {@code capture} returns.
 *
 * @param stage the network, without what it was made from
 * @param images the images
 * @param options how much was captured
 * @param layers one entry per prunable layer, from inputs to outputs
 * @param provenance seed, samples, device, seconds
 */
public record Activations(
        NetworkStage stage,
        Images images,
        CaptureOptions options,
        List<LayerActivations> layers,
        Provenance provenance) {

    /** Copies the list. */
    public Activations {
        stage = stage.withoutPast();
        layers = List.copyOf(layers);
    }

    /** {@return doubts about the images and what was captured of them, for display; also of what is chosen from them} */
    public List<String> warnings() {
        return CaptureWarnings.of(this);
    }

    /**
     * Leaves out layers: what is selected from the rest leaves those layers whole.
     *
     * @param wanted which layers to go on with
     * @return the same activations of fewer layers
     * @throws IllegalArgumentException if no layer is left
     */
    public Activations only(Predicate<PrunableLayer> wanted) {
        given(wanted, "a choice of layers");
        List<LayerActivations> chosen =
                layers.stream().filter(layer -> wanted.test(layer.layer())).toList();
        argument(
                !chosen.isEmpty(),
                "only: expected at least one of the layers %s to be chosen, got none",
                layers.stream().map(layer -> layer.name()).toList());
        return new Activations(stage, images, options, chosen, provenance);
    }

    /**
     * Chooses layers by their names: what is selected from them leaves the others whole.
     *
     * @param names of the layers to go on with, at least one
     * @return the same activations of fewer layers
     * @throws IllegalArgumentException if there is none, or no such layer
     */
    public Activations only(String... names) {
        List<String> known = layers.stream().map(layer -> layer.name()).toList();
        for (String name : givenAll(names, "names of layers")) {
            LayerNames.require(
                    "only: expected layers", name, known, stage.network().architecture());
        }
        return only(layer -> List.of(names).contains(layer.name()));
    }

    /**
     * Finds one layer: {@code acts.layer("conv1").activations()}.
     *
     * @param name of the layer
     * @return what was captured of it
     * @throws IllegalArgumentException if there is no such layer
     */
    public LayerActivations layer(String name) {
        return only(name).layers().get(0);
    }

    @Override
    public String toString() {
        String name = TextColumn.of(8, layers.stream().map(layer -> layer.name()));
        return "Activations of " + stage.label() + " (" + provenance + ")\n"
                + layers.stream()
                        .map(layer -> String.format(
                                Locale.ROOT,
                                "  " + name + " %3d nodes, %d dead, read by %s",
                                layer.name(),
                                layer.layer().nodes(),
                                layer.dead(),
                                layer.layer().readers().stream()
                                        .map(reader -> reader.map() + " through " + reader.columnsPerNode() + " column"
                                                + (reader.columnsPerNode() == 1 ? "" : "s") + " each")
                                        .collect(Collectors.joining(", "))))
                        .collect(Collectors.joining("\n"))
                + Notes.of(warnings());
    }
}
