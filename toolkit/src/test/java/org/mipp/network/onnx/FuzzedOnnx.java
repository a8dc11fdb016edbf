package org.mipp.network.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.mipp.network.onnx.model.WireWriter;
import org.mipp.run.RefusedException;

/**
 * Changes bytes of the small ONNX files of the tests, reads them, and prints how many were read and refused, or the first that
 * ended in anything else. The change depends on its number alone. To be run with {@code -Xmx512m}; arguments are an empty
 * folder, the first number and how many:
 *
 * <pre>{@code
 * java -Xmx512m -cp ... org.mipp.network.onnx.FuzzedOnnx FOLDER 0 1000000
 * }</pre>
 */
public final class FuzzedOnnx {

    private static final long SLOW = 5_000; // milliseconds

    /** What lengths, sizes and places are replaced by. */
    private static final long[] NUMBERS = {
        0, 1, 2, 3, 7, 127, 128, 255, 65_535, Integer.MAX_VALUE, 1L << 32, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE
    };

    private FuzzedOnnx() {}

    /** Changes and reads. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        long count = Long.parseLong(arguments[2]);
        Files.copy(
                OnnxReadingTest.FILES.resolve("external.data"),
                folder.resolve("external.data"),
                StandardCopyOption.REPLACE_EXISTING);
        List<byte[]> files = new ArrayList<>();
        for (String name : OnnxReadingTest.names().toList()) {
            files.add(Files.readAllBytes(OnnxReadingTest.FILES.resolve(name + ".onnx")));
        }
        long read = 0;
        long slowest = 0;
        for (long i = first; i < first + count; i++) {
            SplittableRandom random = new SplittableRandom(i);
            Path file = Files.write(
                    folder.resolve("fuzzed.onnx"), changed(files.get(random.nextInt(files.size())), random));
            long start = System.nanoTime();
            read += outcome(file, i) ? 1 : 0;
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
        }
        System.out.printf(
                "onnx: %d read, %d refused, %s%n",
                read, count - read, slowest < SLOW ? "none slow" : "slow: " + slowest + " ms");
    }

    private static boolean outcome(Path file, long number) {
        try {
            OnnxFile.load(file, OnnxInput.ANY);
            return true;
        } catch (RefusedException e) {
            if (String.valueOf(e.getMessage()).startsWith(file + ": ")) {
                return false;
            }
            throw new AssertionError("change " + number + " is refused without the file's name: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("change " + number + " ended in " + e, e);
        }
    }

    private static byte[] changed(byte[] content, SplittableRandom random) {
        byte[] changed = content.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(Math.max(1, changed.length));
            switch (random.nextInt(6)) {
                case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[at] = (byte) random.nextInt(256);
                case 2 -> changed = spliced(changed, at, at + random.nextInt(1, 9), new byte[0]);
                case 3 -> changed = spliced(changed, at, at + 1, number(NUMBERS[random.nextInt(NUMBERS.length)]));
                case 4 -> {
                    int from = random.nextInt(changed.length);
                    byte[] piece =
                            Arrays.copyOfRange(changed, from, Math.min(changed.length, from + random.nextInt(64)));
                    changed = spliced(changed, at, at, piece);
                }
                default -> changed = random.nextInt(8) == 0 ? Arrays.copyOf(changed, at + 1) : changed;
            }
        }
        return changed;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece) {
        int end = Math.min(bytes.length, to);
        byte[] made = ByteBuffer.allocate(bytes.length - (end - from) + piece.length + 1)
                .put(bytes, 0, from)
                .put(piece)
                .put(bytes, end, bytes.length - end)
                .array();
        return made.length > 1 ? Arrays.copyOf(made, made.length - 1) : made;
    }

    private static byte[] number(long value) {
        byte[] field = new WireWriter().number(1, value).toBytes();
        return Arrays.copyOfRange(field, 1, field.length);
    }
}
