package org.mipp.data;

import java.nio.file.Path;
import java.util.List;
import org.mipp.run.HeapBudget;

/**
 * CIFAR-100: photographs of a hundred kinds of things, 32 x 32, in colour (Krizhevsky, Learning Multiple Layers of Features
 * from Tiny Images, 2009), from the files of its binary version. They do not ship with the project.
 *
 * <p>Labels are the hundred fine ones; the twenty coarse ones are passed over. Images stay bytes: the 50,000 training images
 * take 154 MB.
 */
public final class Cifar100 {

    /** What the labels 0 to 99 stand for, as in the published {@code fine_label_names.txt}. */
    public static final List<String> CLASSES =
            List.of(("apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly"
                            + " camel can castle caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup"
                            + " dinosaur dolphin elephant flatfish forest fox girl hamster house kangaroo keyboard lamp lawn_mower"
                            + " leopard lion lizard lobster man maple_tree motorcycle mountain mouse mushroom oak_tree orange orchid"
                            + " otter palm_tree pear pickup_truck pine_tree plain plate poppy porcupine possum rabbit raccoon ray"
                            + " road rocket rose sea seal shark shrew skunk skyscraper snail snake spider squirrel streetcar"
                            + " sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle"
                            + " wardrobe whale willow_tree wolf woman worm")
                    .split(" "));

    private static final CifarFiles FILES = new CifarFiles("CIFAR-100", "cifar-100-binary.tar.gz", 2, CLASSES);
    private static final List<String> FOLDERS = List.of("cifar100", "cifar-100-binary");

    private Cifar100() {}

    /**
     * Loads the files from the folder {@code cifar100} or {@code cifar-100-binary} in the one named by the environment
     * variable {@code MIPP_DATA}, else in {@code data} of the checkout that the program was started in or that holds the
     * toolkit.
     *
     * @return the data set
     * @throws IllegalArgumentException if the files are not there, truncated or of another format
     */
    public static Dataset load() {
        return load(
                DataFolder.find(
                        FOLDERS,
                        List.of("test.bin", "test.bin.gz"),
                        "cifar-100-binary.tar.gz from https://www.cs.toronto.edu/~kriz/cifar.html and unpack it into that folder"));
    }

    /**
     * Loads the files from a folder: {@code train.bin} and {@code test.bin}, each plain or, with {@code .gz} after its name,
     * compressed by gzip.
     *
     * @param folder where they are
     * @return the data set
     * @throws IllegalArgumentException if a file is missing, truncated or of another format
     */
    public static Dataset load(Path folder) {
        Path train = CifarFiles.find(folder, "train").orElseThrow(() -> FILES.missing(folder, "train.bin"));
        Path test = CifarFiles.find(folder, "test").orElseThrow(() -> FILES.missing(folder, "test.bin"));
        HeapBudget budget = HeapBudget.half();
        return new Dataset(
                "CIFAR-100",
                FILES.images("CIFAR-100 training set", List.of(train), budget),
                FILES.images("CIFAR-100 test set", List.of(test), budget));
    }
}
