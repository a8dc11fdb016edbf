package org.mipp.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a call has written, which a cell shows.
 *
 * @param file where it is
 * @param content what is in it, in a few words
 * @param bytes how large it is
 */
public record SavedFile(Path file, String content, long bytes) {

    private static final long KILO = 1_000;

    /**
     * Looks at a file that has been written.
     *
     * @param file the file
     * @param content what is in it
     * @return both, and how large it is
     * @throws UncheckedIOException if it is not there any more
     */
    public static SavedFile of(Path file, String content) {
        try {
            return new SavedFile(file, content, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        String size = bytes < KILO
                ? bytes + " bytes"
                : bytes < KILO * KILO
                        ? String.format(Locale.ROOT, "%.1f kB", bytes / (double) KILO)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / (double) (KILO * KILO));
        return file + ": " + content + ", " + size;
    }
}
