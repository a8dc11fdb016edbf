package org.mipp.data.picture;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.run.RandomOrder;

/**
 * Reads folders of pictures: {@code photos/cat/1.jpg} is a picture of the class {@code cat}. Classes are numbered in the order
 * of their names, as torchvision's {@code ImageFolder} does. Pictures that lie in the folder itself have no class.
 *
 * <p>If there is a folder {@code train} inside and one named {@code test} or {@code val}, they are the two sets; otherwise a
 * part of each class is held out, drawn with a seed. What was left out or split is in the {@linkplain Dataset#notes notes}.
 */
public final class PictureFolders {

    private static final List<String> TRAIN = List.of("train", "training");
    private static final List<String> TEST = List.of("test", "testing", "val", "valid", "validation");
    private static final String WHOLE = ""; // no folder inside that of the class

    private PictureFolders() {}

    /**
     * Lists a folder. Pictures are decoded when they are needed.
     *
     * @param folder where they are
     * @param options how to read them
     * @return the two sets; without labels if there are no folders inside
     * @throws IllegalArgumentException if there are no pictures, too few for two sets, or, where files are not to be left
     *     out, one cannot be used
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static Dataset load(Path folder, PictureOptions options) {
        Path root = PictureWalk.root(folder);
        List<Path> inside = new PictureList(root, options).walk().folders(root);
        Optional<Path> train = named(inside, TRAIN).stream().findFirst();
        List<Path> tests = named(inside, TEST);
        if (train.isPresent() && !tests.isEmpty()) {
            return parts(root, train.get(), tests, options);
        }
        return split(root, list(root, train.orElse(root), options), options);
    }

    /**
     * Lists a folder whose pictures belong to one set.
     *
     * @param folder where they are
     * @param options how to read them
     * @return all pictures; without labels if there are no folders inside
     * @throws IllegalArgumentException if there are no pictures, or, where files are not to be left out, one cannot be used
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static Images all(Path folder, PictureOptions options) {
        Path root = PictureWalk.root(folder);
        return new Images(PictureList.name(root), list(root, root, options).source(List.of()));
    }

    private static List<Path> named(List<Path> folders, List<String> names) {
        List<Path> found = new ArrayList<>();
        for (String name : names) {
            folders.stream()
                    .filter(folder -> PictureList.name(folder).equalsIgnoreCase(name))
                    .forEach(found::add);
        }
        return found;
    }

    private static PictureList list(Path root, Path part, PictureOptions options) {
        PictureList list = new PictureList(root, options);
        if (list.walk().folders(part).isEmpty()) {
            list.addFlat(part);
        } else {
            list.addClasses(part, WHOLE);
        }
        return list.look().withoutEmptyClasses(part);
    }

    private static Dataset parts(Path root, Path train, List<Path> tests, PictureOptions options) {
        PictureList learnt = list(root, train, options);
        PictureList judged = new PictureList(root, options);
        Path test = tests.stream()
                .filter(one -> learnt.classes().isEmpty()
                        || !judged.walk().folders(one).isEmpty())
                .findFirst()
                .orElse(tests.get(0));
        if (learnt.classes().isEmpty()) {
            judged.addFlat(test);
        } else {
            judged.addClasses(test, WHOLE, learnt.classes());
        }
        List<String> note = tests.size() == 1
                ? List.of()
                : List.of(root.getFileName() + ": " + PictureList.name(test) + " is the test set; "
                        + others(tests, test) + " not used");
        return new Dataset(
                PictureList.name(root),
                new Images(name(root, "training set"), learnt.source(note)),
                new Images(name(root, "test set"), judged.look().source(List.of())));
    }

    private static String others(List<Path> tests, Path test) {
        List<String> others = tests.stream()
                .filter(other -> !other.equals(test))
                .map(PictureList::name)
                .toList();
        return String.join(", ", others) + (others.size() == 1 ? " is" : " are");
    }

    private static String name(Path root, String part) {
        return PictureList.name(root) + ", " + part;
    }

    private static Dataset split(Path root, PictureList list, PictureOptions options) {
        String note = String.format(
                Locale.ROOT,
                "%s: %s %% of %s held out for the test set, drawn with seed %d",
                root.getFileName(),
                Math.round(1000 * options.heldOut()) / 10.0,
                list.classes().isEmpty() ? "the pictures" : "each class",
                options.seed());
        PictureSource source = list.source(List.of(note));
        boolean[] held = heldOut(source, options);
        int[] test = IntStream.range(0, held.length).filter(i -> held[i]).toArray();
        int[] train = IntStream.range(0, held.length).filter(i -> !held[i]).toArray();
        argument(
                test.length > 0,
                "%s: expected a class of at least two pictures, one to learn from and one to be judged by, got %d in all, each of"
                        + " another class; add pictures, or take all as one set by allPictures(folder, options)",
                root,
                held.length);
        return new Dataset(
                PictureList.name(root),
                new Images(name(root, "training set"), source).select(train),
                new Images(name(root, "test set"), source).select(test));
    }

    /** Of each class the share that is asked for, at least one picture where there are two. */
    private static boolean[] heldOut(PictureSource source, PictureOptions options) {
        boolean[] held = new boolean[source.size()];
        for (int from = 0, to; from < held.length; from = to) {
            for (to = from + 1; to < held.length && source.label(to) == source.label(from); ) {
                to++;
            }
            int count = to - from;
            int wanted = Math.min(count - 1, (int) Math.max(1, Math.round(count * options.heldOut())));
            SplittableRandom random = new SplittableRandom(options.seed() * 1_000_003 + source.label(from));
            for (int drawn : RandomOrder.some(wanted, count, random)) {
                held[from + drawn] = true;
            }
        }
        return held;
    }
}
