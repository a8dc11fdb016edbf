package org.mipp.data;

import static org.mipp.run.Checks.argument;

/** Whether pixels and labels make up a labelled set of images. */
final class ImageChecks {

    private ImageChecks() {}

    static void fit(String name, ImageShape shape, int classes, byte[] pixels, byte[] labels) {
        argument(labels.length > 0, "images: expected at least one image in %s, got none", name);
        argument(
                pixels.length == shape.pixels(labels.length),
                "images: expected as many images as labels in %s, got %d labels for %d images",
                name,
                labels.length,
                pixels.length / shape.pixels(1));
        for (int i = 0; i < labels.length; i++) {
            argument(
                    labels[i] >= 0 && labels[i] < classes,
                    "labels: expected classes from 0 to %d in %s, got %d for image %d",
                    classes - 1,
                    name,
                    labels[i],
                    i);
        }
    }
}
