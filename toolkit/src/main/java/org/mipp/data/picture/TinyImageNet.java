package org.mipp.data.picture;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.mipp.data.Dataset;
import org.mipp.data.Images;

/**
 * Tiny ImageNet: 200 classes of ImageNet, 64 x 64, in colour, 100,000 training and 10,000 validation images (Le, Yang,
 * Stanford CS 231N, 2015), from the folder {@code tiny-imagenet-200} as it is published. Its test images have no labels and
 * are not read.
 *
 * <p>Classes are numbered in the order of their identifiers, as those do who read {@code train} by torchvision's
 * {@code ImageFolder}. The file {@code wnids.txt} has another order; for networks trained in that,
 * {@link org.mipp.data.ClassOrder}.
 */
public final class TinyImageNet {

    private static final PictureOptions OPTIONS = PictureOptions.of(3, 64).look(PictureOptions.Look.NAMES);

    private TinyImageNet() {}

    /**
     * Lists the folder.
     *
     * @param folder where {@code train}, {@code val}, {@code wnids.txt} and {@code words.txt} are
     * @return training and validation images
     * @throws IllegalArgumentException if parts are missing, or the classes are not those of {@code wnids.txt}
     */
    public static Dataset load(Path folder) {
        return load(folder, OPTIONS);
    }

    /**
     * Lists the folder, to be read in another size.
     *
     * @param folder where {@code train}, {@code val}, {@code wnids.txt} and {@code words.txt} are
     * @param options how to read pictures
     * @return training and validation images
     * @throws IllegalArgumentException if parts are missing, or the classes are not those of {@code wnids.txt}
     */
    public static Dataset load(Path folder, PictureOptions options) {
        Path root = PictureWalk.root(folder);
        Path annotations = WrittenClasses.find(root.resolve("val/val_annotations.txt"))
                .orElseThrow(() -> PublishedLayout.missing(root, "val/val_annotations.txt", "Tiny ImageNet"));
        PictureList train = new PictureList(root, options);
        train.addClasses(PublishedLayout.folder(root, "train", "Tiny ImageNet"), "images");
        List<String> classes =
                train.look().withoutEmptyClasses(root.resolve("train")).classes();
        WrittenClasses.find(root.resolve("wnids.txt")).ifPresent(file -> requireSame(classes, file));
        PictureList test = new PictureList(root, options);
        test.addNamed(
                PublishedLayout.folder(root, "val/images", "Tiny ImageNet"),
                WrittenClasses.firstTwo(annotations, "\t"),
                annotations,
                classes);
        Optional<Path> words = WrittenClasses.find(root.resolve("words.txt"));
        return new Dataset(
                "Tiny ImageNet",
                new Images("Tiny ImageNet training set", PublishedLayout.described(train, words)),
                new Images("Tiny ImageNet validation set", PublishedLayout.described(test.look(), words)));
    }

    private static void requireSame(List<String> classes, Path file) {
        List<String> written = WrittenClasses.lines(file);
        argument(
                new HashSet<>(written).equals(new HashSet<>(classes)),
                "%s: expected the classes of the folder train, got %d there and %d here; unpack the data set again",
                file,
                classes.size(),
                written.size());
    }
}
