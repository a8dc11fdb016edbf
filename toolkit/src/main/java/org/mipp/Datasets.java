package org.mipp;

import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import java.nio.file.Path;
import org.mipp.data.Cifar10;
import org.mipp.data.Cifar100;
import org.mipp.data.Dataset;
import org.mipp.data.Deformation;
import org.mipp.data.FashionMnist;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.data.Mnist;
import org.mipp.network.weights.DatasetFile;

/**
 * Labelled images by short names. Those that are pictures in folders have a door of their own, {@link PictureDatasets}.
 *
 * <pre>{@code
 * var digits = mnist();
 * var clothes = fashionMnist();
 * var things = cifar10();
 * var many = cifar100();
 * var mine = dataset("mine.npz");
 * digits.sample(2_000);
 * deform(digits, 1);
 * }</pre>
 */
public final class Datasets {

    private Datasets() {}

    /**
     * Loads MNIST from the project's {@code data} folder, or from the folder that MIPP_DATA names.
     *
     * @return 60,000 training and 10,000 test images
     * @throws IllegalArgumentException if the files are not there or not the published ones
     */
    public static Dataset mnist() {
        return Mnist.load();
    }

    /**
     * Loads MNIST from a folder with its four gzip files.
     *
     * @param folder where they are
     * @return 60,000 training and 10,000 test images
     * @throws IllegalArgumentException if the files are not there or not the published ones
     */
    public static Dataset mnist(Path folder) {
        return Mnist.load(given(folder, "a folder"));
    }

    /**
     * Loads MNIST from a folder with its four gzip files.
     *
     * @param folder its path, from the folder that the program or notebook runs in
     * @return 60,000 training and 10,000 test images
     * @throws IllegalArgumentException if the files are not there or not the published ones
     */
    public static Dataset mnist(String folder) {
        return mnist(Path.of(given(folder, "a folder")));
    }

    /**
     * Loads Fashion-MNIST, pictures of clothes in the format of MNIST, from the project's {@code data} folder, or from
     * the folder that MIPP_DATA names.
     *
     * @return the first 20,000 training images, which are those that ship, or all 60,000 where they are there, and 10,000
     *     test images
     * @throws IllegalArgumentException if the files are not there or not the published ones
     */
    public static Dataset fashionMnist() {
        return FashionMnist.load();
    }

    /**
     * Loads CIFAR-10 from the folder {@code cifar10} or {@code cifar-10-batches-bin} in the project's {@code data} folder
     * or in the folder that MIPP_DATA names. It does not ship with the project.
     *
     * @return up to 50,000 training and 10,000 test images
     * @throws IllegalArgumentException if the files are not there, truncated or of another format
     */
    public static Dataset cifar10() {
        return Cifar10.load();
    }

    /**
     * Loads CIFAR-10 from a folder with the files of its binary version, plain or compressed by gzip.
     *
     * @param folder where they are; not all training files need be there
     * @return up to 50,000 training and 10,000 test images
     * @throws IllegalArgumentException if files are missing, truncated or of another format
     */
    public static Dataset cifar10(Path folder) {
        return Cifar10.load(given(folder, "a folder"));
    }

    /**
     * Loads CIFAR-10 from a folder with the files of its binary version, plain or compressed by gzip.
     *
     * @param folder its path, from the folder that the program or notebook runs in; not all training files need be there
     * @return up to 50,000 training and 10,000 test images
     * @throws IllegalArgumentException if files are missing, truncated or of another format
     */
    public static Dataset cifar10(String folder) {
        return cifar10(Path.of(given(folder, "a folder")));
    }

    /**
     * Loads CIFAR-100 from the folder {@code cifar100} or {@code cifar-100-binary} in the project's {@code data} folder or in
     * the folder that MIPP_DATA names. It does not ship with the project.
     *
     * @return 50,000 training and 10,000 test images
     * @throws IllegalArgumentException if the files are not there, truncated or of another format
     */
    public static Dataset cifar100() {
        return Cifar100.load();
    }

    /**
     * Loads CIFAR-100 from a folder with the files of its binary version, plain or compressed by gzip.
     *
     * @param folder its path, from the folder that the program or notebook runs in
     * @return 50,000 training and 10,000 test images
     * @throws IllegalArgumentException if files are missing, truncated or of another format
     */
    public static Dataset cifar100(String folder) {
        return Cifar100.load(Path.of(given(folder, "a folder")));
    }

    /**
     * Loads labelled images that Python wrote: {@code numpy.savez("mine.npz", x_train=..., y_train=..., x_test=...,
     * y_test=...)}.
     *
     * @param file where they are; see {@link DatasetFile} for shapes and ranges
     * @return its training and test images
     * @throws IllegalArgumentException if an array is missing or of another shape, or a number is out of range
     */
    public static Dataset dataset(Path file) {
        return DatasetFile.load(given(file, "a file"));
    }

    /**
     * Loads labelled images that Python wrote, as {@link #dataset(Path)} does.
     *
     * @param file its path, from the folder that the program or notebook runs in
     * @return its training and test images
     * @throws IllegalArgumentException if an array is missing or of another shape, or a number is out of range
     */
    public static Dataset dataset(String file) {
        return dataset(Path.of(given(file, "a file")));
    }

    /**
     * Makes labelled images of arrays: {@code new Dataset("mine", images(...), images(...))}.
     *
     * @param name what they are, for captions
     * @param channels channels per image
     * @param height rows per image
     * @param width columns per image
     * @param classes number of classes
     * @param pixels numbers from 0 to 1, one row per image, channel by channel and row by row
     * @param labels the class of each image, from 0
     * @return the images
     * @throws IllegalArgumentException if shapes do not fit or a number is out of range (it says where)
     */
    public static Images images(
            String name, int channels, int height, int width, int classes, float[][] pixels, int[] labels) {
        return ImageArrays.of(
                given(name, "a name"),
                channels,
                height,
                width,
                classes,
                givenAll(pixels, "pixels"),
                given(labels, "labels"));
    }

    /**
     * Deforms all images a little, each in its own way: turned, resized, shifted and bent.
     *
     * @param data the images
     * @param seed of the deformations
     * @return the same data, deformed; {@link Deformation} sets how much
     */
    public static Dataset deform(Dataset data, long seed) {
        return Deformation.DEFAULT.seed(seed).apply(given(data, "a data set"));
    }
}
