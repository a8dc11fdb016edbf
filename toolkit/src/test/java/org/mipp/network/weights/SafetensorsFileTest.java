package org.mipp.network.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mipp.network.Tensor;
import org.mipp.run.HeapBudget;

class SafetensorsFileTest {

    private static final String NUMBERS = "'dtype':'F32','shape':[2],";

    @TempDir
    private Path folder;

    @Test
    void readsWhatPythonWrites() {
        Weights read = SafetensorsFile.read(Fixtures.file("torch.safetensors"), HeapBudget.half());
        for (String name : List.of("double", "single", "half", "brain")) {
            assertEquals(Fixtures.RAMP, read.tensors().get(name), name);
        }
        assertEquals(Tensor.of(new Shape(), 2.5f), read.tensors().get("scalar"));
        assertEquals(Tensor.of(new Shape(0, 4)), read.tensors().get("empty"));
        assertEquals(Tensor.of(new Shape(), 600), read.tensors().get("bn.num_batches_tracked"));
        assertEquals(Tensor.of(new Shape(2), 1, 0), read.tensors().get("mask"));
        assertEquals(8, read.tensors().size());
        assertEquals(Map.of("format", "pt", "umlaut", "ä"), read.metadata());
    }

    @Test
    void comesBackBitByBitAndInOrder() {
        Path file = folder.resolve("a.safetensors");
        Weights weights = Fixtures.random(1);
        SafetensorsFile.write(file, weights);
        Weights read = SafetensorsFile.read(file, HeapBudget.half());
        assertEquals(weights, read);
        assertEquals(
                List.copyOf(weights.tensors().keySet()),
                List.copyOf(read.tensors().keySet()));
        assertEquals(
                List.copyOf(weights.metadata().keySet()),
                List.copyOf(read.metadata().keySet()));
    }

    @Test
    void theSameWeightsGiveTheSameBytesAndAlignedNumbers() throws IOException {
        Path first = folder.resolve("a.safetensors");
        Path second = folder.resolve("b.safetensors");
        SafetensorsFile.write(first, Fixtures.random(1));
        SafetensorsFile.write(second, Fixtures.random(1));
        byte[] bytes = Files.readAllBytes(first);
        assertArrayEquals(bytes, Files.readAllBytes(second));
        assertEquals(0, bytes[0] & 7);
    }

