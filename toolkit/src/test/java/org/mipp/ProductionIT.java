package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.network.Network;
import org.mipp.network.RelativeDifference;
import org.mipp.network.engine.LiveNetwork;

/** The ways of PRODUCTION.md that are Java, in a project that does not have the toolkit. */
class ProductionIT {

    private static final Path PROJECT = Path.of("src/test/production");

    @Test
    void aProjectWithoutTheToolkitComputesTheSame(@TempDir Path folder) throws Exception {
        Network network = Networks.lenet5();
        Path onnx = folder.resolve("small.onnx");
        Path safetensors = folder.resolve("small.safetensors");
        Storage.save(onnx, network);
        Storage.save(safetensors, network);
        copy(folder);
        run(folder, "mvn", "--batch-mode", "--quiet", "compile", "dependency:copy-dependencies");
        try (Stream<Path> jars = Files.list(folder.resolve("target/dependency"))) {
            assertTrue(jars.noneMatch(jar -> jar.toString().contains("mipp")));
        }
        String classPath = String.join(File.pathSeparator, "target/classes", "target/dependency/*");
        Map<String, String> printed = run(
                        folder, "java", "-cp", classPath, "Predict", "small.onnx", "small.safetensors")
                .lines()
                .filter(line -> line.contains(" [") || line.startsWith("weights "))
                .collect(Collectors.toMap(
                        line -> line.replaceAll(" [\\[(].*", ""), line -> line.replaceAll("^[^\\[(]*", "")));
        float[] expected = expected(network);
        for (String way : List.of("DJL", "ONNX Runtime")) {
            double difference = RelativeDifference.between(expected, numbers(printed.get(way)));
            assertTrue(difference < 1e-5, way + ": " + difference);
        }
        String[] weights = printed.get("weights").split("\\) ");
        float sum = 0;
        for (float value : network.weight("conv1.weight").toArray()) {
            sum += value;
        }
        assertEquals("(6, 1, 5, 5", weights[0]);
        assertEquals(sum, Float.parseFloat(weights[1]), 1e-4);
    }

    private static float[] expected(Network network) {
        float[] pixels = new float[28 * 28];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 10 / 10f;
        }
        try (LiveNetwork live = LiveNetwork.open(network)) {
            return live.forward(live.manager().create(pixels, new Shape(1, 1, 28, 28)))
                    .toFloatArray();
        }
    }

    private static float[] numbers(String list) {
        String[] parts = list.substring(1, list.length() - 1).split(", ");
        float[] numbers = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Float.parseFloat(parts[i]);
        }
        return numbers;
    }

    private static void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(PROJECT.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private static String run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), Arrays.toString(command) + " printed " + printed);
        return printed;
    }
}
