package org.mipp.data;

import java.nio.file.Path;
import java.util.List;
import org.mipp.run.HeapBudget;

/**
 * MNIST: 60,000 + 10,000 handwritten digits, 28 x 28, grey (LeCun, Cortes, Burges; LeCun et al., Proceedings of the IEEE
 * 86, 1998).
 */
public final class Mnist {

    private static final IdxPair TRAIN = new IdxPair(
            "train-images-idx3-ubyte.gz",
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "train-labels-idx1-ubyte.gz",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5");
    private static final IdxPair TEST = new IdxPair(
            "t10k-images-idx3-ubyte.gz",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "t10k-labels-idx1-ubyte.gz",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    private Mnist() {}

    /**
     * Loads the files that ship with the project: from the folder named by the environment variable {@code MIPP_DATA},
     * else from {@code data/mnist} of the checkout that the program was started in or that holds the toolkit.
     *
     * @return the data set
     * @throws IllegalArgumentException if the files are not there or not the published ones
     */
    public static Dataset load() {
        return load(DataFolder.find("mnist", TRAIN.images()));
    }

    /**
     * Loads four files of MNIST's names and layout, whatever is in them: for images made in that layout.
     *
     * @param folder where they are
     * @return the data set
     * @throws IllegalArgumentException if a file is missing or damaged
     */
    public static Dataset loadOthers(Path folder) {
        HeapBudget budget = HeapBudget.half();
        return new Dataset(
                "images in MNIST's layout",
                TRAIN.readOthers("training set in MNIST's layout", folder, budget),
                TEST.readOthers("test set in MNIST's layout", folder, budget));
    }

    /**
     * Loads the four files from a folder and checks that their content is the published one.
     *
     * @param folder where they are
     * @return the data set
     * @throws IllegalArgumentException if a file is missing, damaged or another one
     */
    public static Dataset load(Path folder) {
        HeapBudget budget = HeapBudget.half();
        return new Dataset(
                "MNIST",
                TRAIN.read("MNIST training set", folder, budget, List.of()),
                TEST.read("MNIST test set", folder, budget, List.of()));
    }
}
