package org.mipp;

import static org.mipp.run.Checks.given;

import java.nio.file.Path;
import org.mipp.data.ClassOrder;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.data.picture.ImageNet;
import org.mipp.data.picture.PictureFolders;
import org.mipp.data.picture.PictureOptions;
import org.mipp.data.picture.TinyImageNet;

/**
 * Pictures in folders, as they are or as ImageNet is published: decoded when they are needed, never all at once.
 *
 * <pre>{@code
 * var photos = pictures("photos", 3, 224);
 * pictures("photos", PictureOptions.of(3, 224).heldOut(0.1, 1).refusing());
 * var all = allPictures(Path.of("photos"), PictureOptions.of(3, 224));
 * var large = imageNet("imagenet");
 * var tiny = tinyImageNet("tiny-imagenet-200");
 * inClassOrder(photos, Path.of("LOC_synset_mapping.txt"));
 * }</pre>
 */
public final class PictureDatasets {

    private PictureDatasets() {}

    /**
     * Lists pictures in folders, {@code photos/cat/1.jpg} being one of the class {@code cat}; they are decoded when they are
     * needed, never all at once. Folders {@code train} and {@code test} or {@code val} inside are the two sets, else a fifth
     * of each class is held out, which the result says. Without folders inside, pictures have no labels.
     *
     * @param folder its path, from the folder that the program or notebook runs in
     * @param channels 1 for grey, 3 for red, green and blue
     * @param side rows and columns: the shorter side of a picture is resized to it, the middle is kept
     * @return training and test images; files that cannot be used are left out and named
     * @throws IllegalArgumentException if there are no pictures, or too few for two sets
     */
    public static Dataset pictures(String folder, int channels, int side) {
        return pictures(folder, PictureOptions.of(channels, side));
    }

    /**
     * Lists pictures in folders, as {@link #pictures(String, int, int)} does.
     *
     * @param folder its path, from the folder that the program or notebook runs in
     * @param options how to read them, and what happens to files that cannot be used
     * @return training and test images
     * @throws IllegalArgumentException if there are no pictures, too few for two sets, or one is to be refused
     */
    public static Dataset pictures(String folder, PictureOptions options) {
        return pictures(Path.of(given(folder, "a folder")), options);
    }

    /**
     * Lists pictures in folders, as {@link #pictures(String, int, int)} does.
     *
     * @param folder where they are
     * @param options how to read them, and what happens to files that cannot be used
     * @return training and test images
     * @throws IllegalArgumentException if there are no pictures, too few for two sets, or one is to be refused
     */
    public static Dataset pictures(Path folder, PictureOptions options) {
        return PictureFolders.load(given(folder, "a folder"), given(options, "options"));
    }

    /**
     * Lists pictures that belong to one set, for example to capture them all.
     *
     * @param folder where they are, in folders of classes or without classes
     * @param options how to read them, and what happens to files that cannot be used
     * @return all of them; without labels if there are no folders inside
     * @throws IllegalArgumentException if there are no pictures, or one is to be refused
     */
    public static Images allPictures(Path folder, PictureOptions options) {
        return PictureFolders.all(given(folder, "a folder"), given(options, "options"));
    }

    /**
     * Lists ImageNet, in the layout of Kaggle's archive or with a folder per class in {@code train} and {@code val}, to be
     * read in 3 x 224 x 224. It does not ship with the project.
     *
     * @param folder its path, from the folder that the program or notebook runs in
     * @return training and validation images, with classes in the order of their WordNet identifiers
     * @throws IllegalArgumentException if parts are missing
     */
    public static Dataset imageNet(String folder) {
        return ImageNet.load(Path.of(given(folder, "a folder")), ImageNet.OPTIONS);
    }

    /**
     * Lists Tiny ImageNet, 3 x 64 x 64, as its archive {@code tiny-imagenet-200} is unpacked. It does not ship with the
     * project.
     *
     * @param folder its path, from the folder that the program or notebook runs in
     * @return training and validation images, with classes in the order of their WordNet identifiers
     * @throws IllegalArgumentException if parts are missing
     */
    public static Dataset tinyImageNet(String folder) {
        return TinyImageNet.load(Path.of(given(folder, "a folder")));
    }

    /**
     * Gives classes the numbers of the outputs that stand for them, for networks that know other classes too, or the same in
     * another order.
     *
     * @param data images of named classes
     * @param file text with a line for each output, the first one first, that begins with the name of its class
     * @return the same images, of as many classes as there are lines
     * @throws IllegalArgumentException if the file cannot be read, or a class of the data is not in it
     */
    public static Dataset inClassOrder(Dataset data, Path file) {
        return ClassOrder.read(given(file, "a file")).of(given(data, "a data set"));
    }
}
