package org.mipp.training.judge;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.mipp.data.Images;
import org.mipp.network.NetworkStage;

/**
 * What a network takes the images of each class for.
 *
 * @param network what it is called
 * @param classNames of all classes that occur, as labels or as answers, by their numbers
 * @param counts how many images of a class were taken for a class, where there are any, in the order of both
 */
public record Confusion(String network, List<String> classNames, List<Count> counts) {

    /**
     * How many images of a class are taken for a class.
     *
     * @param label what they are
     * @param answer what the network says
     * @param images how many
     */
    public record Count(int label, int answer, int images) {}

    /** Copies the lists. */
    public Confusion {
        classNames = List.copyOf(classNames);
        counts = List.copyOf(counts);
    }

    /**
     * Counts. Cost: that of running all images through the network.
     *
     * @param network the network
     * @param images with labels
     * @return the counts
     * @throws IllegalArgumentException if the images have no labels
     */
    public static Confusion of(NetworkStage network, Images images) {
        argument(
                images.labelled(),
                "confusion: expected labelled images, got '%s'; predict(network, images) says what they are taken for",
                images);
        List<Integer> answers = Predictions.of(network.network(), images).classes();
        Map<Long, Integer> counts = new TreeMap<>();
        int classes = images.classes();
        for (int image = 0; image < images.size(); image++) {
            counts.merge(((long) images.label(image) << Integer.SIZE) + answers.get(image), 1, Integer::sum);
            classes = Math.max(classes, answers.get(image) + 1);
        }
        List<Count> list = new ArrayList<>();
        counts.forEach((key, count) -> list.add(new Count((int) (key >> Integer.SIZE), key.intValue(), count)));
        return new Confusion(
                network.label(),
                IntStream.range(0, classes)
                        .mapToObj(label -> label < images.classes() ? images.className(label) : "class " + label)
                        .toList(),
                list);
    }

    /** {@return how many images there are of each class} */
    public int[] images() {
        int[] images = new int[classNames.size()];
        counts.forEach(count -> images[count.label()] += count.images());
        return images;
    }

    /** {@return the share of each class's images that is taken for it, 0 to 1; NaN where there are none} */
    public double[] accuracies() {
        int[] images = images();
        int[] right = new int[images.length];
        counts.stream()
                .filter(count -> count.label() == count.answer())
                .forEach(count -> right[count.label()] = count.images());
        return IntStream.range(0, images.length)
                .mapToDouble(label -> images[label] == 0 ? Double.NaN : (double) right[label] / images[label])
                .toArray();
    }

    /** {@return what is taken for something else, the most frequent first} */
    public List<Count> mistakes() {
        return counts.stream()
                .filter(count -> count.label() != count.answer())
                .sorted(Comparator.comparingInt(Count::images).reversed())
                .toList();
    }

    @Override
    public String toString() {
        int all = counts.stream().mapToInt(Count::images).sum();
        int wrong = mistakes().stream().mapToInt(Count::images).sum();
        String most = mistakes().stream()
                .findFirst()
                .map(count -> String.format(
                        Locale.ROOT,
                        "; most often %s is taken for %s, %d times",
                        classNames.get(count.label()),
                        classNames.get(count.answer()),
                        count.images()))
                .orElse("");
        return String.format(Locale.ROOT, "%s: %,d of %,d images wrong%s", network, wrong, all, most);
    }
}
