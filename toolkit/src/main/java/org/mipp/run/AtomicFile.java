package org.mipp.run;

import static org.mipp.run.Checks.argument;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a file beside its place and then moves it there, so that a write that fails leaves what was there before.
 *
 * <p>A process that is killed leaves the part that it has written. It goes with the next write of the same file: who writes
 * holds a lock on his part, which the system gives back when he ends, so that a part without a lock is nobody's.
 */
public final class AtomicFile {

    private static final String PART = ".part";
    private static final Duration JUST_MADE = Duration.ofSeconds(5); // its maker may not have the lock yet

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
            removeLeftParts(place);
            Path beside = place.resolveSibling(place.getFileName() + "." + UUID.randomUUID() + PART);
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

    private static void removeLeftParts(Path place) throws IOException {
        Pattern part =
                Pattern.compile(Pattern.quote(place.getFileName() + ".") + "[0-9a-f-]{36}" + Pattern.quote(PART));
        try (Stream<Path> files = Files.list(place.getParent())) {
            for (Path file : files.filter(
                            file -> part.matcher(file.getFileName().toString()).matches())
                    .toList()) {
                removeIfLeft(file);
            }
        }
    }

    /** Removes a part that nobody holds; one that cannot be removed, or is gone meanwhile, is not worth a failure. */
    private static void removeIfLeft(Path part) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            boolean ours = lock(channel);
            boolean old = Files.getLastModifiedTime(part)
                    .toInstant()
                    .isBefore(Instant.now().minus(JUST_MADE));
            if (ours && old) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // the next write tries again
        }
    }

    /** Takes the lock of a part, until the channel is closed; false if another one has it or the disk has no locks. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static void fill(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            lock(channel);
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true); // the bytes are on the disk before the name points to them
        }
    }
}
