package org.mipp.run;

import java.util.List;
import java.util.stream.Collectors;

/** Warnings below the text of a result: the same that its page shows. */
public final class Notes {

    private Notes() {}

    /**
     * Puts every warning on a line of its own.
     *
     * @param warnings possibly none
     * @return lines to append, each beginning with a line break; empty without warnings
     */
    public static String of(List<String> warnings) {
        return warnings.stream().map(warning -> "\n  Note: " + warning).collect(Collectors.joining());
    }
}
