package org.mipp.network.weights;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mipp.network.Tensor;
import org.mipp.run.AtomicFile;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * The safetensors format: plain numbers behind a JSON header, nothing that can run
 * (https://github.com/huggingface/safetensors).
 *
 * <p>Eight bytes with the length of the header, little-endian, the header, then the numbers of all tensors, last axis
 * fastest. Nothing in the header is believed before it fits the size of the file.
 */
final class SafetensorsFile {

    private static final long LARGEST_HEADER = 100_000_000; // the limit of the format's own reader
    private static final int HEADER_UNFOLDS = 25; // bytes in memory for a byte of many short entries
    private static final JsonFactory JSON = new JsonFactory();

    private SafetensorsFile() {}

    /**
     * Reads a file.
     *
     * @param budget of all that is read with it
     * @throws IllegalArgumentException if it is missing, truncated, damaged or of another format, or does not fit the budget
     */
    static Weights read(Path file, HeapBudget budget) {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            int headerBytes = readLength(file, in, size);
            budget.hold(file + ", its header", headerBytes, HEADER_UNFOLDS);
            Map<String, Tensor> inFileOrder = new LinkedHashMap<>();
            SafetensorsHeader header = readHeader(file, in.readNBytes(headerBytes), size - 8 - headerBytes);
            checkFits(file, header, budget);
            for (SafetensorsHeader.Entry entry : header.byOffset()) {
                float[] values = entry.type().read(in, entry.count());
                inFileOrder.put(entry.name(), Tensor.of(new Shape(entry.shape()), values));
            }
            Map<String, Tensor> inHeaderOrder =
                    new LinkedHashMap<>(header.entries().size());
            header.entries().keySet().forEach(name -> inHeaderOrder.put(name, inFileOrder.get(name)));
            return new Weights(inHeaderOrder, header.metadata());
        } catch (NoSuchFileException e) {
            throw new RefusedException(file + ": expected a safetensors file, found no file", e);
        } catch (EOFException e) {
            throw new RefusedException(file + ": the file became shorter while it was read", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void checkFits(Path file, SafetensorsHeader header, HeapBudget budget) {
        long values = 0;
        int largest = 0;
        for (SafetensorsHeader.Entry entry : header.entries().values()) {
            values += entry.count();
            largest = Math.max(largest, entry.count());
        }
        budget.hold(file, values, Float.BYTES);
        budget.pass(file, largest, Float.BYTES); // as they come, before the tensor has copied them
    }

    private static int readLength(Path file, InputStream in, long size) throws IOException {
        argument(size >= 8, "%s: expected a safetensors file, got only %d bytes; fetch it again", file, size);
        long length =
                ByteBuffer.wrap(in.readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        argument(
                0 < length && length <= LARGEST_HEADER,
                "%s: expected a header of 1 to %d bytes, got a length of %s; this is no safetensors file",
                file,
                LARGEST_HEADER,
                Long.toUnsignedString(length));
        argument(
                length <= size - 8,
                "%s: expected a header of %d bytes, got only %d; the file is truncated, fetch it again",
                file,
                length,
                size - 8);
        return (int) length;
    }

    private static SafetensorsHeader readHeader(Path file, byte[] header, long dataBytes) throws IOException {
        argument(
                header.length > 0 && header[0] == '{',
                "%s: expected a header that begins with {, got 0x%02x; this is no safetensors file",
                file,
                header.length == 0 ? 0 : header[0]);
        try {
            return SafetensorsHeader.read(
                    file,
                    new InputStreamReader(new ByteArrayInputStream(header), StandardCharsets.UTF_8.newDecoder()),
                    dataBytes);
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    file + ": expected a header in JSON, got: " + e.getOriginalMessage()
                            + "; the file is damaged, fetch or write it again",
                    e);
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    file + ": expected a header in UTF-8, got other bytes; the file is damaged, fetch it again", e);
        }
    }

    /**
     * Writes a file, all tensors as 32-bit floats in their order; the same weights always give the same bytes.
     *
     * @throws IllegalArgumentException if a name cannot be written
     */
    static void write(Path file, Weights weights) {
        byte[] header = header(file, weights);
        int padding = -header.length & 7; // so that the numbers are aligned
        AtomicFile.write(file, out -> {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length + padding)
                    .array());
            out.write(header);
            out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
            for (Tensor tensor : weights.tensors().values()) {
                DataType.write(tensor.toArray(), out);
            }
        });
    }

    private static byte[] header(Path file, Weights weights) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json =
                JSON.createGenerator(new OutputStreamWriter(bytes, StandardCharsets.UTF_8.newEncoder()))) {
            json.writeStartObject();
            if (!weights.metadata().isEmpty()) {
                json.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (Map.Entry<String, String> text : weights.metadata().entrySet()) {
                    json.writeStringField(text.getKey(), text.getValue());
                }
                json.writeEndObject();
            }
            long end = 0;
            for (Map.Entry<String, Tensor> tensor : weights.tensors().entrySet()) {
                end = writeEntry(json, tensor.getKey(), tensor.getValue().shape(), end);
            }
            json.writeEndObject();
        } catch (IOException e) { // only a name can be at fault, for the bytes stay in memory
            throw new RefusedException(
                    file + ": expected names and metadata that UTF-8 can hold, got: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static long writeEntry(JsonGenerator json, String name, Shape shape, long begin) throws IOException {
        argument(
                !name.equals(SafetensorsHeader.METADATA),
                "weights: expected names other than %s, which the format keeps for itself; rename the tensor",
                name);
        long end = begin + shape.size() * Float.BYTES;
        json.writeObjectFieldStart(name);
        json.writeStringField("dtype", DataType.F32.name());
        json.writeFieldName("shape");
        json.writeArray(shape.getShape(), 0, shape.dimension());
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
        return end;
    }
}
