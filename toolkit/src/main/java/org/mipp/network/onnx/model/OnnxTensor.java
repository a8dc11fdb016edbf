package org.mipp.network.onnx.model;

import static org.mipp.run.Checks.argument;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.mipp.run.HeapBudget;

/**
 * A tensor of a file, whose numbers are read when they are asked for. They lie as raw bytes, in this file or another, or are
 * listed.
 *
 * @param name in the graph; empty for the value of a node
 * @param dims its shape
 * @param type of its numbers
 * @param raw its bytes; empty where the numbers are listed
 * @param listed its numbers, field by field, floats and doubles as they are, all others as whole numbers
 * @param budget of all that is read
 */
public record OnnxTensor(
        String name, long[] dims, ElementType type, ByteBuffer raw, List<ByteBuffer> listed, HeapBudget budget)
        implements Constant {

    /** Checks that there are as many numbers as the shape says. */
    public OnnxTensor {
        int size = Constant.count(dims);
        if (listed.isEmpty()) {
            argument(
                    raw.remaining() == (long) size * type.bytes(),
                    "tensor '%s': expected %d bytes for %s of type %s, got %d; the file is damaged or truncated",
                    name,
                    (long) size * type.bytes(),
                    Arrays.toString(dims),
                    type,
                    raw.remaining());
        }
        listed = List.copyOf(listed);
    }

    @Override
    public double[] numbers() {
        int size = size();
        budget.hold("numbers of tensor '" + name + "'", size, Double.BYTES);
        double[] numbers = new double[size];
        read((i, value) -> numbers[i] = value);
        return numbers;
    }

    @Override
    public float[] floats() {
        int size = size();
        budget.hold("weights of tensor '" + name + "'", size, 2 * Float.BYTES); // Network copies them
        float[] floats = new float[size];
        if (type == ElementType.FLOAT && listed.isEmpty()) {
            raw.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        } else {
            read((i, value) -> floats[i] = (float) value);
        }
        return floats;
    }

    private interface Taker {
        void take(int place, double value);
    }

    private void read(Taker taker) {
        int count = 0;
        if (listed.isEmpty()) {
            ByteBuffer from = raw.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            for (; count < size(); count++) {
                taker.take(count, type.next(from));
            }
        }
        boolean whole = type != ElementType.FLOAT && type != ElementType.DOUBLE;
        for (ByteBuffer part : listed) {
            ByteBuffer from = part.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            while (from.hasRemaining()) {
                argument(
                        count < size() && (whole || from.remaining() >= type.bytes()),
                        "tensor '%s': expected %d numbers, got others",
                        name,
                        size());
                taker.take(count++, whole ? type.ofListed(WireReader.varint(from)) : type.next(from));
            }
        }
        argument(
                count == size(),
                "tensor '%s': expected %d numbers for %s, got %d",
                name,
                size(),
                Arrays.toString(dims),
                count);
    }
}