    @Test
    void noWeightsAreWeightsToo() {
        Path file = folder.resolve("none.safetensors");
        SafetensorsFile.write(file, Weights.of(Map.of()));
        assertEquals(Weights.of(Map.of()), SafetensorsFile.read(file, HeapBudget.half()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [1]                                                        | 0  | expected a header that begins with {, got 0x5b
            {'a' 1}                                                    | 0  | expected a header in JSON, got: Unexpected character
            {'a':                                                      | 0  | expected a header in JSON, got: Unexpected end-of-input
            {} x                                                       | 0  | expected a header in JSON, got: Unrecognized token 'x'
            {} {}                                                      | 0  | expected nothing but spaces for the end of the header, got {
            {'a':5}                                                    | 0  | expected an object for a, got 5
            {'a':{}}                                                   | 0  | expected dtype, shape and two data_offsets for a, got something else
            {'a':{NUMBERS'data_offsets':[0]}}                          | 8  | expected dtype, shape and two data_offsets for a
            {'a':{NUMBERS'data_offsets':[0,8,8]}}                      | 8  | expected dtype, shape and two data_offsets for a
            {'a':{NUMBERS'extra':1}}                                   | 8  | expected dtype, shape and data_offsets for a, got extra
            {'a':{'dtype':4}}                                          | 0  | expected a text for the dtype of a, got 4
            {'a':{'dtype':'F8_E4M3'}}                                  | 0  | for a, got F8_E4M3; convert it in Python, for example with tensor.float()
            {'a':{'shape':2}}                                          | 0  | expected a list of whole numbers for the shape of a, got 2
            {'a':{'shape':[2.0]}}                                      | 0  | expected whole numbers for the shape of a, got 2.0
            {'a':{'shape':['2']}}                                      | 0  | expected whole numbers for the shape of a, got 2
            {'a':{'shape':[99999999999999999999]}}                     | 0  | expected a header in JSON, got: Numeric value (99999999999999999999) out of range of long
            {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}    | 8  | a: expected dimensions of at least 0, got shape [-2]
            {'a':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,0]}} | 0 | a: expected at most 2147483639 values, got shape [65536, 65536]
            {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}} | 0 | a: expected at most 2147483639 values
            {'a':{NUMBERS'data_offsets':[-8,0]}}                       | 8  | expected data_offsets of a from 0 upwards, got [-8, 0]
            {'a':{NUMBERS'data_offsets':[8,0]}}                        | 8  | expected data_offsets of a from 0 upwards, got [8, 0]
            {'a':{NUMBERS'data_offsets':[0,8]}}                        | 7  | expected at least 8 bytes after the header, where the data of a end, got 7; the file is truncated
            {'a':{NUMBERS'data_offsets':[0,7]}}                        | 7  | expected 8 bytes for a, F32 of shape [2], got 7
            {'a':{NUMBERS'data_offsets':[1,9]}}                        | 9  | expected the data of a to begin at byte 0, where those before them end, got 1: there is a hole
            {'a':{NUMBERS'data_offsets':[0,8]},'b':{NUMBERS'data_offsets':[4,12]}} | 12 | expected the data of b to begin at byte 8, where those before them end, got 4: tensors overlap
            {'a':{NUMBERS'data_offsets':[0,8]}}                        | 9  | expected 8 bytes after the header, got 9
            {'a':{NUMBERS'data_offsets':[0,8]},'a':{NUMBERS'data_offsets':[8,16]}} | 16 | expected a header in JSON, got: Duplicate field 'a'
            {'a':{'dtype':'F32','dtype':'F32'}}                        | 0  | expected a header in JSON, got: Duplicate field 'dtype'
            {'__metadata__':[]}                                        | 0  | expected an object of texts for __metadata__, got [
            {'__metadata__':{'format':1}}                              | 0  | expected a text for format of __metadata__, got 1
            {'__metadata__':{'a':'1','a':'2'}}                         | 0  | expected a header in JSON, got: Duplicate field 'a'
            """)
    void refusesAHeaderThatIsNotAsTheFormatSays(String header, int dataBytes, String expected) throws IOException {
        String json = header.replace("NUMBERS", NUMBERS).replace('\'', '"');
        assertRefuses(file(json.getBytes(StandardCharsets.UTF_8), dataBytes), expected);
    }

    @Test
    void refusesTooManyDimensions() throws IOException {
        String shape = "1,".repeat(64) + "1";
        assertRefuses(
                file(("{\"a\":{\"shape\":[" + shape + "]}}").getBytes(StandardCharsets.UTF_8), 0),
                "expected at most 64 numbers in the shape of a");
    }

    @Test
    void refusesAHeaderThatIsNotText() throws IOException {
        assertRefuses(file(new byte[] {'{', (byte) 0xff, '}'}, 0), "expected a header in UTF-8, got other bytes");
    }

    @Test
    void refusesAMissingFile() {
        assertRefuses(folder.resolve("none"), "expected a safetensors file, found no file");
    }

    @Test
    void refusesAFileWithoutRoomForAHeader() throws IOException {
        assertRefuses(
                Files.write(folder.resolve("short"), new byte[7]), "expected a safetensors file, got only 7 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'expected a header of 1 to 100000000 bytes, got a length of 0'",
        "-1, 'expected a header of 1 to 100000000 bytes, got a length of 18446744073709551615'",
        "100000001, 'expected a header of 1 to 100000000 bytes, got a length of 100000001'",
        "100000000, 'expected a header of 100000000 bytes, got only 2; the file is truncated'"
    })
    void refusesAHeaderLongerThanTheFile(long length, String expected) throws IOException {
        byte[] bytes = ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put((byte) '{')
                .put((byte) '}')
                .array();
        assertRefuses(Files.write(folder.resolve("long"), bytes), expected);
    }

    @Test
    void refusesToWriteATensorUnderTheNameOfTheMetadata() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> SafetensorsFile.write(
                                folder.resolve("a"), Weights.of(Map.of("__metadata__", Fixtures.RAMP))))
                .getMessage();
        assertTrue(message.contains("expected names other than __metadata__"), message);
    }

    @Test
    void refusesToWriteANameThatIsNoText() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> SafetensorsFile.write(folder.resolve("a"), Weights.of(Map.of("\ud800", Fixtures.RAMP))))
                .getMessage();
        assertTrue(message.contains("a: expected names and metadata that UTF-8 can hold, got: "), message);
    }

    /** Whatever byte is damaged, there is a result or a refusal. */
    @Test
    void noDamageEndsInAnythingButARefusal() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("conv.weight", Fixtures.RAMP);
        tensors.put("conv.bias", Tensor.of(new Shape(2), 1, 2));
        Path whole = folder.resolve("whole");
        SafetensorsFile.write(whole, new Weights(tensors, Map.of("format", "pt")));
        int refused =
                Fixtures.damageEverywhere(whole, new Random(3), path -> SafetensorsFile.read(path, HeapBudget.half()));
        assertTrue(refused > 400, "refused " + refused);
    }

    private void assertRefuses(Path file, String expected) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> SafetensorsFile.read(file, HeapBudget.half()))
                .getMessage();
        assertTrue(message.startsWith(file + ": ") && message.contains(expected), message);
    }

    private Path file(byte[] header, int dataBytes) throws IOException {
        byte[] bytes = ByteBuffer.allocate(8 + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
        return Files.write(folder.resolve("file"), bytes);
    }
}
