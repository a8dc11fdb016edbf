package org.mipp.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mipp.capture.moments.Link;
import org.mipp.data.ImageWarnings;
import org.mipp.linalg.RowsPerColumn;
import org.mipp.network.operation.Convolution;
import org.mipp.network.structure.Architecture;

/** What makes activations a weak ground for answers: images that show nothing, layers that do nothing, too few rows. */
final class CaptureWarnings {

    private static final int FEW_IMAGES = 30;

    private CaptureWarnings() {}

    static List<String> of(Activations activations) {
        List<String> warnings = new ArrayList<>(ImageWarnings.ofPixels(activations.images()));
        int images = activations.provenance().samples();
        if (images < FEW_IMAGES) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "only %d image%s: chance decides how they differ; capture hundreds",
                    images,
                    images == 1 ? "" : "s"));
        }
        for (LayerActivations layer : activations.layers()) {
            if (layer.links().stream().allMatch(link -> link.liveColumns() == 0)) {
                warnings.add(layer.name() + ": no node varies on these images, so none tells the next layer anything");
            }
            layer.links().forEach(link -> rows(activations, link).ifPresent(warnings::add));
        }
        return warnings;
    }

    private static Optional<String> rows(Activations activations, Link link) {
        int columns = link.liveColumns();
        String map = link.reader().map();
        return RowsPerColumn.areFew(columns, link.rows())
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%s: only %,d rows for %,d columns; with fewer than %d for each, fits follow chance: capture more"
                                + " images%s",
                        map,
                        link.rows(),
                        columns,
                        RowsPerColumn.ENOUGH,
                        morePositions(activations, map) ? ", or more positions: convolutionRows(...)" : ""))
                : Optional.empty();
    }

    private static boolean morePositions(Activations activations, String map) {
        Architecture architecture = activations.stage().network().architecture();
        return !map.equals(PixelLabels.LABELS)
                && architecture.map(map) instanceof Convolution convolution
                && activations
                                .options()
                                .positionsPerImage(activations.provenance().samples(), convolution.columns())
                        < architecture.outputs().get(map).slice(1).size();
    }
}
