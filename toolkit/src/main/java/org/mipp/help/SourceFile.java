package org.mipp.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A source of the toolkit, which its jar carries along, and the documentation in it.
 *
 * @param type the simple name of its type
 * @param text of the file
 */
record SourceFile(String type, String text) {

    private static final String FOLDER = "/META-INF/mipp/sources/";
    private static final String COMMENT = "/\\*\\*([^*]*+(?:\\*(?!/)[^*]*+)*+)\\*/\\s*";
    private static final String ANNOTATIONS = "(?:@\\w+(?:\\([^)]*\\))?\\s+)*";
    private static final Pattern METHOD = Pattern.compile(
            COMMENT + ANNOTATIONS
                    + "(?:(?:public|static|default|final|abstract)\\s+)*(?:<[^(){};]*?>\\s+)?(?!private\\b|record\\b|return\\b)"
                    + "([\\w.]+(?:<[^(){};]*>)?(?:\\[\\])*)\\s+(\\w+)\\(([^(){};]*(?:\\([^)]*\\)[^(){};]*)*)\\)\\s*(?:throws [^{;]*)?[{;]");
    private static final Pattern RECORD =
            Pattern.compile(COMMENT + ANNOTATIONS + "(?:(?:public|static|final)\\s+)*record\\s+(\\w+)");

    /** Reads a source by the full name of its type; empty if the toolkit was built without it. */
    static Optional<SourceFile> of(String fullName) {
        String path = FOLDER + fullName.replace('.', '/') + ".java";
        try (@Nullable InputStream in = SourceFile.class.getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new SourceFile(
                            fullName.substring(fullName.lastIndexOf('.') + 1),
                            new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All documented methods, in the order of the file. */
    List<MethodDoc> methods() {
        return METHOD.matcher(text)
                .results()
                .map(found -> new MethodDoc(
                        type,
                        found.group(3),
                        found.group(4)
                                .replaceAll("@\\w+\\s+", "")
                                .replaceAll("\\s+", " ")
                                .strip(),
                        found.group(2),
                        DocComment.of(found.group(1))))
                .toList();
    }

    /** What the documentation of a record says of a component. */
    Optional<String> component(String record, String name) {
        return RECORD.matcher(text)
                .results()
                .filter(found -> found.group(2).equals(record))
                .findFirst()
                .flatMap(found -> DocComment.of(found.group(1)).tag("param", name));
    }

    /** Lines of code in the documentation of the type itself. */
    List<String> code() {
        Matcher first = Pattern.compile(COMMENT).matcher(text);
        return first.find() ? DocComment.of(first.group(1)).code() : List.of();
    }
}
