package org.mipp.data.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mipp.run.RefusedException;

/** Small text files beside pictures that say what classes are called, and which picture is of which. */
final class WrittenClasses {

    private WrittenClasses() {}

    /** Finds the first of some files that is there. */
    static Optional<Path> find(Path... files) {
        return Stream.of(files).filter(Files::isRegularFile).findFirst();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new RefusedException(file + ": expected lines of text, got: " + e, e);
        }
    }

    /** Reads lines of a first and a second word; what separates them is given, what follows does not count. */
    static Map<String, String> firstTwo(Path file, String separator) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String line : lines(file)) {
            String[] parts = line.split(separator, 3);
            if (parts.length < 2) {
                throw new RefusedException(file + ": expected two words in every line, got '" + line + "'");
            }
            pairs.put(parts[0], parts[1]);
        }
        return pairs;
    }

    /** Puts words behind identifiers, where there are some: {@code n01440764 tench, Tinca tinca}. */
    static List<String> described(List<String> identifiers, Optional<Path> words) {
        if (words.isEmpty()) {
            return identifiers;
        }
        Map<String, String> described = new LinkedHashMap<>();
        for (String line : lines(words.get())) {
            described.put(line.split("\\s", 2)[0], line.replaceFirst("\\s+", " "));
        }
        return identifiers.stream()
                .map(identifier -> described.getOrDefault(identifier, identifier))
                .toList();
    }
}
