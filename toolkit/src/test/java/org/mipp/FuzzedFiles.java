package org.mipp;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mipp.data.Cifar10;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.data.Mnist;
import org.mipp.information.MiEstimator;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.benchmark.EstimatorBenchmark;
import org.mipp.information.task.SampleFile;
import org.mipp.information.task.Tasks;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.weights.Weights;
import org.mipp.network.weights.WeightsFile;
import org.mipp.training.judge.Evaluation;

/**
 * Changes bytes and numbers of small files of every format, at random, reads them, and prints a line for each format: how many
 * were read, how many refused, and the first that ended in anything else. To be run with {@code -Xmx512m}; arguments are an
 * empty folder, a seed and seconds.
 */
public final class FuzzedFiles {

    static final Set<String> FORMATS =
            Set.of("idx", "CIFAR", "npz", "npz, packed anew", "network", "network, packed anew", "sample", "benchmark");

    private static final String[] NUMBERS = {
        "0",
        "-1",
        "1",
        "2",
        "7",
        "15000",
        "65536",
        "2147483647",
        "2147483648",
        "4611686018427387904",
        "1e9",
        "0.5",
        "null",
        "\"NaN\"",
        "true",
        "[]",
        "{}"
    };
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    private final Path folder;
    private final Random random;

    private FuzzedFiles(Path folder, Random random) {
        this.folder = folder;
        this.random = random;
    }

    /** Reads a file to its end, and uses what was in it. */
    private interface Reader {
        Object read(Path file);
    }

    /** Makes a file of what is in it. */
    private interface Packing {
        byte[] packed(byte[] content) throws IOException;
    }

    /** What is changed, how it becomes a file of which name, and who reads it. */
    private record Format(byte[] content, Packing packing, String name, Reader reader) {}

    /** Changes and reads until the time is over. */
    public static void main(String[] arguments) throws IOException {
        FuzzedFiles fuzzed = new FuzzedFiles(Path.of(arguments[0]), new Random(Long.parseLong(arguments[1])));
        Map<String, Format> formats = fuzzed.formats();
        long each = (long) (1e9 * Double.parseDouble(arguments[2]) / formats.size());
        for (Map.Entry<String, Format> format : formats.entrySet()) {
            System.out.println(format.getKey() + ": " + fuzzed.outcome(format.getValue(), each));
        }
    }

    private String outcome(Format format, long nanoseconds) throws IOException {
        int read = 0;
        int refused = 0;
        for (long start = System.nanoTime(); System.nanoTime() - start < nanoseconds; ) {
            byte[] changed = changed(format.content());
            Path file =
                    Files.write(folder.resolve(format.name()), format.packing().packed(changed));
            try {
                format.reader().read(file);
                read++;
            } catch (IllegalArgumentException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                Path kept = Files.copy(
                        file, Files.createTempFile("fuzzed", format.name()), StandardCopyOption.REPLACE_EXISTING);
                StackTraceElement[] trace = e.getStackTrace();
                return kept + " ended in " + e + (trace.length == 0 ? "" : " at " + trace[0]);
            }
        }
        return read + " read, " + refused + " refused";
    }

