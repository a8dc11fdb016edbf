package org.mipp.network.onnx.model;

import static org.mipp.run.Checks.argument;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/** Makes a tensor of the bytes of its message. Its numbers stay where they are. */
final class TensorParser {

    private static final int EXTERNAL = 1;

    private static final Map<Long, String> UNREADABLE = Map.of(
            8L, "text",
            13L, "uint64",
            14L, "complex numbers",
            15L, "complex numbers",
            17L, "float8",
            18L, "float8",
            19L, "float8",
            20L, "float8",
            21L, "uint4",
            22L, "int4");

    private final ExternalData external;
    private final HeapBudget budget;

    TensorParser(ExternalData external, HeapBudget budget) {
        this.external = external;
        this.budget = budget;
    }

    OnnxTensor tensor(WireReader in) {
        String name = "";
        List<ByteBuffer> dims = new ArrayList<>();
        long code = 0;
        long location = 0;
        ByteBuffer raw = ByteBuffer.allocate(0);
        List<ByteBuffer> listed = new ArrayList<>();
        Map<String, String> outside = new TreeMap<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> dims.add(in.packed());
                case 2 -> code = in.number();
                case 4, 5, 7, 10, 11 -> listed.add(in.packed());
                case 6 -> throw new RefusedException("expected a tensor of numbers, got one of text");
                case 8 -> name = in.text();
                case 9 -> raw = in.slice();
                case 13 -> entry(in.message(), outside);
                case 14 -> location = in.number();
                default -> in.skip();
            }
        }
        ElementType type = type(name, code);
        if (location == EXTERNAL) {
            raw = external.bytes(name, outside);
        }
        listed.removeIf(part -> !part.hasRemaining());
        return new OnnxTensor(name, PackedNumbers.whole(dims), type, raw, listed, budget);
    }

    private static ElementType type(String name, long code) {
        return ElementType.of(code)
                .orElseThrow(() -> new RefusedException("tensor '" + name + "': expected floats or whole numbers, got "
                        + UNREADABLE.getOrDefault(code, "numbers of the unknown type " + code)
                        + "; export the network in float32"));
    }

    private static void entry(WireReader in, Map<String, String> entries) {
        String key = "";
        String value = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> key = in.text();
                case 2 -> value = in.text();
                default -> in.skip();
            }
        }
        argument(entries.put(key, value) == null, "external data: expected '%s' once, got it again", key);
    }
}
