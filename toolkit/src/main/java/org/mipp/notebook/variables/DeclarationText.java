package org.mipp.notebook.variables;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a declaration's text means something: all but its comments and how it is set out. */
final class DeclarationText {

    private static final String TEXT_BLOCK = "\"\"\"(?s:.*?)\"\"\"";
    private static final String STRING = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"";
    private static final String CHARACTER = "'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'";
    private static final String GAP = "(?:(?s:/\\*.*?\\*/)|//[^\\n]*+|\\s++)+";
    private static final Pattern PARTS =
            Pattern.compile("(" + TEXT_BLOCK + "|" + STRING + "|" + CHARACTER + ")|" + GAP);

    private DeclarationText() {}

    /** {@return the text with one space for all comments and white space in a row; literals stay as they are} */
    static String of(String source) {
        return PARTS.matcher(source).replaceAll(DeclarationText::shorten).strip();
    }

    private static String shorten(MatchResult part) {
        return part.group(1) == null ? " " : Matcher.quoteReplacement(part.group(1));
    }
}
