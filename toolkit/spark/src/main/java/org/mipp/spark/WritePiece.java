package org.mipp.spark;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.mipp.data.Images;

/**
 * Images that one task writes into a file.
 *
 * @param images all
 * @param path the folder
 * @param number of the file
 * @param from the first image
 * @param to the first after them
 */
record WritePiece(Images images, String path, int number, int from, int to) implements Callable<Integer> {

    private static final long FILE = 64L << 20; // bytes of pixels

    static List<WritePiece> all(Images images, String path) {
        String place = ParquetFolder.requireNew(path);
        int step =
                (int) Math.max(1, Math.min(images.size(), FILE / images.shape().pixels()));
        return IntStream.range(0, (images.size() + step - 1) / step)
                .mapToObj(i -> new WritePiece(images, place, i, i * step, Math.min(images.size(), (i + 1) * step)))
                .toList();
    }

    @Override
    public Integer call() {
        ParquetFile.write(images, path, number, from, to);
        return to - from;
    }

    @Override
    public String toString() {
        return "images " + from + " to " + (to - 1);
    }
}
