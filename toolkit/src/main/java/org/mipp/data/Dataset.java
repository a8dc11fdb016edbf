package org.mipp.data;

import static org.mipp.run.Checks.argument;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.run.Notes;

/**
 * Images to learn from and images to be judged by, of the same shape and classes.
 *
 * @param name what it is, for captions
 * @param train the images to learn from
 * @param test the images to be judged by, never trained on
 */
public record Dataset(String name, Images train, Images test) {

    /**
     * Checks that both sets fit together.
     *
     * @throws IllegalArgumentException if their shapes or classes differ
     */
    public Dataset {
        argument(
                train.channels() == test.channels()
                        && train.height() == test.height()
                        && train.width() == test.width()
                        && (!train.labelled()
                                || !test.labelled()
                                || train.classes() == test.classes()
                                        && train.classNames().equals(test.classNames())),
                "dataset %s: expected training and test images of the same shape and classes, got %s and %s%s",
                name,
                train,
                test,
                train.classes() == test.classes() ? firstOther(train.classNames(), test.classNames()) : "");
    }

    /** Where the names of classes differ, if they do. */
    private static String firstOther(List<String> some, List<String> others) {
        return IntStream.range(0, Math.min(some.size(), others.size()))
                .filter(i -> !some.get(i).equals(others.get(i)))
                .mapToObj(i -> ", whose class " + i + " is '" + some.get(i) + "' and '" + others.get(i) + "'")
                .findFirst()
                .orElse("");
    }

    /**
     * Draws training images at random with seed 0, without replacement.
     *
     * @param count how many
     * @return those images
     * @throws IllegalArgumentException if there are fewer training images than that
     */
    public Images sample(int count) {
        return sample(count, 0);
    }

    /**
     * Draws training images at random, without replacement.
     *
     * @param count how many
     * @param seed of the draw
     * @return those images
     * @throws IllegalArgumentException if there are fewer training images than that
     */
    public Images sample(int count, long seed) {
        return train.sample(count, seed);
    }

    /**
     * Shortens both sets to their first images, for quick tries.
     *
     * @param trainCount training images to keep
     * @param testCount test images to keep
     * @return the smaller data set
     * @throws IllegalArgumentException if there are fewer images than that
     */
    public Dataset first(int trainCount, int testCount) {
        return new Dataset(name, train.first(trainCount), test.first(testCount));
    }

    /**
     * Identifies the images: the same in every process, for files that refer to them.
     *
     * @return the start of a SHA-256 over what {@linkplain ImageSource#identity identifies} all images, and over their labels,
     *     in hexadecimal digits
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Images images : List.of(train, test)) {
                for (int i = 0; i < images.size(); i++) {
                    digest.update(images.identity(i));
                }
                for (int i = 0; images.labelled() && i < images.size(); i++) {
                    digest.update(bytes(images.label(i), images.classes()));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(int label, int classes) {
        return classes <= 256
                ? new byte[] {(byte) label}
                : ByteBuffer.allocate(Integer.BYTES).putInt(label).array();
    }

    /** {@return what to know of how the images came to be: files that were left out, how they were split} */
    public List<String> notes() {
        return Stream.concat(train.notes().stream(), test.notes().stream())
                .distinct()
                .toList();
    }

    private int classes() {
        return test.labelled() ? test.classes() : train.classes();
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "%s: %,d training and %,d test images of %d x %d x %d, %s",
                        name,
                        train.size(),
                        test.size(),
                        train.channels(),
                        train.height(),
                        train.width(),
                        classes() == 0 ? "no labels" : classes() + " classes")
                + Notes.of(notes());
    }
}
