package org.mipp.data.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mipp.run.RefusedException;

/** What the layouts of published data sets have in common. */
final class PublishedLayout {

    private PublishedLayout() {}

    static Path folder(Path root, String name, String dataset) {
        Path folder = root.resolve(name);
        if (!Files.isDirectory(folder)) {
            throw missing(root, "the folder " + name, dataset);
        }
        return folder;
    }

    static RefusedException missing(Path root, String what, String dataset) {
        return new RefusedException(root + ": expected " + what + " of " + dataset
                + ", found none; unpack its archives there, or read class folders" + " by pictures(folder, 3, side)");
    }

    /** The pictures of a list, of classes whose names say more than their identifiers. */
    static PictureSource described(PictureList list, Optional<Path> words) {
        PictureSource source = list.source(List.of());
        return new PictureSource(
                source.root(),
                source.files(),
                source.marks(),
                source.labels(),
                WrittenClasses.described(source.classNames(), words),
                source.options(),
                source.notes());
    }
}
