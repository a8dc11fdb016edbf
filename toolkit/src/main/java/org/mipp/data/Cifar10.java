package org.mipp.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.run.HeapBudget;

/**
 * CIFAR-10: photographs of ten kinds of things, 32 x 32, in colour (Krizhevsky, Learning Multiple Layers of Features from
 * Tiny Images, 2009), from the files of its binary version. They do not ship with the project.
 *
 * <p>Images stay bytes: the 50,000 training images take 154 MB.
 */
public final class Cifar10 {

    /** What the labels 0 to 9 stand for. */
    public static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private static final CifarFiles FILES = new CifarFiles("CIFAR-10", "cifar-10-binary.tar.gz", 1, CLASSES);
    private static final String TEST = "test_batch";

    private Cifar10() {}

    /**
     * Loads the files from the folder {@code cifar10} or {@code cifar-10-batches-bin} in the one named by the environment
     * variable {@code MIPP_DATA}, else in {@code data} of the checkout that the program was started in or that holds the
     * toolkit.
     *
     * @return the data set
     * @throws IllegalArgumentException if the files are not there, truncated or of another format
     */
    public static Dataset load() {
        return load(
                DataFolder.find(
                        List.of("cifar10", "cifar-10-batches-bin"),
                        List.of(TEST + ".bin", TEST + ".bin.gz"),
                        "cifar-10-binary.tar.gz from https://www.cs.toronto.edu/~kriz/cifar.html and unpack it into that folder"));
    }

    /**
     * Loads the files from a folder: {@code test_batch.bin} and those of {@code data_batch_1.bin} to
     * {@code data_batch_5.bin} that are there, each plain or, with {@code .gz} after its name, compressed by gzip.
     *
     * @param folder where they are
     * @return the data set
     * @throws IllegalArgumentException if the test file or all training files are missing, or a file is truncated or of
     *     another format
     */
    public static Dataset load(Path folder) {
        List<Path> train = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> CifarFiles.find(folder, "data_batch_" + i))
                .flatMap(Optional::stream)
                .toList();
        Path test = CifarFiles.find(folder, TEST).orElseThrow(() -> FILES.missing(folder, TEST + ".bin"));
        if (train.isEmpty()) {
            throw FILES.missing(folder, "at least one of data_batch_1.bin to data_batch_5.bin");
        }
        String part = train.size() == 5 ? "" : ", " + train.size() + " of 5 files";
        HeapBudget budget = HeapBudget.half();
        return new Dataset(
                "CIFAR-10",
                FILES.images("CIFAR-10 training set" + part, train, budget),
                FILES.images("CIFAR-10 test set", List.of(test), budget));
    }
}
