package org.mipp.capture;

import static org.mipp.run.Checks.argument;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.Link;
import org.mipp.data.Images;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.NetworkStage;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.Provenance;
import org.mipp.run.progress.Progress;

/** The pixels of images, and their labels as what there is to tell. */
final class PixelLabels {

    static final String LABELS = "labels";

    private static final int BATCH = 500;
    private static final double WHITE = 255;

    private PixelLabels() {}

    static Activations of(NetworkStage stage, Images images, CaptureOptions options) {
        argument(
                images.labelled() && images.classes() > 1,
                "labels: expected labelled images of several classes, got %s; choose whole channels: selectChannels(acts, budget)",
                images);
        PrunableLayer layer = PixelLayer.beforeLabels(stage.network().architecture());
        try (Progress progress = Progress.of("pixels and labels", images.size())) {
            @Nullable SecondMoments all = null;
            for (int from = 0; from < images.size(); from += BATCH) {
                Images some = images.range(from, Math.min(images.size(), from + BATCH));
                SecondMoments part = SecondMoments.of(pixels(some, layer.nodes()), classes(some));
                all = all == null ? part : all.merge(part);
                progress.advance(some.size());
            }
            Link link = new Link(layer.readers().get(0), List.of(Objects.requireNonNull(all)), Optional.empty());
            Matrix sample = pixels(images.range(0, Math.min(images.size(), BATCH)), layer.nodes());
            return new Activations(
                    stage,
                    images,
                    options,
                    List.of(new LayerActivations(layer, List.of(link), sample)),
                    new Provenance(options.seed(), images.size(), Provenance.OF_JAVA, progress.seconds()));
        }
    }

    private static Matrix pixels(Images images, int each) {
        ByteBuffer pixels = images.pixels();
        return Matrix.fill(images.size(), each, (i, j) -> (pixels.get(i * each + j) & 0xff) / WHITE);
    }

    /** One column per class but the last, which the others tell. */
    private static Matrix classes(Images images) {
        return Matrix.fill(images.size(), images.classes() - 1, (i, j) -> images.label(i) == j ? 1 : 0);
    }
}
