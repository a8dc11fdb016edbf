package org.mipp.run;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file for numbers that would take too much memory. Its room is asked for before it is made; it has no name any
 * more while it is used, so that nothing is left of it when the process ends, and goes when it is closed or nobody holds it.
 *
 * <p>Not a channel, which an interrupt would close. For any number of threads.
 */
public final class ScratchFile implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();

    private final String what;
    private final RandomAccessFile file;
    private final Cleaner.Cleanable cleanable;

    private ScratchFile(String what, RandomAccessFile file, Path path) {
        this.what = what;
        this.file = file;
        this.cleanable = CLEANER.register(this, () -> remove(file, path));
    }

    /**
     * Makes a file in the folder for temporary files.
     *
     * @param what goes into it, for messages
     * @param bytes how many there will be
     * @return the file, empty
     * @throws IllegalArgumentException if the disk has less room
     * @throws UncheckedIOException if it cannot be made
     */
    public static ScratchFile of(String what, long bytes) {
        requireRoom(what, bytes);
        try {
            Path path = Files.createTempFile(folder(), "mipp", ".scratch");
            return new ScratchFile(what, new RandomAccessFile(path.toFile(), "rw"), hidden(path));
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    /**
     * Checks that there is room for temporary files.
     *
     * @param what goes into them, for messages
     * @param bytes how many there will be
     * @throws IllegalArgumentException if the disk has less room
     * @throws UncheckedIOException if there is no folder for them
     */
    public static void requireRoom(String what, long bytes) {
        try {
            long free = Files.getFileStore(folder()).getUsableSpace();
            argument(
                    bytes <= free,
                    "%s: expected room for %d bytes in the folder for temporary files, %s, got %d; free some, or name another by"
                            + " -Djava.io.tmpdir=FOLDER",
                    what,
                    bytes,
                    folder(),
                    free);
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Takes the name away, where the system lets open files have none. */
    private static Path hidden(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
        return path;
    }

    /**
     * Writes doubles.
     *
     * @param place of the first of them, counted in doubles
     * @param values what to write
     * @param count how many of them
     */
    public void write(long place, double[] values, int count) {
        byte[] bytes = new byte[Math.multiplyExact(count, Double.BYTES)];
        ByteBuffer.wrap(bytes).asDoubleBuffer().put(values, 0, count);
        writeBytes(place * Double.BYTES, bytes);
    }

    /**
     * Reads doubles.
     *
     * @param place of the first of them, counted in doubles
     * @param into takes them
     * @param count how many
     */
    public void read(long place, double[] into, int count) {
        byte[] bytes = new byte[Math.multiplyExact(count, Double.BYTES)];
        readBytes(place * Double.BYTES, bytes);
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(into, 0, count);
    }

    /**
     * Writes bytes.
     *
     * @param position of the first of them
     * @param bytes what to write
     */
    public synchronized void writeBytes(long position, byte[] bytes) {
        try {
            file.seek(position);
            file.write(bytes);
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    /**
     * Reads bytes.
     *
     * @param position of the first of them
     * @param into takes them, as many as it has places
     */
    public synchronized void readBytes(long position, byte[] into) {
        try {
            file.seek(position);
            file.readFully(into);
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    private static UncheckedIOException failure(String what, IOException cause) {
        return new UncheckedIOException(
                what + ": a temporary file in " + System.getProperty("java.io.tmpdir") + " failed ("
                        + cause.getMessage()
                        + "); free some room there, or name another folder by -Djava.io.tmpdir=FOLDER",
                cause);
    }

    private static void remove(RandomAccessFile file, Path path) {
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // goes with the process
        }
    }

    @Override
    public void close() {
        cleanable.clean();
    }
}
