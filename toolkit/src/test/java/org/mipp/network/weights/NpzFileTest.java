package org.mipp.network.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.network.Tensor;
import org.mipp.run.HeapBudget;

class NpzFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain.npz", "compressed.npz"})
    void readsWhatPythonWrites(String file) {
        Map<String, Tensor> read =
                NpzFile.read(Fixtures.file(file), HeapBudget.half()).tensors();
        for (String name : List.of("double", "single", "half")) {
            assertEquals(Fixtures.RAMP, read.get(name), name);
        }
        float[] counted = new float[24];
        for (int i = 0; i < 24; i++) {
            counted[i] = i;
        }
        assertEquals(Tensor.of(new Shape(2, 3, 4), counted), read.get("fortran"));
        assertEquals(Tensor.of(new Shape(), 2.5f), read.get("scalar"));
        assertEquals(Tensor.of(new Shape(0, 4)), read.get("empty"));
        assertEquals(Tensor.of(new Shape(), 600), read.get("count"));
        assertEquals(Tensor.of(new Shape(3), 1, 2, 3), read.get("folder/name"));
        assertEquals(8, read.size());
    }

    @Test
    void readsVersionsTwoAndThreeOfTheFormat() throws IOException {
        Path file = zip(Map.of("a.npy", Files.readAllBytes(Fixtures.file("version2.npy"))));
        assertEquals(
                Map.of("a", Fixtures.RAMP),
                NpzFile.read(file, HeapBudget.half()).tensors());
        file = zip(Map.of("a.npy", npy(3, "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }")));
        assertEquals(
                Map.of("a", Tensor.of(new Shape(2), 0, 0)),
                NpzFile.read(file, HeapBudget.half()).tensors());
    }

    @Test
    void comesBackBitByBitAndInOrderButWithoutMetadata() {
        Path file = folder.resolve("a.npz");
        Weights weights = Fixtures.random(1);
        NpzFile.write(file, weights);
        Weights read = NpzFile.read(file, HeapBudget.half());
        assertEquals(Weights.of(weights.tensors()), read);
        assertEquals(
                List.copyOf(weights.tensors().keySet()),
                List.copyOf(read.tensors().keySet()));
    }

    @Test
    void theSameWeightsGiveTheSameBytes() throws IOException {
        Path first = folder.resolve("a.npz");
        Path second = folder.resolve("b.npz");
        NpzFile.write(first, Fixtures.random(1));
        NpzFile.write(second, Fixtures.random(1));
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    @Test
    void writesTheHeaderThatNumpyWrites() throws IOException {
        byte[] numpys = Files.readAllBytes(Fixtures.file("version2.npy"));
        byte[] ours = NpyHeader.write(new long[] {2, 3});
        assertEquals(0, ours.length % 64);
        assertEquals(text(numpys, 12), text(ours, 10));
        assertTrue(text(NpyHeader.write(new long[] {3}), 10).contains("(3,)"));
        assertTrue(text(NpyHeader.write(new long[0]), 10).contains("()"));
    }

    private static String text(byte[] header, int from) {
        String text = new String(header, from, header.length - from, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf('}') + 1);
    }

    @Test
    void refusesPickledObjectsAndSaysHowToConvertThem() {
        String message = refusal(Fixtures.file("pickled.npz"));
        assertTrue(
                message.contains("objects: expected numbers, got pickled Python objects, which can run any code"),
                message);
        assertTrue(message.endsWith("save plain arrays in Python, with array.astype('float32')"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'descr': '>f4', 'fortran_order': False, 'shape': (2,), }      | expected numbers of a type among <f8 <f4 <f2 <i8 <i4 <i2 |i1 |u1 |b1, got >f4; convert them in Python, with array.astype('float32')
            {'descr': '', 'fortran_order': False, 'shape': (2,), }         | of a type among <f8 <f4 <f2 <i8 <i4 <i2 |i1 |u1 |b1, got ; convert
            {'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), } | of a type among
            {'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }          | expected a header that is a Python dictionary
            {'descr': '<f4', 'fortran_order': False, 'shape': '2', }       | expected a header with descr, fortran_order and shape
            {'descr': '<f4', 'fortran_order': False}                       | expected a header with descr, fortran_order and shape
            {'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)} | expected a header that is a Python dictionary
            {'descr': '<f4', 'fortran_order': False, 'shape': (2,)} 1      | expected a header that is a Python dictionary
            os.system('true')                                              | expected a header that is a Python dictionary, got os.system('true')
            {'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }     | expected a shape of at most 64 whole numbers from 0 upwards, got (-2,)
            {'descr': '<f4', 'fortran_order': False, 'shape': (2, x), }    | expected a shape of at most 64 whole numbers from 0 upwards, got (2, x)
            {'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), } | expected at most 2147483639 values, got shape [65536, 65536]
            {'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), } | expected a shape of at most 64 whole numbers
            {'descr': '<f4', 'fortran_order': False, 'shape': (3,), }      | expected 92 bytes for its shape, got an entry of 88 bytes
            {'descr': '<f4', 'fortran_order': False, 'shape': (1,), }      | expected 84 bytes for its shape, got an entry of 88 bytes
            {'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), } | expected 2000000080 bytes for its shape, got an entry of 88 bytes
            """)
    void refusesAHeaderThatIsNotAsTheFormatSays(String header, String expected) throws IOException {
        assertTrue(
                refusal(zip(Map.of("a.npy", npy(1, header)))).contains(expected.strip()),
                refusal(folder.resolve("zip")));
    }

    @Test
    void refusesAnotherVersionAndOtherBytes() throws IOException {
        assertRefuses(Map.of("a.npy", npy(4, "{}")), "expected version 1.0 to 3.0 of numpy's format, got 4.0");
        assertRefuses(Map.of("a.npy", new byte[20]), "expected a numpy array, got other bytes");
        assertRefuses(Map.of("a.npy", new byte[5]), "the file is truncated");
        assertRefuses(Map.of("b.txt", new byte[5]), "expected a zip archive of numpy arrays (.npy), got b.txt in it");
    }

    @Test
    void refusesAnAbsurdHeaderLength() throws IOException {
        byte[] header = npy(2, "{}");
        Arrays.fill(header, 8, 12, (byte) 0xff);
        assertRefuses(Map.of("a.npy", header), "expected a header of at most 65536 bytes, got 4294967295");
    }

    @Test
    void refusesAFileThatIsNoArchiveOrNotThere() throws IOException {
        Path other = Files.write(folder.resolve("other"), new byte[100]);
        assertTrue(refusal(other).contains("expected a zip archive of numpy arrays, got: "));
        assertTrue(refusal(folder.resolve("none")).contains("expected an npz file, found no file"));
    }

    @Test
    void refusesAnArrayWhoseChecksumDiffers() throws IOException {
        Path file = folder.resolve("a.npz");
        NpzFile.write(file, Weights.of(Map.of("a", Fixtures.RAMP)));
        byte[] bytes = Files.readAllBytes(file);
        int numbers = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\n") + 1;
        bytes[numbers]++;
        Files.write(file, bytes);
        assertTrue(refusal(file).contains("a: expected the checksum "), refusal(file));
    }

    @Test
    void refusesTheSameNameTwice() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a.npy", Files.readAllBytes(Fixtures.file("version2.npy")));
        entries.put("b.npy", Files.readAllBytes(Fixtures.file("version2.npy")));
        String bytes = new String(Files.readAllBytes(zip(entries)), StandardCharsets.ISO_8859_1);
        Path twice = Files.write(
                folder.resolve("twice"), bytes.replace("b.npy", "a.npy").getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(refusal(twice).contains("expected each array once, got a twice"), refusal(twice));
    }

    /** Both the array and the archive's directory announce 2 GB, but 2 GB of anything cannot be in so few bytes. */
    @Test
    void refusesSizesThatTheCompressedBytesCannotHold() throws IOException {
        byte[] array = npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }");
        byte[] bytes = Files.readAllBytes(zip(Map.of("a.npy", array)));
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, 2_000_000_080);
        Path bomb = Files.write(folder.resolve("bomb"), bytes);
        assertTrue(
                refusal(bomb)
                        .contains("a: expected 2000000080 bytes for its shape, got an entry of 2000000080 bytes, "),
                refusal(bomb));
    }

    /** Bytes and truth values take four times their place, in Fortran order for a moment twelve times. */
    @Test
    void refusesNumbersThatOutgrowTheBudgetWhenTheyBecomeFloats() throws IOException {
        String header = "{'descr': '|u1', 'fortran_order': %s, 'shape': (2, 4), }";
        Path inC = zip(Map.of("a.npy", npy(1, header.formatted("False"))));
        int tensor = 1000;
        assertEquals(
                1, NpzFile.read(inC, HeapBudget.of(tensor + 8 * 8)).tensors().size());
        assertRefuses(
                inC,
                HeapBudget.of(tensor + 8 * 8 - 1),
                ": a: expected to fit into 1063 bytes, half of the Java heap, got 8 values of 8 bytes each, beside 1000"
                        + " bytes that the same read holds; start Java with a larger heap (-Xmx) or read less");
        Path inFortran = zip(Map.of("a.npy", npy(1, header.formatted("True"))));
        assertEquals(
                1,
                NpzFile.read(inFortran, HeapBudget.of(tensor + 8 * 12))
                        .tensors()
                        .size());
        assertRefuses(inFortran, HeapBudget.of(tensor + 8 * 12 - 1), "got 8 values of 12 bytes each");
    }

    private static void assertRefuses(Path file, HeapBudget budget, String expected) {
        String message = assertThrows(IllegalArgumentException.class, () -> NpzFile.read(file, budget))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void noDamageEndsInAnythingButARefusal() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("conv.weight", Fixtures.RAMP);
        tensors.put("conv.bias", Tensor.of(new Shape(2), 1, 2));
        Path whole = folder.resolve("whole");
        NpzFile.write(whole, Weights.of(tensors));
        Fixtures.damageEverywhere(whole, new Random(5), WeightsFile::read); // which looks into the archive first
        int refused = Fixtures.damageEverywhere(whole, new Random(3), path -> NpzFile.read(path, HeapBudget.half()));
        Path compressed = zip(Map.of("a.npy", npy(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1), }")));
        refused += Fixtures.damageEverywhere(compressed, new Random(4), path -> NpzFile.read(path, HeapBudget.half()));
        assertTrue(refused > 1000, "refused " + refused);
    }

    private void assertRefuses(Map<String, byte[]> entries, String expected) throws IOException {
        String message = refusal(zip(entries));
        assertTrue(message.contains(expected), message);
    }

    private static String refusal(Path file) {
        String message = assertThrows(IllegalArgumentException.class, () -> NpzFile.read(file, HeapBudget.half()))
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message;
    }

    /** An array of two floats under any header text. */
    private static byte[] npy(int version, String header) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        int length = Math.max(68, text.length);
        ByteBuffer bytes = ByteBuffer.allocate(12 + length + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            bytes.putShort((short) (length + 2));
        } else {
            bytes.putInt(length);
        }
        Arrays.fill(bytes.array(), bytes.position(), 12 + length, (byte) ' ');
        return bytes.put(text).array();
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return Files.write(folder.resolve("zip"), bytes.toByteArray());
    }
}
