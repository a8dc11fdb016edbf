package org.mipp.help;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the documentation says of a method that a compiler names. */
public final class Quotation {

    private static final String OWN = "org.mipp";

    private final List<String> packages;
    private final Map<String, Optional<SourceFile>> read = new HashMap<>();
    private final List<String> code = new ArrayList<>();

    /**
     * Makes quotations for code with some imports.
     *
     * @param imports declarations, of which those of whole packages and of doors count
     */
    public Quotation(List<String> imports) {
        packages = imports.stream()
                .filter(line -> line.startsWith("import " + OWN))
                .map(line -> line.replaceAll("^import |\\.\\*;$", ""))
                .toList();
        imports.stream()
                .filter(line -> line.startsWith("import static " + OWN))
                .map(line -> line.replaceAll("^import static |\\.\\*;$", ""))
                .forEach(door -> SourceFile.of(door).ifPresent(source -> code.addAll(source.code())));
    }

    /**
     * Quotes what is said of a method.
     *
     * @param type whose it is, by its simple name where that is imported
     * @param method its name
     * @param parameters as the compiler writes them: {@code Activations activations, Budget budget}
     * @return what it does, its parameters and an example; empty if it is not the toolkit's, or says nothing
     */
    public synchronized Optional<String> of(String type, String method, String parameters) {
        List<String> names = new MethodDoc(type, method, parameters, "", new DocComment("")).names();
        return source(type).flatMap(source -> source.methods().stream()
                .filter(doc -> doc.name().equals(method) && doc.names().equals(names))
                .findFirst()
                .map(doc -> doc.page(code).replaceFirst("^.*\n", ""))
                .or(() -> source.component(type.substring(type.lastIndexOf('.') + 1), method)
                        .map(text -> "  Gives " + text)));
    }

    private Optional<SourceFile> source(String type) {
        return read.computeIfAbsent(type, key -> candidates(key)
                .map(SourceFile::of)
                .flatMap(Optional::stream)
                .findFirst());
    }

    /** The full names that a type may have; of a type inside another, that of the other. */
    private Stream<String> candidates(String type) {
        if (type.startsWith(OWN + ".")) {
            return Stream.of(type.replaceAll("(\\.[A-Z]\\w*).*", "$1"));
        }
        String outer = type.split("\\.")[0].replaceFirst("<.*", "");
        return packages.stream().map(room -> room + "." + outer);
    }
}
