package org.mipp.network.weights;

import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.mipp.network.Tensor;

/** Weights and files of weights for tests. */
final class Fixtures {

    /** What {@code make.py} writes in many types. */
    static final Tensor RAMP = Tensor.of(new Shape(2, 3), -0.5f, -0.25f, 0, 0.25f, 0.5f, 0.75f);

    private Fixtures() {}

    /** A file that Python wrote. */
    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(Fixtures.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tensors of many shapes, any bits, odd names. */
    static Weights random(long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Shape[] shapes = {
            new Shape(3, 4, 2, 2), new Shape(), new Shape(0, 2), new Shape(20_000), new Shape(1), new Shape(5, 1)
        };
        String[] names = {"z.weight", "a", "empty", "a/b c", "\"quoted\" \\", "größe\n\u4e2d"};
        for (int i = 0; i < shapes.length; i++) {
            float[] values = new float[(int) shapes[i].size()];
            for (int k = 0; k < values.length; k++) {
                values[k] = Float.intBitsToFloat(random.nextInt());
            }
            tensors.put(names[i], Tensor.of(shapes[i], values));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("seed", Long.toString(seed));
        metadata.put("format", "pt");
        return new Weights(tensors, metadata);
    }

    /**
     * Reads a file with every byte in turn changed in two ways, and cut off at every byte.
     *
     * @return how many of these were refused with an {@link IllegalArgumentException}; anything else thrown is a failure
     */
    static int damageEverywhere(Path whole, Random random, Consumer<Path> read) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Path damaged = whole.resolveSibling("damaged");
        int refused = 0;
        for (int i = 0; i < bytes.length; i++) {
            for (int change : new int[] {1 << random.nextInt(8), 1 + random.nextInt(255)}) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) change;
                refused += refuses(Files.write(damaged, changed), read, "byte " + i + " changed by " + change);
            }
            refused += refuses(Files.write(damaged, Arrays.copyOf(bytes, i)), read, "cut to " + i);
        }
        return refused;
    }

    private static int refuses(Path file, Consumer<Path> read, String damage) {
        try {
            read.accept(file);
            return 0;
        } catch (IllegalArgumentException e) {
            return 1;
        } catch (RuntimeException | Error e) {
            return fail(damage, e);
        }
    }
}
