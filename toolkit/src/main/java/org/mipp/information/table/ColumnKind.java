package org.mipp.information.table;

/** What the numbers of a column mean, which decides what may be estimated from them. */
public enum ColumnKind {
    /** Measured on a line: distances between values mean something. */
    CONTINUOUS("numbers"),
    /** Few different whole numbers, such as counts or grades. */
    COUNTS("few whole numbers"),
    /** Names: text or true and false, coded by whole numbers whose order and distances mean nothing. */
    LABELS("labels");

    private final String words;

    ColumnKind(String words) {
        this.words = words;
    }

    /** {@return whether values come again and again, so that frequencies say all there is to say} */
    public boolean discrete() {
        return this != CONTINUOUS;
    }

    @Override
    public String toString() {
        return words;
    }
}
