package org.mipp;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mipp.data.Cifar10;
import org.mipp.data.Mnist;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.task.SampleFile;
import org.mipp.network.Tensor;
import org.mipp.network.weights.DatasetFile;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.weights.Weights;
import org.mipp.network.weights.WeightsFile;

/**
 * Reads small files that unfold into more than the heap, and large ones that fit, and says what became of each: one line with
 * its name, a colon, and {@code read}, or what was thrown. To be run with {@code -Xmx512m}.
 */
public final class HostileFiles {

    private static final int BLOCK = 1 << 20;

    private final Path folder;

    private HostileFiles(Path folder) {
        this.folder = folder;
    }

    /** Something to be read. */
    private interface Attempt {
        Object read() throws IOException;
    }

    /**
     * Makes and reads all files.
     *
     * @param arguments an empty folder
     */
    public static void main(String[] arguments) throws IOException {
        HostileFiles hostile = new HostileFiles(Path.of(arguments[0]));
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        attempts.put("idx of 1 MB that announces 2^30", () -> hostile.idx(1 << 20, 1 << 10));
        attempts.put("idx of 100 MB", () -> hostile.idx(100 << 10, 1 << 10));
        attempts.put("six CIFAR files of 60,000 images", () -> hostile.cifar(60_000));
        attempts.put("six CIFAR files of 9,000 images", () -> hostile.cifar(9_000));
        attempts.put("npz of 2^27 truth values", () -> hostile.npz("|b1", false, 1 << 27, 1));
        attempts.put("npz of 2^25 bytes in Fortran order", () -> hostile.npz("|u1", true, 1 << 13, 1 << 12));
        attempts.put("npz of 2^24 bytes in Fortran order", () -> hostile.npz("|u1", true, 1 << 12, 1 << 12));
        attempts.put("safetensors of 400,000 names", () -> hostile.names(400_000));
        attempts.put("safetensors of 4,000 names", () -> hostile.names(4_000));
        attempts.put("data set of 50,000 images", () -> hostile.dataset(50_000));
        attempts.put("data set of 20,000 images", () -> hostile.dataset(20_000));
        attempts.put("architecture in 100,000 brackets", hostile::brackets);
        attempts.put("architecture of 100,000 layers", hostile::layers);
        attempts.put("sample of one line of 60 MB", () -> hostile.sample(1, 30_000_000));
        attempts.put("sample of 40 MB", () -> hostile.sample(1_000_000, 20));
        attempts.put("sample of 4 MB", () -> hostile.sample(100_000, 20));
        attempts.put("ledger of 60 MB", hostile::ledger);
        attempts.forEach(HostileFiles::report);
    }

