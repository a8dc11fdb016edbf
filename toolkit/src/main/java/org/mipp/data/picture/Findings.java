package org.mipp.data.picture;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was found in a folder of pictures that cannot be used, with the reason. For several threads at once. */
final class Findings {

    private static final int NAMED = 5;

    private final Map<String, String> reasons = new TreeMap<>();
    private final Path root;

    Findings(Path root) {
        this.root = root;
    }

    /** Adds a file or folder: what it is and what to do. */
    synchronized void add(Path file, String reason) {
        reasons.put(root.relativize(file).toString(), reason);
    }

    /** {@return a note that says how many, which, and why the first; none if there is nothing to say} */
    synchronized List<String> notes() {
        return reasons.isEmpty() ? List.of() : List.of(root.getFileName() + ": left out " + words());
    }

    /**
     * Goes on only if nothing was found.
     *
     * @throws IllegalArgumentException that says how many, which, and why the first
     */
    synchronized void refuse() {
        argument(
                reasons.isEmpty(),
                "%s: expected pictures only, got %s; remove them, or leave them out by PictureOptions.skipping()",
                root,
                reasons.isEmpty() ? "" : words());
    }

    private String words() {
        String first = reasons.keySet().iterator().next();
        String others = reasons.keySet().stream().skip(1).limit(NAMED - 1L).collect(Collectors.joining(", "));
        int more = reasons.size() - NAMED;
        return String.format(
                Locale.ROOT,
                "%,d that cannot be used: %s: %s%s%s",
                reasons.size(),
                first,
                reasons.get(first),
                others.isEmpty() ? "" : "; also " + others,
                more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
    }
}
