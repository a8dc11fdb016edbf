package org.mipp.selection;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mipp.run.Ledger;

/** The layers that a long search has finished, as lines of a {@link Ledger} whose title names the search. */
final class PathFile implements AutoCloseable {

    private final Ledger ledger;
    private final Map<String, RemovalPath> paths = new LinkedHashMap<>();

    private PathFile(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Opens the file of a search, or begins it. */
    static PathFile open(Path file, String search) {
        PathFile opened = new PathFile(Ledger.open(file, search, "a search's finished layers"));
        try {
            List<String> lines = opened.ledger.lines();
            for (int i = 0; i < lines.size(); i++) {
                RemovalPath path = read(file, i + 2, lines.get(i));
                opened.paths.put(path.layer(), path);
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** A layer that has been finished before. */
    Optional<RemovalPath> path(String layer) {
        return Optional.ofNullable(paths.get(layer));
    }

    /** Notes a finished layer. */
    void add(RemovalPath path) {
        ledger.append(write(path));
        paths.put(path.layer(), path);
    }

    @Override
    public void close() {
        ledger.close();
    }

    /** Layer, nodes, total, taken; then node, left, nats and, where there is one, threshold of every removal. */
    private static String write(RemovalPath path) {
        List<String> parts = new ArrayList<>(List.of(
                path.layer(),
                Integer.toString(path.nodes()),
                Double.toString(path.total()),
                Integer.toString(path.taken())));
        for (Removal removal : path.removals()) {
            String threshold =
                    removal.threshold().isPresent() ? " " + removal.threshold().getAsDouble() : "";
            parts.add(removal.node() + " " + removal.left() + " " + removal.nats() + threshold);
        }
        return String.join(";", parts);
    }

    private static RemovalPath read(Path file, int number, String line) {
        try {
            String[] parts = line.split(";");
            argument(parts.length >= 4, "at least 4 parts, got %d", parts.length);
            List<Removal> removals = new ArrayList<>();
            for (int i = 4; i < parts.length; i++) {
                removals.add(removal(parts[i].split(" ")));
            }
            return new RemovalPath(
                    parts[0],
                    Integer.parseInt(parts[1]),
                    Double.parseDouble(parts[2]),
                    removals,
                    Integer.parseInt(parts[3]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + ", line " + number + ": expected a finished layer, got something else (" + e.getMessage()
                            + "); the file is damaged, delete this line",
                    e);
        }
    }

    private static Removal removal(String[] numbers) {
        argument(numbers.length == 3 || numbers.length == 4, "3 or 4 numbers, got %d", numbers.length);
        return new Removal(
                Integer.parseInt(numbers[0]),
                Integer.parseInt(numbers[1]),
                Double.parseDouble(numbers[2]),
                OptionalDouble.empty(),
                numbers.length == 4 ? OptionalDouble.of(Double.parseDouble(numbers[3])) : OptionalDouble.empty());
    }
}
