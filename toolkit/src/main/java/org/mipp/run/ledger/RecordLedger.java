package org.mipp.run.ledger;

import static org.mipp.run.Checks.argument;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mipp.run.RefusedException;

/**
 * A {@link Ledger} of records, one JSON object a line. The title is JSON too: what the ledger holds, in which version, and
 * what the pieces belong to.
 *
 * <p>A line is taken as it was written or refused with its number: a field that is missing, unknown, twice there, null or of
 * another type, a number that is none, a piece of work that is there twice. So nothing is half read.
 *
 * @param <T> a record whose constructor refuses what cannot be
 */
public final class RecordLedger<T> implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .build();

    private final Ledger ledger;
    private final List<T> records;

    private RecordLedger(Ledger ledger, List<T> records) {
        this.ledger = ledger;
        this.records = records;
    }

    /**
     * What a ledger holds.
     *
     * @param <T> its records
     * @param what for messages, for example "an experiment's runs"
     * @param version to be raised when old records no longer compare with new ones
     * @param type of the records
     * @param key what must not be there twice
     */
    public record Kind<T>(String what, int version, Class<T> type, Function<T, ?> key) {

        /** The first line of a ledger. */
        private Title title(SettingsKey of) {
            return new Title(what, version, of);
        }
    }

    /** The first line: what the ledger holds, in which version, and what the pieces belong to. */
    private record Title(String ledger, int version, SettingsKey of) {}

    /**
     * Opens a ledger to append to, a new one if there is no file. One process at a time.
     *
     * @param <T> its records
     * @param file where it is
     * @param kind what it holds
     * @param of what the pieces belong to
     * @return the ledger; the caller closes it
     * @throws IllegalArgumentException if the file belongs to something else or is of another version, or a line is no such
     *     record
     * @throws java.io.UncheckedIOException if it cannot be read or written
     */
    public static <T> RecordLedger<T> open(Path file, Kind<T> kind, SettingsKey of) {
        refuseOther(file, kind.title(of));
        Ledger ledger = Ledger.open(file, json(kind.title(of)), kind.what());
        try {
            return new RecordLedger<>(ledger, parse(file, kind, ledger.lines()));
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /**
     * Reads a ledger, a running call's too.
     *
     * @param <T> its records
     * @param file where it is
     * @param kind what it holds
     * @param of what the pieces belong to
     * @return its records; the first is in line 2 of the file
     * @throws IllegalArgumentException if there is no file, or it belongs to something else or is of another version, or a line
     *     is no such record
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static <T> List<T> read(Path file, Kind<T> kind, SettingsKey of) {
        refuseOther(file, kind.title(of));
        return parse(file, kind, Ledger.read(file, json(kind.title(of)), kind.what()));
    }

    /** Refuses a ledger with another title, by what differs; what is no ledger at all is left to {@link Ledger}. */
    private static void refuseOther(Path file, Title expected) {
        Optional<JsonNode> title = Ledger.firstLine(file).flatMap(RecordLedger::object);
        String what = expected.ledger();
        if (title.isEmpty() || !title.get().path("ledger").asText().equals(what)) {
            return;
        }
        int version = title.get().path("version").asInt();
        argument(
                version == expected.version(),
                "%s, line 1: expected %s in version %d, got version %d, which another version of the toolkit has written; go on"
                        + " with that one, or choose another file or folder",
                file,
                what,
                expected.version(),
                version);
        try {
            Title got = JSON.treeToValue(title.get(), Title.class);
            Optional<String> difference = expected.of().difference(got.of());
            argument(
                    difference.isEmpty(),
                    "%s, line 1: these are %s with other settings, %s; choose another file or folder",
                    file,
                    what,
                    difference.orElse(""));
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    file + ", line 1: expected what " + what + " belong to, got something else ("
                            + e.getOriginalMessage() + "); the file is damaged, choose another one",
                    e);
        }
    }

    private static Optional<JsonNode> object(String line) {
        try {
            return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static <T> List<T> parse(Path file, Kind<T> kind, List<String> lines) {
        List<T> records = new ArrayList<>();
        Map<Object, Integer> seen = new HashMap<>();
        for (int number = 2; number < lines.size() + 2; number++) {
            T read = parse(file, kind, number, lines.get(number - 2));
            Integer before = seen.putIfAbsent(kind.key().apply(read), number);
            argument(
                    before == null,
                    "%s, line %d: expected another piece of %s, got the one of line %d again; delete one of the lines",
                    file,
                    number,
                    kind.what(),
                    before);
            records.add(read);
        }
        return List.copyOf(records);
    }

    private static <T> T parse(Path file, Kind<T> kind, int number, String line) {
        String reason = "null";
        try {
            T read = JSON.readValue(line, kind.type());
            if (read != null) {
                return read;
            }
        } catch (JsonProcessingException e) {
            reason = e.getOriginalMessage();
        }
        throw new RefusedException(String.format(
                "%s, line %d: expected a piece of %s as JSON, got something else (%s); the file is damaged, delete this line",
                file, number, kind.what(), reason));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers and texts are always JSON", e);
        }
    }

    /** {@return the records that were there when it was opened; the first is in line 2 of the file} */
    public List<T> records() {
        return records;
    }

    /**
     * Appends a record.
     *
     * @param piece finished
     * @throws java.io.UncheckedIOException if it cannot be written; all before it are safe
     */
    public void append(T piece) {
        ledger.append(json(piece));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
