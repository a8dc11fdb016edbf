package org.mipp.data;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mipp.run.RefusedException;

/** Finds the folder {@code data} of the project, wherever the program was started. */
final class DataFolder {

    /** The environment variable that names the folder outside a checkout. */
    static final String VARIABLE = "MIPP_DATA";

    private DataFolder() {}

    /**
     * Finds a folder of files: in the folder that {@value #VARIABLE} names, else in {@code data} of the working
     * directory or of a folder above it, else in {@code data} of a folder above the toolkit's own jar.
     *
     * @param name the folder's name inside {@code data}
     * @param marker a file that it must hold
     * @throws IllegalArgumentException if it is in none of these places (it names them)
     */
    static Path find(String name, String marker) {
        return find(List.of(name), List.of(marker), System.getenv(), Path.of("").toAbsolutePath());
    }

    /**
     * The same for data that do not ship, in a folder that may have one of several names and must hold one of several files.
     *
     * @param source where to get them
     */
    static Path find(List<String> names, List<String> markers, String source) {
        try {
            return find(names, markers, System.getenv(), Path.of("").toAbsolutePath());
        } catch (RefusedException e) {
            throw new RefusedException(e.getMessage() + "; they do not ship, get " + source);
        }
    }

    /** The same for any environment and working directory. */
    static Path find(List<String> names, List<String> markers, Map<String, String> environment, Path workingDirectory) {
        Set<Path> places = new LinkedHashSet<>();
        String variable = environment.getOrDefault(VARIABLE, "");
        for (String name : names) {
            if (!variable.isBlank()) {
                places.add(Path.of(variable, name));
            } else {
                addFoldersAbove(workingDirectory, name, places);
                ownPlace().ifPresent(jar -> addFoldersAbove(jar, name, places));
            }
        }
        return places.stream()
                .filter(place -> markers.stream().anyMatch(marker -> Files.isRegularFile(place.resolve(marker))))
                .findFirst()
                .orElseThrow(() -> new RefusedException(String.format(
                        Locale.ROOT,
                        "%s: expected to find %s in %s; start inside the checkout, set the environment variable %s to the folder"
                                + " that holds '%s', or pass the folder",
                        names.get(0),
                        String.join(" or ", markers),
                        variable.isBlank()
                                ? String.format(
                                        Locale.ROOT,
                                        "a folder data/%s of %s or of a folder above it or above the toolkit's jar",
                                        String.join(" or data/", names),
                                        workingDirectory)
                                : places,
                        VARIABLE,
                        names.get(0))));
    }

    private static void addFoldersAbove(Path start, String name, Set<Path> places) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            places.add(folder.resolve("data").resolve(name));
        }
    }

    private static Optional<Path> ownPlace() {
        try {
            CodeSource source = DataFolder.class.getProtectionDomain().getCodeSource();
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | RuntimeException e) {
            return Optional.empty(); // not loaded from a file: then the other places must do
        }
    }
}