    private byte[] changed(byte[] content) {
        byte[] changed = content.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[at] = (byte) random.nextInt(256);
                case 2 -> changed = spliced(changed, at, Math.min(changed.length, at + random.nextInt(9)), changed, at);
                default -> changed = withNumber(changed, at);
            }
        }
        return changed;
    }

    /** Other bytes in the place of some: those before a place of the same content. */
    private byte[] spliced(byte[] bytes, int from, int to, byte[] source, int end) {
        int length = Math.min(end, random.nextInt(9));
        ByteBuffer made = ByteBuffer.allocate(bytes.length - (to - from) + length);
        return made.put(bytes, 0, from)
                .put(source, end - length, length)
                .put(bytes, to, bytes.length - to)
                .array();
    }

    /** Another number in the place of the next one. */
    private byte[] withNumber(byte[] bytes, int at) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher number = NUMBER.matcher(text);
        return number.find(at)
                ? (text.substring(0, number.start())
                                + NUMBERS[random.nextInt(NUMBERS.length)]
                                + text.substring(number.end()))
                        .getBytes(StandardCharsets.ISO_8859_1)
                : bytes;
    }

    private Map<String, Format> formats() throws IOException {
        Map<String, Format> formats = new LinkedHashMap<>();
        Packing plain = content -> content;
        byte[] idx = ByteBuffer.allocate(36)
                .putInt(0x803)
                .putInt(2)
                .putInt(2)
                .putInt(5)
                .array();
        formats.put(
                "idx", new Format(idx, FuzzedFiles::gzip, "train-images-idx3-ubyte.gz", file -> Mnist.load(folder)));
        Files.write(folder.resolve("test_batch.bin"), new byte[3073]);
        formats.put(
                "CIFAR",
                new Format(new byte[2 * 3073], FuzzedFiles::gzip, "data_batch_1.bin.gz", file -> Cifar10.load(folder)));
        Network network = Initialisation.of(architecture(), 1);
        Path saved = folder.resolve("saved.npz");
        WeightsFile.write(saved, new Weights(network.weights(), Map.of()));
        formats.put("npz", new Format(Files.readAllBytes(saved), plain, "a.npz", WeightsFile::read));
        byte[] array = npy();
        formats.put("npz, packed anew", new Format(array, FuzzedFiles::zip, "b.npz", WeightsFile::read));
        Path net = folder.resolve("saved.safetensors");
        NetworkFile.save(net, network);
        byte[] whole = Files.readAllBytes(net);
        formats.put("network", new Format(whole, plain, "a.safetensors", FuzzedFiles::judged));
        formats.put(
                "network, packed anew",
                new Format(
                        Arrays.copyOfRange(whole, 8, whole.length),
                        FuzzedFiles::withLength,
                        "b.safetensors",
                        FuzzedFiles::judged));
        Path sample = folder.resolve("saved.csv");
        SampleFile.write(sample, Tasks.get("1v1-normal-0.75").sample(20, 0));
        formats.put("sample", new Format(Files.readAllBytes(sample), plain, "sample.csv", SampleFile::read));
        Path cells = folder.resolve("saved.jsonl");
        EstimatorBenchmark.of(MiEstimator.named("half", (x, y) -> 0.5))
                .tasks("1v1-normal-0.75")
                .sizes(10)
                .resumeFrom(cells)
                .run();
        formats.put(
                "benchmark",
                new Format(Files.readAllBytes(cells), plain, "cells.jsonl", file -> BenchmarkResult.read(file)
                        .toString()));
        return formats;
    }

    private static Architecture architecture() {
        return new ArchitectureBuilder("net", new Shape(1, 8, 8))
                .then("conv", Convolution.of(1, 2, 3).padded(1))
                .then("bn", new BatchNorm(2))
                .then("relu", new Relu())
                .then("pool", new MaxPool(2))
                .then("flatten", new Flatten())
                .then("fc", new FullyConnected(32, 3))
                .build();
    }

    private static Object judged(Path file) {
        Network network = NetworkFile.load(file);
        Images images = ImageArrays.of("black", 1, 8, 8, 3, new byte[2 * 64], new byte[2]);
        return network + " " + Evaluation.of(network, images);
    }

    private static byte[] npy() {
        String header = "{'descr': '|u1', 'fortran_order': True, 'shape': (4, 5), }";
        return ByteBuffer.allocate(10 + header.length() + 20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    /** The length of the header before it: up to the last closing brace that ends it. */
    private static byte[] withLength(byte[] content) {
        int end = Math.max(1, new String(content, StandardCharsets.ISO_8859_1).lastIndexOf("]}}") + 3);
        while (end < content.length && content[end] == ' ') {
            end++;
        }
        return ByteBuffer.allocate(8 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Math.min(end, content.length))
                .put(content)
                .array();
    }
}
