package org.mipp.information.task;

import static org.mipp.run.Checks.argument;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;

/** A text whose lines are not longer than a table's can be, so that none fills the memory before it is looked at. */
final class BoundedLines extends FilterReader {

    private static final int LONGEST = 1 << 22;

    private final Path file;
    private int length; // of the line so far
    private int line = 1;

    BoundedLines(Path file, Reader in) {
        super(in);
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] text, int from, int count) throws IOException {
        int got = super.read(text, from, count);
        for (int i = from; i < from + got; i++) {
            boolean ends = text[i] == '\n' || text[i] == '\r';
            length = ends ? 0 : length + 1;
            line += text[i] == '\n' ? 1 : 0;
        }
        argument(
                length <= LONGEST,
                "%s, line %d: expected at most %d characters, got more; is this a table with a line for every sample?",
                file,
                line,
                LONGEST);
        return got;
    }
}
