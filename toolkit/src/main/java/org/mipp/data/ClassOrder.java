package org.mipp.data;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mipp.run.RefusedException;

/**
 * In which order a network's outputs stand for classes, by their names. Data sets number their classes in an order of their
 * own, and a part of a data set has fewer of them: this gives every image the number of the output that stands for its class.
 *
 * <p>A class of the data is the output of the same name, or of the same first word: {@code n01440764} is the output
 * {@code n01440764 tench, Tinca tinca}.
 *
 * @param outputs what each output stands for, the first one first
 */
public record ClassOrder(List<String> outputs) {

    /** Copies the list and checks it. */
    public ClassOrder {
        outputs = List.copyOf(outputs);
        argument(!outputs.isEmpty(), "class order: expected a name for every output, got none");
        places(outputs);
    }

    /**
     * Reads a file with one line for each output, as {@code LOC_synset_mapping.txt} of ImageNet and {@code wnids.txt} of Tiny
     * ImageNet are.
     *
     * @param file the text file
     * @return the order
     * @throws IllegalArgumentException if it cannot be read, is empty, or two lines begin with the same word
     */
    public static ClassOrder read(Path file) {
        try {
            return new ClassOrder(Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .toList());
        } catch (IOException e) {
            throw new RefusedException(file + ": expected one class name in each line, got: " + e, e);
        }
    }

    /**
     * Numbers the classes of a data set by the outputs.
     *
     * @param data images of named classes
     * @return the same images, of as many classes as there are outputs
     * @throws IllegalArgumentException if its classes have no names, or one of them is no output (it says which)
     */
    public Dataset of(Dataset data) {
        return new Dataset(data.name(), of(data.train()), of(data.test()));
    }

    /**
     * Numbers the classes of images by the outputs.
     *
     * @param images of named classes
     * @return the same images, of as many classes as there are outputs
     * @throws IllegalArgumentException if the classes have no names, or one of them is no output (it says which)
     */
    public Images of(Images images) {
        argument(
                !images.classNames().isEmpty(),
                "class order: expected images of named classes, as from pictures(folder, 3, 224), got '%s'",
                images);
        Map<String, Integer> places = places(outputs);
        int[] outputOf = images.classNames().stream()
                .mapToInt(name -> {
                    Integer place = places.getOrDefault(name, places.get(firstWord(name)));
                    argument(
                            place != null,
                            "class order: expected an output for every class of %s, got none for '%s' among %d outputs, the"
                                    + " first of them '%s'; look whether the names are of the same kind",
                            images.name(),
                            name,
                            outputs.size(),
                            outputs.get(0));
                    return place;
                })
                .toArray();
        argument(
                Arrays.stream(outputOf).distinct().count() == outputOf.length,
                "class order: expected one class of %s for an output, got several; give full names",
                images.name());
        return new Images(images.name(), new Renumbered(images, outputs, outputOf));
    }

    private static Map<String, Integer> places(List<String> outputs) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            Integer before = places.put(firstWord(outputs.get(i)), i);
            if (before != null && outputs.get(before).equals(outputs.get(i))) {
                throw new RefusedException("class order: expected every name once, got '" + outputs.get(i)
                        + "' for the outputs " + before + " and " + i);
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            places.put(outputs.get(i), i); // a whole name goes before a first word
        }
        return places;
    }

    private static String firstWord(String name) {
        return name.strip().split("\\s", 2)[0];
    }

    /** The images of a source under other numbers of classes. */
    private record Renumbered(ImageSource source, List<String> classNames, int[] outputOf) implements ImageSource {

        @Override
        public int size() {
            return source.size();
        }

        @Override
        public ImageShape shape() {
            return source.shape();
        }

        @Override
        public int classes() {
            return classNames.size();
        }

        @Override
        public boolean labelled() {
            return source.labelled();
        }

        @Override
        public boolean inMemory() {
            return source.inMemory();
        }

        @Override
        public List<String> notes() {
            return source.notes();
        }

        @Override
        public byte[] identity(int image) {
            return source.identity(image);
        }

        @Override
        public int label(int image) {
            return outputOf[source.label(image)];
        }

        @Override
        public void read(int image, byte[] to, int offset) {
            source.read(image, to, offset);
        }
    }
}
