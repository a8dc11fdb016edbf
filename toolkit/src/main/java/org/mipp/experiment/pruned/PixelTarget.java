package org.mipp.experiment.pruned;

import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.network.NetworkStage;

/** What pixels are to tell. */
public enum PixelTarget {
    /** What the first linear maps make of them, which must be fully connected. No labels are used. */
    FIRST_MAPS(Capture::ofPixels),
    /** The classes of the images, whatever the network makes of them. */
    LABELS(Capture::ofPixelsAndLabels);

    private final Recapture recapture;

    PixelTarget(Recapture recapture) {
        this.recapture = recapture;
    }

    /** What runs the images that were captured again. */
    @FunctionalInterface
    interface Recapture {
        Activations of(NetworkStage stage, Images images, CaptureOptions options);
    }

    /** What is taken for granted: the labels where the network reads pixels otherwise, if there are any. */
    static PixelTarget fitting(Activations captured) {
        return !Capture.readsPixelsByColumns(captured.stage())
                        && captured.images().labelled()
                ? LABELS
                : FIRST_MAPS;
    }

    Recapture recapture() {
        return recapture;
    }
}
