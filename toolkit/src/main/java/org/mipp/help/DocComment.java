package org.mipp.help;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A documentation comment as plain text. */
record DocComment(String text) {

    private static final Pattern STAR = Pattern.compile("(?m)^\\s*\\* ?");
    private static final Pattern TAG = Pattern.compile("(?m)^@");
    private static final Pattern LINK =
            Pattern.compile("\\{@(?:link|linkplain)\\s+([^\\s}(]+(?:\\([^)]*\\))?)(?:\\s+([^}]+))?\\}");
    private static final Pattern CODE = Pattern.compile("\\{@code\\s+([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}");
    private static final Pattern RETURN = Pattern.compile("\\{@return\\s+((?:[^{}]|\\{[^{}]*\\})*)\\}");

    /** Takes the stars away. */
    static DocComment of(String raw) {
        return new DocComment(STAR.matcher(raw.strip()).replaceAll("").strip());
    }

    /** What comes before the tags. */
    private String body() {
        return TAG.split(text, 2)[0].strip();
    }

    /** The first sentence, up to its full stop. */
    String firstSentence() {
        String plain = plain(body().split("<p>|<pre>", 2)[0]);
        Matcher end = Pattern.compile("[.?](?=\\s|$)").matcher(plain);
        return end.find() ? plain.substring(0, end.start() + 1) : plain.replaceFirst(":?$", ".");
    }

    /** All that comes before the tags, but the examples. */
    String description() {
        return plain(body().replaceAll("(?s)<pre>.*?</pre>", " "));
    }

    /** What a block tag says, of one name if it has names. */
    Optional<String> tag(String tag, String name) {
        String start = name.isEmpty() ? tag : tag + " " + name;
        return TAG.splitAsStream(text)
                .skip(1)
                .filter(block -> block.startsWith(start + " ") || block.startsWith(start + "\n"))
                .map(block -> plain(block.substring(start.length())))
                .findFirst();
    }

    /** Lines of code in it: all of its examples, in their order. */
    List<String> code() {
        return Pattern.compile("(?s)<pre>\\{@code(.*?)\\}</pre>")
                .matcher(text)
                .results()
                .flatMap(example -> example.group(1).lines())
                .map(line -> line.replaceAll("\\s+", " ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Pieces of code in its sentences. */
    List<String> quoted() {
        return CODE.matcher(text)
                .results()
                .map(piece -> piece.group(1).replaceAll("\\s+", " ").strip())
                .toList();
    }

    /** Without markup, in one line. */
    private static String plain(String marked) {
        String text = RETURN.matcher(marked).replaceAll("Gives $1.");
        text = LINK.matcher(text)
                .replaceAll(link -> Matcher.quoteReplacement(
                        link.group(2) == null
                                ? link.group(1).replaceFirst("^#", "").replace('#', '.')
                                : link.group(2)));
        text = CODE.matcher(text).replaceAll("$1");
        return text.replaceAll("<[^<>]{1,20}>", " ").replaceAll("\\s+", " ").strip();
    }
}
