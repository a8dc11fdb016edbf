package org.mipp.network.weights;

import static org.mipp.run.Checks.argument;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mipp.run.RefusedException;

/**
 * The header of a safetensors file, read token by token, so that the first thing out of place ends the reading.
 *
 * <p>JSON: {@code {"__metadata__": {name: text}, name: {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}}. The
 * offsets count from the end of the header; together they must cover the data without holes or overlaps.
 */
final class SafetensorsHeader {

    static final String METADATA = "__metadata__";

    // no table of names: its guard against crafted names is an exception of another kind
    private static final JsonFactory STRICT = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final Path file;
    private final JsonParser json;
    private final long dataBytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private SafetensorsHeader(Path file, JsonParser json, long dataBytes) {
        this.file = file;
        this.json = json;
        this.dataBytes = dataBytes;
    }

    /** Where a tensor is and how it is written. */
    record Entry(String name, DataType type, long[] shape, int count, long begin, long end) {}

    /**
     * Reads a header and checks it against the bytes that follow.
     *
     * @param text the header
     * @param dataBytes how many bytes follow it
     * @throws IllegalArgumentException if it is not as the format says
     */
    static SafetensorsHeader read(Path file, Reader text, long dataBytes) throws IOException {
        try (JsonParser json = STRICT.createParser(text)) {
            SafetensorsHeader header = new SafetensorsHeader(file, json, dataBytes);
            header.readObject();
            header.checkLayout();
            return header;
        }
    }

    /** {@return the tensors, in the order of the header} */
    Map<String, Entry> entries() {
        return entries;
    }

    /** {@return the tensors, in the order of their data} */
    List<Entry> byOffset() {
        return entries.values().stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
    }

    /** {@return the texts under {@value #METADATA}} */
    Map<String, String> metadata() {
        return metadata;
    }

    private void readObject() throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "a JSON object", "the header");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (name.equals(METADATA)) {
                readMetadata();
            } else {
                entries.put(name, readEntry(name));
            }
        }
        expect(json.nextToken(), null, "nothing but spaces", "the end of the header");
    }

    private void readMetadata() throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "an object of texts", METADATA);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            expect(json.nextToken(), JsonToken.VALUE_STRING, "a text", name + " of " + METADATA);
            metadata.put(name, json.getText());
        }
    }

    private Entry readEntry(String name) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "an object", name);
        @Nullable DataType type = null;
        long @Nullable [] shape = null;
        long @Nullable [] offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            switch (field) {
                case "dtype" -> type = readType(name);
                case "shape" -> shape = readNumbers("the shape of " + name);
                case "data_offsets" -> offsets = readNumbers("the data_offsets of " + name);
                default -> throw damaged("dtype, shape and data_offsets", field, name);
            }
        }
        if (type == null || shape == null || offsets == null || offsets.length != 2) {
            throw damaged("dtype, shape and two data_offsets", "something else", name);
        }
        return checkedEntry(name, type, shape, offsets);
    }

    private DataType readType(String name) throws IOException {
        expect(json.nextToken(), JsonToken.VALUE_STRING, "a text", "the dtype of " + name);
        String type = json.getText();
        return DataType.ofSafetensors(type)
                .orElseThrow(() -> new RefusedException(String.format(
                        Locale.ROOT,
                        "%s: expected one of the types %s for %s, got %s; convert it in Python, for example with"
                                + " tensor.float()",
                        file,
                        Arrays.toString(DataType.values()),
                        name,
                        type)));
    }

    private long[] readNumbers(String what) throws IOException {
        expect(json.nextToken(), JsonToken.START_ARRAY, "a list of whole numbers", what);
        long[] numbers = new long[DeclaredSize.DIMENSIONS];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "whole numbers", what);
            argument(count < numbers.length, "%s: expected at most %d numbers in %s", file, numbers.length, what);
            numbers[count++] = json.getLongValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private Entry checkedEntry(String name, DataType type, long[] shape, long[] offsets) {
        int count = DeclaredSize.count(file + ": " + name, shape);
        long begin = offsets[0];
        long end = offsets[1];
        argument(
                0 <= begin && begin <= end,
                "%s: expected data_offsets of %s from 0 upwards, got %s; the file is damaged, fetch it again",
                file,
                name,
                Arrays.toString(offsets));
        argument(
                end <= dataBytes,
                "%s: expected at least %d bytes after the header, where the data of %s end, got %d; the file is"
                        + " truncated, fetch it again",
                file,
                end,
                name,
                dataBytes);
        argument(
                end - begin == (long) count * type.bytes(),
                "%s: expected %d bytes for %s, %s of shape %s, got %d; the file is damaged, fetch it again",
                file,
                (long) count * type.bytes(),
                name,
                type,
                Arrays.toString(shape),
                end - begin);
        return new Entry(name, type, shape, count, begin, end);
    }

    private void checkLayout() {
        long end = 0;
        for (Entry entry : byOffset()) {
            argument(
                    entry.begin() == end,
                    "%s: expected the data of %s to begin at byte %d, where those before them end, got %d: %s; the file"
                            + " is damaged, fetch it again",
                    file,
                    entry.name(),
                    end,
                    entry.begin(),
                    entry.begin() < end ? "tensors overlap" : "there is a hole");
            end = entry.end();
        }
        argument(
                end == dataBytes,
                "%s: expected %d bytes after the header, got %d; the file is damaged, fetch it again",
                file,
                end,
                dataBytes);
    }

    private void expect(@Nullable JsonToken token, @Nullable JsonToken expected, String what, String where)
            throws IOException {
        if (token != expected) {
            throw damaged(what, token == null ? "nothing" : json.getText(), where);
        }
    }

    private IllegalArgumentException damaged(String expected, String got, String where) {
        String shown = got.length() > 40 ? got.substring(0, 40) + "..." : got;
        return new RefusedException(String.format(
                Locale.ROOT,
                "%s: expected %s for %s, got %s; the file is damaged or no safetensors file, fetch or write it again",
                file,
                expected,
                where,
                shown));
    }
}
