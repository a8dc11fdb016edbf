package org.mipp.data;

import java.nio.file.Path;
import java.util.List;
import org.mipp.run.HeapBudget;

/**
 * The names of two idx files that belong together, and the checksums under which their content is known.
 *
 * @param images the file of images
 * @param imagesSha256 of its uncompressed content
 * @param labels the file of labels
 * @param labelsSha256 of its uncompressed content
 */
record IdxPair(String images, String imagesSha256, String labels, String labelsSha256) {

    private static final int CLASSES = 10;

    /**
     * Reads both files.
     *
     * @param name of the image set, for captions
     * @param budget of the data set that it belongs to
     * @param classNames the names of the classes, or none
     * @throws IllegalArgumentException if a file is missing, damaged or another one
     */
    Images read(String name, Path folder, HeapBudget budget, List<String> classNames) {
        return IdxFile.images(
                name,
                IdxFile.read(folder.resolve(images), 3, budget).verify(imagesSha256),
                IdxFile.read(folder.resolve(labels), 1, budget).verify(labelsSha256),
                CLASSES,
                classNames);
    }

    /** Reads both files, whatever is in them. */
    Images readOthers(String name, Path folder, HeapBudget budget) {
        return IdxFile.images(
                name,
                IdxFile.read(folder.resolve(images), 3, budget),
                IdxFile.read(folder.resolve(labels), 1, budget),
                CLASSES,
                List.of());
    }
}
