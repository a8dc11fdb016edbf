package org.mipp.network.weights;

import static org.mipp.run.Checks.argument;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mipp.run.RefusedException;

/**
 * The header of a numpy array (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 *
 * <p>Six bytes of magic, the version, the length of the text in two bytes (version 1) or four, little-endian, then a
 * Python dictionary as text: {@code {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }}.
 *
 * @param type of the numbers
 * @param fortranOrder whether the first axis is the fastest, not the last
 * @param shape of the array
 * @param count of the numbers
 * @param bytes how long the header is
 */
record NpyHeader(DataType type, boolean fortranOrder, long[] shape, int count, int bytes) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final int ALIGNMENT = 64;
    private static final Pattern FIELD =
            Pattern.compile("\\G\\s*'(\\w+)'\\s*:\\s*('[^']*'|True|False|\\([^)]*\\)|\\[.*\\])\\s*(,|$)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}L?"); // Python 2 wrote the L

    /**
     * Reads a header.
     *
     * @param what the file and the array, for messages
     * @throws IllegalArgumentException if it is damaged or describes something other than plain numbers
     */
    static NpyHeader read(String what, InputStream in) throws IOException {
        byte[] start = bytes(in, MAGIC.length + 2);
        argument(
                Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length)),
                "%s: expected a numpy array, got other bytes; write it with numpy.savez",
                what);
        int version = start[MAGIC.length];
        argument(
                1 <= version && version <= 3 && start[MAGIC.length + 1] == 0,
                "%s: expected version 1.0 to 3.0 of numpy's format, got %d.%d",
                what,
                version,
                start[MAGIC.length + 1]);
        int lengthBytes = version == 1 ? 2 : 4;
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(Arrays.copyOf(bytes(in, lengthBytes), 4))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt());
        argument(
                length <= LONGEST,
                "%s: expected a header of at most %d bytes, got %d; the file is damaged, fetch it again",
                what,
                LONGEST,
                length);
        String text = new String(bytes(in, (int) length), StandardCharsets.UTF_8).strip();
        return parse(what, text, start.length + lengthBytes + (int) length);
    }

    private static byte[] bytes(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private static NpyHeader parse(String what, String text, int bytes) {
        Map<String, String> fields = fields(what, text);
        String description = fields.getOrDefault("descr", "");
        String order = fields.getOrDefault("fortran_order", "");
        String tuple = fields.getOrDefault("shape", "");
        argument(
                fields.size() == 3 && !description.isEmpty() && order.matches("True|False") && tuple.startsWith("("),
                "%s: expected a header with descr, fortran_order and shape, got %s; the file is damaged, fetch it again",
                what,
                text);
        DataType type = type(what, description);
        long[] shape = shape(what, tuple);
        return new NpyHeader(type, order.equals("True"), shape, DeclaredSize.count(what, shape), bytes);
    }

    private static Map<String, String> fields(String what, String text) {
        Map<String, String> fields = new HashMap<>();
        boolean braces = text.length() >= 2 && text.startsWith("{") && text.endsWith("}");
        String inside = braces ? text.substring(1, text.length() - 1).strip() : "";
        Matcher field = FIELD.matcher(inside);
        int end = 0;
        while (end < inside.length() && field.find() && fields.put(field.group(1), field.group(2)) == null) {
            end = field.end();
        }
        argument(
                braces && end == inside.length(),
                "%s: expected a header that is a Python dictionary, got %s; the file is damaged, fetch it again",
                what,
                text);
        return fields;
    }

    private static DataType type(String what, String quoted) {
        String description = quoted.replace("'", "");
        argument(
                !description.startsWith("|O"),
                "%s: expected numbers, got pickled Python objects, which can run any code when they are read; save plain"
                        + " arrays in Python, with array.astype('float32')",
                what);
        return DataType.ofNumpy(description)
                .orElseThrow(() -> new RefusedException(String.format(
                        Locale.ROOT,
                        "%s: expected numbers of a type among %s, got %s; convert them in Python, with"
                                + " array.astype('float32')",
                        what,
                        Arrays.stream(DataType.values())
                                .map(DataType::numpy)
                                .filter(name -> !name.isEmpty())
                                .collect(Collectors.joining(" ")),
                        description)));
    }

    private static long[] shape(String what, String tuple) {
        String inside = tuple.substring(1, tuple.length() - 1).strip();
        String[] numbers = inside.isEmpty() ? new String[0] : inside.split("\\s*,\\s*");
        argument(
                numbers.length <= DeclaredSize.DIMENSIONS
                        && Arrays.stream(numbers)
                                .allMatch(number -> NUMBER.matcher(number).matches()),
                "%s: expected a shape of at most %d whole numbers from 0 upwards, got %s; the file is damaged, fetch it"
                        + " again",
                what,
                DeclaredSize.DIMENSIONS,
                tuple);
        return Arrays.stream(numbers)
                .mapToLong(number -> Long.parseLong(number.replace("L", "")))
                .toArray();
    }

    /** {@return the header of an array of 32-bit floats, last axis fastest, as numpy writes it} */
    static byte[] write(long[] shape) {
        String tuple = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "))
                + (shape.length == 1 ? "," : "");
        String text = "{'descr': '" + DataType.F32.numpy() + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int start = MAGIC.length + 4;
        int total = (start + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        String padded = text + " ".repeat(total - start - text.length() - 1) + "\n";
        return ByteBuffer.allocate(total)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (total - start))
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
