package org.mipp.run;

import java.util.stream.Stream;

/** A column of names in text that is printed. */
public final class TextColumn {

    private TextColumn() {}

    /**
     * Gives a column the width of its longest name, so that what follows stands below each other.
     *
     * @param least how many characters it has at least
     * @param names in the column
     * @return the part of a format string that fills it, to the left
     */
    public static String of(int least, Stream<String> names) {
        return "%-" + Math.max(least, names.mapToInt(String::length).max().orElse(0)) + "s";
    }
}
