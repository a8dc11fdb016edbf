package org.mipp.data.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mipp.data.Dataset;
import org.mipp.data.Images;

/**
 * ImageNet, ILSVRC 2012: 1,281,167 training and 50,000 validation photographs of 1,000 classes (Russakovsky et al., IJCV 115,
 * 2015). It does not ship with the project.
 *
 * <p>Read are the layout of Kaggle's archive ({@code ILSVRC/Data/CLS-LOC/train} and {@code val}, with
 * {@code LOC_val_solution.csv} and {@code LOC_synset_mapping.txt}), and folders {@code train} and {@code val} with one folder
 * per class in each, as torchvision wants them. Classes are numbered in the order of their WordNet identifiers, which is that
 * of the outputs of torchvision's networks and of most others; for another, {@link org.mipp.data.ClassOrder}.
 *
 * <p>A list of all names takes some 250 MB of heap.
 */
public final class ImageNet {

    /** As torchvision judges most networks: the shorter side becomes 256 pixels, the middle 224 x 224 are kept. */
    public static final PictureOptions OPTIONS =
            PictureOptions.of(3, 224).resized(256).look(PictureOptions.Look.NAMES);

    private static final String NAME = "ImageNet";
    private static final String SOLUTION = "LOC_val_solution.csv";
    private static final String MAPPING = "LOC_synset_mapping.txt";

    private ImageNet() {}

    /**
     * Lists the folder.
     *
     * @param folder where {@code train} and {@code val} are, or {@code ILSVRC}
     * @param options how to read pictures
     * @return training and validation images
     * @throws IllegalArgumentException if parts are missing, or a validation image has no class
     */
    public static Dataset load(Path folder, PictureOptions options) {
        Path root = PictureWalk.root(folder);
        Path data = Stream.of("ILSVRC/Data/CLS-LOC", "Data/CLS-LOC", "")
                .map(root::resolve)
                .filter(place -> Files.isDirectory(place.resolve("train")))
                .findFirst()
                .orElseThrow(() -> PublishedLayout.missing(root, "the folder train", NAME));
        Path trainFolder = data.resolve("train");
        PictureList train = new PictureList(root, options);
        train.addClasses(trainFolder, "");
        train.look().withoutEmptyClasses(trainFolder);
        PictureList test = new PictureList(root, options);
        Path val = PublishedLayout.folder(data, "val", NAME);
        if (test.walk().folders(val).isEmpty()) {
            addFlat(test, root, data, val, train.classes());
        } else {
            test.addClasses(val, "", train.classes());
        }
        Optional<Path> words = WrittenClasses.find(
                root.resolve(MAPPING), data.resolve(MAPPING), root.resolve("words.txt"), data.resolve("words.txt"));
        return new Dataset(
                NAME,
                new Images(NAME + " training set", PublishedLayout.described(train, words)),
                new Images(NAME + " validation set", PublishedLayout.described(test.look(), words)));
    }

    private static void addFlat(PictureList test, Path root, Path data, Path val, List<String> classes) {
        Path solution = WrittenClasses.find(root.resolve(SOLUTION), data.resolve(SOLUTION))
                .orElseThrow(() -> PublishedLayout.missing(
                        root,
                        SOLUTION + ", or one folder per class in val (the numbers in the development kit's"
                                + " ILSVRC2012_validation_ground_truth.txt have an order of their own and are not read),",
                        NAME));
        Map<String, String> classOfFile = WrittenClasses.firstTwo(solution, "[, ]").entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey() + ".JPEG", Map.Entry::getValue));
        test.addNamed(val, classOfFile, solution, classes);
    }
}
