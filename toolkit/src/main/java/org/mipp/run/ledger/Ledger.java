package org.mipp.run.ledger;

import static org.mipp.run.Checks.argument;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * A file of finished pieces of work, one line each, to which a long call appends: an interrupt or a kill loses none of
 * them.
 *
 * <p>The first line is a title that says what the pieces belong to. A file with another title is refused and never changed.
 * A line without a line break at its end was torn by a kill: it is left out, and cut off before anything is appended.
 */
public final class Ledger implements AutoCloseable {

    private static final int QUOTED = 600; // room for all settings: what differs is to be seen

    private static final int LONGEST_TITLE = 1 << 20; // bytes

    private static final int BYTES_PER_CHARACTER = 6; // as bytes, as one text, as lines, in UTF-16
    private static final int BYTES_PER_LINE = 60; // beside its characters

    private final Path file;
    private final List<String> lines;
    private final OutputStream out;
    private boolean torn;

    private Ledger(Path file, List<String> lines, OutputStream out) {
        this.file = file;
        this.lines = lines;
        this.out = out;
    }

    /**
     * Opens a ledger to append to, a new one if there is no file. One process at a time.
     *
     * @param file where it is
     * @param title its first line
     * @param what it holds, for messages, for example "a benchmark's results"
     * @return the ledger; the caller closes it
     * @throws IllegalArgumentException if the file has another title
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static Ledger open(Path file, String title, String what) {
        try {
            byte[] content = Files.exists(file) ? content(file) : new byte[0];
            List<String> lines = lines(file, content, title, what);
            int whole = wholeLines(content);
            if (whole < content.length) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(whole);
                }
            }
            OutputStream out = new FileOutputStream(file.toFile(), true); // a channel would break at an interrupt
            Ledger ledger = new Ledger(file, lines, out);
            if (whole == 0) {
                ledger.begin(title);
            }
            return ledger;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + file, e);
        }
    }

    private void begin(String title) {
        try {
            append(title);
        } catch (UncheckedIOException e) {
            close();
            throw e;
        }
    }

    /**
     * Reads a ledger, a running call's too.
     *
     * @param file where it is
     * @param title its first line
     * @param what it holds, for messages
     * @return its lines but the title; the first is in line 2 of the file
     * @throws IllegalArgumentException if there is no file, or it has another title
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<String> read(Path file, String title, String what) {
        try {
            return lines(file, content(file), title, what);
        } catch (NoSuchFileException e) {
            throw new RefusedException(file + ": expected a file with " + what + ", found no file", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Compares the beginning of a file.
     *
     * @param file one that exists
     * @param text in UTF-8
     * @return whether it begins so
     * @throws UncheckedIOException if it cannot be read
     */
    public static boolean startsWith(Path file, String text) {
        byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(expected.length), expected);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The first line of a file; empty if there is none, or a kill has torn it. */
    static Optional<String> firstLine(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(LONGEST_TITLE);
            return wholeLines(start) == 0
                    ? Optional.empty()
                    : new String(start, StandardCharsets.UTF_8).lines().findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static byte[] content(Path file) throws IOException {
        HeapBudget budget = HeapBudget.half();
        budget.hold(file, Files.size(file), BYTES_PER_CHARACTER);
        byte[] content = Files.readAllBytes(file);
        long lines = 0;
        for (byte character : content) {
            lines += character == '\n' ? 1 : 0;
        }
        budget.hold(file, lines, BYTES_PER_LINE);
        return content;
    }

    private static List<String> lines(Path file, byte[] content, String title, String what) {
        int whole = wholeLines(content);
        List<String> lines =
                new String(content, 0, whole, StandardCharsets.UTF_8).lines().toList();
        String first = whole == 0 ? new String(content, StandardCharsets.UTF_8) : lines.get(0);
        argument(
                first.equals(title) || whole == 0 && title.startsWith(first),
                "%s, line 1: expected the header '%s', got '%s'; this is no file of %s, or one of another version or other"
                        + " settings: choose another file",
                file,
                title,
                shortened(first),
                what);
        return whole == 0 ? List.of() : lines.subList(1, lines.size());
    }

    private static int wholeLines(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
    }

    /** {@return the lines that were there when it was opened, but the title} */
    public List<String> lines() {
        return lines;
    }

    /**
     * Appends a line, in one piece, so that other programs never see half a line but after a kill or on a full disk.
     *
     * @param line without line break
     * @throws UncheckedIOException if it cannot be written; nothing can be appended then before the file is opened again,
     *     which takes away half a line
     */
    public void append(String line) {
        try {
            if (torn) {
                throw new IOException("an earlier line could not be written either");
            }
            torn = true;
            out.write((line + '\n').getBytes(StandardCharsets.UTF_8));
            torn = false;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + ": expected room for another line, got '" + e.getMessage()
                            + "'; all lines before it are safe: make room, then start again",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close", e);
        }
    }
}
