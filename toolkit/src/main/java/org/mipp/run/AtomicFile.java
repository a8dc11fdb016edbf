package org.mipp.run;

import static org.mipp.run.Checks.argument;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file beside its place and then moves it there, so that a write that fails leaves what was there before. */
public final class AtomicFile {

    private AtomicFile() {}

    /** What to write. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything.
         *
         * @param out where to; left open
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, or replaces it as a whole.
     *
     * @param file where to
     * @param content what to write
     * @throws IllegalArgumentException if its folder does not exist
     * @throws UncheckedIOException if it cannot be written; then the old file, if any, is as it was
     */
    public static void write(Path file, Content content) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        argument(
                folder != null && Files.isDirectory(folder) && !Files.isDirectory(file),
                "%s: expected the name of a file in a folder that exists; create the folder first",
                file);
        try {
            Path place = Files.exists(absolute) ? absolute.toRealPath() : absolute; // a link stays one
            Path beside = place.resolveSibling(place.getFileName() + "." + UUID.randomUUID() + ".part");
            try {
                fill(beside, content);
                Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void fill(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true); // the bytes are on the disk before the name points to them
        }
    }
}
