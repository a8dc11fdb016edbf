package org.mipp.data.picture;

import static org.mipp.run.Checks.argument;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Parallel;
import org.mipp.run.progress.Progress;

/** Collects the pictures of one part of a data set, looks at them, and makes a source of those that can be used. */
final class PictureList {

    private static final int NONE = -1; // the class of pictures without
    private static final int AT_ONCE = 256; // files between two looks at the progress
    private static final List<String> ENDINGS =
            List.of(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".wbmp", ".tif", ".tiff");

    private record Entry(Path name, int label, long mark) {}

    private final Path root;
    private final PictureOptions options;
    private final Findings findings;
    private final PictureWalk walk;
    private List<Entry> entries = new ArrayList<>();
    private List<String> classes = List.of();

    PictureList(Path root, PictureOptions options) {
        this.root = root;
        this.options = options;
        this.findings = new Findings(root);
        this.walk = new PictureWalk(root, findings);
    }

    PictureWalk walk() {
        return walk;
    }

    /** Adds a folder per class; with {@code inside} not empty, only what is in the folder of that name in each. */
    void addClasses(Path part, String inside) {
        addClasses(
                part, inside, walk.folders(part).stream().map(PictureList::name).toList());
    }

    /** Adds a folder per class, of classes that are known; others are findings. */
    void addClasses(Path part, String inside, List<String> known) {
        classes = known;
        walk.files(
                part,
                (file, attributes) -> findings.add(
                        file, "expected folders, one per class, got a file beside them; move it into one"));
        List<Path> folders = walk.folders(part);
        try (Progress progress = Progress.of("listing " + part.getFileName(), folders.size())) {
            for (Path folder : folders) {
                int label = known.indexOf(name(folder));
                if (label < 0) {
                    findings.add(folder, "expected a class of the training set, got one that it does not have");
                } else {
                    Path pictures = inside.isEmpty() ? folder : folder.resolve(inside);
                    walk.allFiles(pictures, (file, attributes) -> add(file, label, attributes));
                }
                progress.advance(1);
            }
        }
    }

    /** Adds all files of a folder, without classes. */
    void addFlat(Path part) {
        walk.allFiles(part, (file, attributes) -> add(file, NONE, attributes));
    }

    /** Adds the files of a folder whose classes are written elsewhere. */
    void addNamed(Path part, Map<String, String> classOfFile, Path writtenIn, List<String> known) {
        classes = known;
        walk.files(part, (file, attributes) -> {
            String name = classOfFile.get(name(file));
            if (name == null) {
                findings.add(file, "expected a line with its class in " + writtenIn.getFileName() + ", got none");
            } else if (!known.contains(name)) {
                findings.add(file, "expected a class of the training set, got '" + name + "', which it does not have");
            } else {
                add(file, known.indexOf(name), attributes);
            }
        });
    }

    private void add(Path file, int label, BasicFileAttributes attributes) {
        String lower = file.toString().toLowerCase(Locale.ROOT);
        if (options.look() == PictureOptions.Look.NAMES && ENDINGS.stream().noneMatch(lower::endsWith)) {
            findings.add(file, "expected a picture, got a file whose name ends with none of " + ENDINGS);
        } else {
            entries.add(new Entry(root.relativize(file), label, mark(file, attributes)));
        }
    }

    private long mark(Path file, BasicFileAttributes attributes) {
        String text = String.join(
                "\n",
                root.relativize(file).toString(),
                String.valueOf(attributes.size()),
                String.valueOf(
                        attributes.lastModifiedTime().to(TimeUnit.SECONDS)), // finer times do not survive copying
                options.shape().toString(),
                String.valueOf(options.resized()));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Looks at all files as closely as the options say; those that cannot be used are findings. */
    PictureList look() {
        if (options.look() == PictureOptions.Look.NAMES) {
            return this;
        }
        Entry[] kept = entries.toArray(Entry[]::new);
        try (Progress progress = Progress.of("looking at the pictures of " + root.getFileName(), kept.length)) {
            for (int from = 0; from < kept.length; from += AT_ONCE) {
                int first = from;
                int count = Math.min(AT_ONCE, kept.length - from);
                Parallel.each(count, i -> {
                    if (!usable(kept[first + i])) {
                        kept[first + i] = null;
                    }
                });
                progress.advance(count);
            }
        }
        entries = Stream.of(kept).filter(Objects::nonNull).toList();
        return this;
    }

    private boolean usable(Entry entry) {
        Path file = root.resolve(entry.name());
        try {
            new PictureFile(file, options).look();
            return true;
        } catch (RefusedException e) {
            findings.add(file, String.valueOf(e.getMessage()).replaceFirst("^\\Q" + file + "\\E: ", ""));
            return false;
        }
    }

    /** Leaves out classes that have no picture. */
    PictureList withoutEmptyClasses(Path part) {
        int[] counts = new int[classes.size()];
        entries.stream().filter(entry -> entry.label() != NONE).forEach(entry -> counts[entry.label()]++);
        int[] places = new int[counts.length];
        List<String> left = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            places[label] = left.size();
            if (counts[label] > 0) {
                left.add(classes.get(label));
            } else {
                findings.add(part.resolve(classes.get(label)), "expected pictures, got a class without any");
            }
        }
        if (left.size() < classes.size()) {
            entries = entries.stream()
                    .map(entry -> new Entry(entry.name(), places[entry.label()], entry.mark()))
                    .toList();
            classes = left;
        }
        return this;
    }

    List<String> classes() {
        return classes;
    }

    /**
     * Makes the source.
     *
     * @param notes what else to say of it
     * @throws IllegalArgumentException if there is no picture, or something was found and is to be refused
     */
    PictureSource source(List<String> notes) {
        if (!options.skip() || entries.isEmpty()) {
            findings.refuse();
        }
        argument(!entries.isEmpty(), "%s: expected pictures, got none; give the folder that holds them", root);
        return new PictureSource(
                root,
                entries.stream().map(Entry::name).toArray(Path[]::new),
                entries.stream().mapToLong(Entry::mark).toArray(),
                IntStream.range(0, entries.size())
                        .map(i -> entries.get(i).label())
                        .toArray(),
                classes,
                options,
                Stream.concat(findings.notes().stream(), notes.stream()).toList());
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
