package org.mipp.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mipp.run.HeapBudget;

/**
 * Fashion-MNIST: pictures of clothes, 28 x 28, grey, harder to tell apart than digits (Xiao, Rasul, Vollgraf, 2017,
 * arXiv:1708.07747). Of its 60,000 training images the first 20,000 ship with the project, and all 10,000 test images.
 */
public final class FashionMnist {

    /** What the labels 0 to 9 stand for. */
    public static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private static final IdxPair TRAIN = new IdxPair(
            "train-images-idx3-ubyte.gz",
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "train-labels-idx1-ubyte.gz",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9");
    private static final IdxPair FIRST_20_000 = new IdxPair(
            "train-first-20000-images-idx3-ubyte.gz",
            "f675812a188eaff57e6cc99252d4b1fa2d27bc3e00cec09f67474894e24358ad",
            "train-first-20000-labels-idx1-ubyte.gz",
            "c1d29b30febfce7b7c5d4dfc17d6ab9f9f8e49101ae51e79e3b24d5df6a1317e");
    private static final IdxPair TEST = new IdxPair(
            "t10k-images-idx3-ubyte.gz",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "t10k-labels-idx1-ubyte.gz",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    private static final String RESNET = "resnet8.safetensors";

    private FashionMnist() {}

    /**
     * Loads the files that ship with the project: from the folder {@code fashion-mnist} in the one named by the
     * environment variable {@code MIPP_DATA}, else from {@code data/fashion-mnist} of the checkout that the program was
     * started in or that holds the toolkit.
     *
     * @return the data set
     * @throws IllegalArgumentException if the files are not there or not the published ones
     */
    public static Dataset load() {
        return load(DataFolder.find("fashion-mnist", TEST.images()));
    }

    /**
     * Finds the weights of a residual network for these images, which ship beside them.
     *
     * @return the file
     * @throws IllegalArgumentException if it is not there
     */
    public static Path resNetWeights() {
        return DataFolder.find("fashion-mnist", RESNET).resolve(RESNET);
    }

    /**
     * Loads the files from a folder and checks their content: the complete training set where it is there, else its first
     * 20,000 images.
     *
     * @param folder where they are
     * @return the data set
     * @throws IllegalArgumentException if a file is missing, damaged or another one
     */
    public static Dataset load(Path folder) {
        HeapBudget budget = HeapBudget.half();
        Images train = Files.exists(folder.resolve(TRAIN.images()))
                ? TRAIN.read("Fashion-MNIST training set", folder, budget, CLASSES)
                : FIRST_20_000.read("Fashion-MNIST training set, first 20,000", folder, budget, CLASSES);
        return new Dataset("Fashion-MNIST", train, TEST.read("Fashion-MNIST test set", folder, budget, CLASSES));
    }
}
