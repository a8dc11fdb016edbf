package org.mipp.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Guesses which name is meant by one that is not there. */
public final class ClosestName {

    private ClosestName() {}

    /**
     * Asks whether a similar name is meant.
     *
     * @param name that is not there
     * @param known those that are
     * @return {@code ; did you mean 'conv1'?}, or nothing if none is similar
     */
    public static String didYouMean(String name, Collection<String> known) {
        return closest(name, known).stream()
                .findFirst()
                .filter(nearest -> isSimilar(name, nearest))
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
    }

    /**
     * Sorts names by how similar they are to one that is not there. Upper and lower case are the same.
     *
     * @param name that is not there
     * @param known those that are
     * @return those that are, the most similar first, of equally similar ones the earlier
     */
    public static List<String> closest(String name, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.comparingInt(other -> edits(name, other)))
                .toList();
    }

    private static boolean isSimilar(String name, String other) {
        int edits = edits(name, other);
        return edits < other.length() && edits <= Math.max(1, other.length() / 3);
    }

    /** Levenshtein's distance: how many letters to insert, delete or change. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
