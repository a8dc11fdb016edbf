package org.mipp.paper;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mipp.run.ClosestName;
import org.mipp.run.RefusedException;

/**
 * What a command asks for.
 *
 * @param lines which experiments; none for a study
 * @param data where the data are; absent for those that ship
 * @param out where results go
 * @param settings how much is run
 * @param estimate whether only to say what it takes
 */
record PaperArguments(List<PaperLine> lines, Optional<Path> data, Path out, PaperSettings settings, boolean estimate) {

    private static final List<String> OPTIONS = List.of(
            "--data",
            "--out",
            "--seeds",
            "--epochs",
            "--images",
            "--captured",
            "--width",
            "--confidence",
            "--keep",
            "--methods");
    private static final String ALL = "all";
    private static final String SMOKE = "--smoke";
    private static final String ESTIMATE = "--estimate";

    /**
     * Reads a command's words.
     *
     * @param words the name of a line, or {@code all}, then options
     * @throws IllegalArgumentException if a word is not known or a value is missing or of another kind
     */
    static PaperArguments of(String... words) {
        boolean smoke = Arrays.asList(words).contains(SMOKE);
        PaperSettings settings = smoke ? PaperSettings.SMOKE : PaperSettings.FULL;
        Optional<Path> data = Optional.empty();
        Path out = Path.of("paper-results");
        boolean estimate = false;
        for (int i = 1; i < words.length; i++) {
            String option = words[i];
            if (option.equals(SMOKE)) {
                continue;
            }
            if (option.equals(ESTIMATE)) {
                estimate = true;
                continue;
            }
            String value = value(option, words, ++i);
            switch (option) {
                case "--data" -> data = Optional.of(path(option, value));
                case "--out" -> out = path(option, value);
                default -> settings = changed(settings, option, value);
            }
        }
        List<PaperLine> lines = words[0].equals(ALL)
                ? PaperLine.ALL
                : PaperStudy.named(words[0]).isPresent() ? List.of() : List.of(PaperLine.named(words[0]));
        return new PaperArguments(lines, data, out, settings, estimate);
    }

    private static String value(String option, String[] words, int place) {
        if (!OPTIONS.contains(option)) {
            throw new RefusedException("expected --smoke, --estimate, " + String.join(", ", OPTIONS) + ", got '"
                    + option + "'" + ClosestName.didYouMean(option, OPTIONS));
        }
        if (place >= words.length) {
            throw new RefusedException(option + ": expected a value behind it, got nothing");
        }
        return words[place];
    }

    private static Path path(String option, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new RefusedException(option + ": expected a folder, got '" + value + "': " + e.getReason(), e);
        }
    }

    private static PaperSettings changed(PaperSettings s, String option, String value) {
        int number = List.of("--seeds", "--epochs", "--images", "--captured").contains(option)
                ? parsed(option, value, "a whole number", Integer::valueOf)
                : 0;
        List<Double> shares = List.of("--confidence", "--keep").contains(option)
                ? Arrays.stream(value.split(","))
                        .filter(part -> !part.isBlank())
                        .map(part -> parsed(
                                option, part.strip(), "numbers from 0 to 1 with commas between", Double::valueOf))
                        .toList()
                : List.of();
        return new PaperSettings(
                option.equals("--seeds") ? number : s.seeds(),
                option.equals("--epochs") ? number : s.epochs(),
                option.equals("--images") ? number : s.images(),
                option.equals("--captured") ? number : s.captured(),
                option.equals("--width") ? parsed(option, value, "a number", Double::valueOf) : s.width(),
                option.equals("--confidence") ? shares : s.confidence(),
                option.equals("--keep") ? shares : s.keep(),
                option.equals("--methods") ? Arrays.asList(value.split("\\s*;\\s*")) : s.methods(),
                s.smoke());
    }

    private static <T> T parsed(String option, String value, String what, Function<String, T> parse) {
        try {
            return parse.apply(value);
        } catch (NumberFormatException e) {
            throw new RefusedException(option + ": expected " + what + ", got '" + value + "'", e);
        }
    }
}
