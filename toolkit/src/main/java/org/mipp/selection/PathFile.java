package org.mipp.selection;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The layers that a long search has finished, on disk, so that an interrupt or a kill loses none of them. One line per
 * layer, written when the layer is done; a line that was cut off is ignored.
 *
 * <p>The first line names the search, its settings and the network's weights: a file of another search is refused.
 */
final class PathFile {

    private static final String END = ";end";

    private final Path file;
    private final Map<String, RemovalPath> paths = new LinkedHashMap<>();

    private PathFile(Path file) {
        this.file = file;
    }

    /** Opens the file of a search, or begins it. */
    static PathFile open(Path file, String search) {
        PathFile opened = new PathFile(file);
        String title = "mipp removal paths 1: " + search.replace('\n', ' ');
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, title + "\n");
                return opened;
            }
            List<String> lines = Files.readAllLines(file);
            argument(
                    !lines.isEmpty() && lines.get(0).equals(title),
                    "%s: expected the finished layers of '%s', got '%s'; choose another file or delete this one",
                    file,
                    title,
                    lines.isEmpty() ? "nothing" : lines.get(0));
            lines.stream().skip(1).filter(line -> line.endsWith(END)).forEach(opened::read);
            Files.writeString(file, title + "\n");
            opened.paths.values().forEach(opened::write);
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + file, e);
        }
    }

    private void read(String line) {
        String[] parts = line.substring(0, line.length() - END.length()).split(";");
        List<Removal> removals = new ArrayList<>();
        for (int i = 4; i < parts.length; i++) {
            String[] numbers = parts[i].split(" ");
            removals.add(new Removal(
                    Integer.parseInt(numbers[0]),
                    Integer.parseInt(numbers[1]),
                    Double.parseDouble(numbers[2]),
                    OptionalDouble.empty(),
                    numbers.length > 3 ? OptionalDouble.of(Double.parseDouble(numbers[3])) : OptionalDouble.empty()));
        }
        paths.put(
                parts[0],
                new RemovalPath(
                        parts[0],
                        Integer.parseInt(parts[1]),
                        Double.parseDouble(parts[2]),
                        removals,
                        Integer.parseInt(parts[3])));
    }

    /** A layer that has been finished before. */
    Optional<RemovalPath> path(String layer) {
        return Optional.ofNullable(paths.get(layer));
    }

    /** Notes a finished layer. */
    void add(RemovalPath path) {
        paths.put(path.layer(), path);
        write(path);
    }

    private void write(RemovalPath path) {
        StringBuilder line = new StringBuilder()
                .append(path.layer())
                .append(';')
                .append(path.nodes())
                .append(';')
                .append(path.total())
                .append(';')
                .append(path.taken());
        for (Removal removal : path.removals()) {
            line.append(';')
                    .append(removal.node())
                    .append(' ')
                    .append(removal.left())
                    .append(' ')
                    .append(removal.nats());
            removal.threshold().ifPresent(threshold -> line.append(' ').append(threshold));
        }
        try {
            Files.writeString(file, line + END + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
