package org.mipp.data;

import static org.mipp.run.Checks.argument;

/** Images that are in memory, all in one array, with one class per image or none. Arrays are owned, not copied. */
record MemoryImages(ImageShape shape, int classes, byte[] pixels, int[] labels, boolean labelled)
        implements ImageSource {

    /** Checks that pixels and labels make up a labelled set of images. */
    static MemoryImages checked(String name, ImageShape shape, int classes, byte[] pixels, int[] labels) {
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
        return new MemoryImages(shape, classes, pixels, labels, true);
    }

    @Override
    public int size() {
        return pixels.length / shape.pixels();
    }

    @Override
    public int label(int image) {
        return labels[image];
    }

    @Override
    public void read(int image, byte[] to, int offset) {
        System.arraycopy(pixels, image * shape.pixels(), to, offset, shape.pixels());
    }

    @Override
    public int pixel(int image, int channel, int row, int column) {
        return pixels[image * shape.pixels() + shape.place(channel, row, column)] & 0xff;
    }
}