    private static void report(String name, Attempt attempt) {
        String outcome;
        try {
            attempt.read();
            outcome = "read";
        } catch (Exception | Error e) {
            outcome = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        System.out.println(name + ": " + outcome.replaceAll("\\s+", " "));
    }

    private static Tensor zeros(int count) {
        return Tensor.of(new Shape(count), new float[count]);
    }

    /** Zeros compressed once, to be repeated: nothing in them refers to what is before them. */
    private static byte[] compressedBlock() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[BLOCK]);
        byte[] bytes = new byte[BLOCK];
        int length = deflater.deflate(bytes, 0, bytes.length, Deflater.FULL_FLUSH);
        deflater.end();
        return Arrays.copyOf(bytes, length);
    }

    /** A header and then zeros, as gzip. */
    private Path gzip(Path file, byte[] header, long zeros) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(header);
        byte[] block = compressedBlock();
        byte[] clean = new byte[BLOCK];
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        byte[] buffer = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
            deflater.setInput(header);
            out.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH));
            for (long left = zeros; left >= BLOCK; left -= BLOCK) {
                out.write(block);
                checksum.update(clean);
            }
            int rest = (int) (zeros % BLOCK);
            checksum.update(clean, 0, rest);
            deflater.setInput(clean, 0, rest);
            deflater.finish();
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) checksum.getValue())
                    .putInt((int) (header.length + zeros))
                    .array());
        }
        deflater.end();
        return file;
    }

    private Object idx(int images, int pixels) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(header);
        for (int number : new int[] {0x803, images, 1, pixels}) {
            out.writeInt(number);
        }
        gzip(folder.resolve("train-images-idx3-ubyte.gz"), header.toByteArray(), (long) images * pixels);
        return Mnist.load(folder);
    }

    private Object cifar(int images) throws IOException {
        Path first = gzip(folder.resolve("test_batch.bin.gz"), new byte[0], 3073L * images);
        for (int i = 1; i <= 5; i++) {
            Path link = folder.resolve("data_batch_" + i + ".bin.gz");
            Files.deleteIfExists(link);
            Files.createLink(link, first);
        }
        return Cifar10.load(folder);
    }

    private static void array(ZipOutputStream zip, String name, String type, boolean fortran, int... shape)
            throws IOException {
        String text = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + String.join(
                        ", ", Arrays.stream(shape).mapToObj(Integer::toString).toList())
                + ",), }";
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length())
                .array());
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        byte[] clean = new byte[BLOCK];
        int left = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        for (; left > 0; left -= Math.min(left, BLOCK)) {
            zip.write(clean, 0, Math.min(left, BLOCK));
        }
        zip.closeEntry();
    }

    private Object npz(String type, boolean fortran, int... shape) throws IOException {
        Path file = folder.resolve("bytes.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.BEST_SPEED);
            array(zip, "a", type, fortran, shape);
        }
        return WeightsFile.read(file);
    }

    private Object dataset(int images) throws IOException {
        Path file = folder.resolve("images.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.BEST_SPEED);
            array(zip, "x_train", "|u1", false, images, 28, 28);
            array(zip, "y_train", "|u1", false, images);
            array(zip, "x_test", "|u1", false, 10, 28, 28);
            array(zip, "y_test", "|u1", false, 10);
        }
        return DatasetFile.load(file);
    }

    private Object names(int count) throws IOException {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            header.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(i)
                    .append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
        }
        byte[] bytes = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("names.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(bytes.length)
                    .array());
            out.write(bytes);
        }
        return WeightsFile.read(file);
    }

    private Object architecture(String json) {
        Path file = folder.resolve("net.safetensors");
        WeightsFile.write(file, new Weights(Map.of("fc.weight", zeros(1)), Map.of("mipp.architecture", json)));
        return NetworkFile.load(file);
    }

    private Object brackets() {
        return architecture("{\"name\":\"n\",\"input\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    }

    private Object layers() {
        StringBuilder json = new StringBuilder("{\"name\":\"n\",\"input\":[1],\"layers\":[");
        for (int i = 0; i < 100_000; i++) {
            json.append("{\"name\":\"")
                    .append(i)
                    .append("\",\"operation\":{\"type\":\"Relu\"},\"inputs\":[\"input\"]},");
        }
        return architecture(json.append("]}").toString().replace("},]", "}]"));
    }

    private Object sample(int rows, int columns) throws IOException {
        Path file = folder.resolve("sample.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            String header = rows == 1 ? "X0" : "X0,X1,X2,X3,X4,X5,X6,X7,X8,X9,Y0,Y1,Y2,Y3,Y4,Y5,Y6,Y7,Y8,Y9\n";
            out.write(header.getBytes(StandardCharsets.UTF_8));
            byte[] row = (",1".repeat(columns) + "\n").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < rows; i++) {
                out.write(row, rows == 1 ? 0 : 1, row.length - (rows == 1 ? 0 : 1));
            }
        }
        return SampleFile.read(file);
    }

    private Object ledger() throws IOException {
        Path file = folder.resolve("ledger.jsonl");
        Files.writeString(file, "{\n".repeat(30_000_000));
        return BenchmarkResult.read(file);
    }
}
