package org.mipp.data;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.stream.IntStream;
import org.mipp.run.progress.Parallel;

/** Images that are in memory, all in one array, with one class per image or none. Arrays are owned, not copied. */
record MemoryImages(
        ImageShape shape, int classes, List<String> classNames, byte[] pixels, int[] labels, boolean labelled)
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
        return new MemoryImages(shape, classes, List.of(), pixels, labels, true);
    }

    /** Reads images into memory, those of several at a time where each takes a while. */
    static MemoryImages of(ImageSource images) {
        int each = images.shape().pixels();
        byte[] pixels = new byte[images.size() * each];
        if (images.inMemory()) {
            IntStream.range(0, images.size()).forEach(i -> images.read(i, pixels, i * each));
        } else {
            Parallel.each(images.size(), i -> images.read(i, pixels, i * each));
        }
        int[] labels = images.labelled()
                ? IntStream.range(0, images.size()).map(images::label).toArray()
                : new int[0];
        return new MemoryImages(
                images.shape(), images.classes(), images.classNames(), pixels, labels, images.labelled());
    }

    /** The same images, of classes that have names. */
    MemoryImages named(List<String> names) {
        return new MemoryImages(shape, classes, names, pixels, labels, labelled);
    }

    @Override
    public boolean inMemory() {
        return true;
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
