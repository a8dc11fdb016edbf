package org.mipp.network.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.GraphExamples;
import org.mipp.Networks;
import org.mipp.OperationExamples;
import org.mipp.Storage;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.RelativeDifference;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.surgery.Cut;

/** PyTorch itself computes what Java does, from the file that Java saved. */
@EnabledIfEnvironmentVariable(
        named = "MIPP_TORCH_PYTHON",
        matches = ".+",
        disabledReason = "MIPP_TORCH_PYTHON names no Python with torch, safetensors, onnx and onnxruntime")
class PyTorchTest {

    private static final int IMAGES = 5;
    private static final Path LOADER = Path.of("src/test/python/load_network.py");
    private static final Pattern PYTHON = Pattern.compile("```python\\R(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> aSavedNetworkComputesTheSameInPyTorch() {
        return graphs().map(network -> DynamicTest.dynamicTest(network.label(), () -> compare(network)));
    }

    /** One process for all: it takes seconds to start. */
    @Test
    void everyOperationComputesTheSameInPyTorch() throws IOException, InterruptedException {
        List<Network> networks = OperationExamples.all().values().stream()
                .map(PyTorchTest::pruned)
                .toList();
        StringBuilder script = new StringBuilder("import numpy, torch\nfrom load_network import load_network\n");
        Shape batch = new Shape(IMAGES).addAll(GraphExamples.INPUT);
        WeightsFile.write(folder.resolve("inputs.npz"), Weights.of(Map.of("images", Tensor.of(batch, images(batch)))));
        for (int i = 0; i < networks.size(); i++) {
            Storage.save(folder.resolve(i + ".safetensors"), networks.get(i));
            script.append("images = torch.from_numpy(numpy.load('inputs.npz')['images'])\n")
                    .append("logits = load_network('" + i + ".safetensors')(images).detach().numpy()\n")
                    .append("numpy.savez('" + i + ".npz', logits=logits)\n");
        }
        Path file = folder.resolve("all.py");
        Files.writeString(file, script);
        python(folder, file);
        for (int i = 0; i < networks.size(); i++) {
            Tensor logits =
                    WeightsFile.read(folder.resolve(i + ".npz")).tensors().get("logits");
            requireSame(networks.get(i), images(batch), batch, logits);
        }
    }

    private static Stream<Network> graphs() {
        return Stream.of(
                pruned(GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2)),
                pruned(GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3)),
                pruned(GraphExamples.everythingElse(4)),
                pruned(GraphExamples.pooled(5)),
                pruned(GraphExamples.builtWithDjl(6)),
                GraphExamples.lively(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), 6));
    }

    /** The page's blocks of Python one after the other, with the file that its Java saves and one that somebody has. */
    @Test
    void thePythonOnThePageRuns() throws IOException, InterruptedException {
        Storage.save(folder.resolve("pruned.safetensors"), Networks.lenet5());
        Path script = folder.resolve("page.py");
        Files.writeString(
                script,
                PYTHON.matcher(Files.readString(Path.of("PYTORCH.md")))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.joining("torch.save(network.state_dict(), 'lenet5.pt')\n")));
        python(folder, script);
        Network back = NetworkFile.load(folder.resolve("weights.safetensors"), LeNet5.architecture());
        assertEquals(Networks.lenet5().fingerprint(), back.fingerprint());
    }

    /** ONNX's own checker and ONNX Runtime for Python, on networks of every kind. */
    @Test
    void onnxItselfAcceptsWhatIsWrittenAndItsRuntimeComputesTheSame() throws IOException, InterruptedException {
        List<Network> networks = Stream.concat(GraphExamples.all(), Stream.of(pruned(GraphExamples.pooled(5))))
                .toList();
        Map<String, Tensor> images = new LinkedHashMap<>();
        List<Path> files = new ArrayList<>(List.of(folder.resolve("images.npz"), folder.resolve("logits.npz")));
        Shape batch = new Shape(IMAGES).addAll(GraphExamples.INPUT);
        float[] numbers = numbers(batch);
        for (int i = 0; i < networks.size(); i++) {
            Path file = folder.resolve("network" + i + ".onnx");
            Storage.save(file, networks.get(i));
            images.put("network" + i + ".onnx", Tensor.of(batch, numbers));
            files.add(file);
        }
        WeightsFile.write(files.get(0), Weights.of(images));
        python(folder, Path.of("src/test/python/check_onnx.py").toAbsolutePath(), files.toArray(Path[]::new));
        Map<String, Tensor> logits = WeightsFile.read(files.get(1)).tensors();
        for (int i = 0; i < networks.size(); i++) {
            try (LiveNetwork live = LiveNetwork.open(networks.get(i))) {
                float[] expected =
                        live.forward(live.manager().create(numbers, batch)).toFloatArray();
                float[] got = logits.get("network" + i + ".onnx").toArray();
                double difference = RelativeDifference.between(expected, got);
                assertTrue(difference < 1e-5, networks.get(i).label() + ": " + difference);
            }
        }
    }

    /** The Python of PRODUCTION.md, with the files that its Java saves. */
    @Test
    void thePythonOnThePageOfProductionRuns() throws IOException, InterruptedException {
        Network lenet = Networks.lenet5();
        Images noise = ImageArrays.of("noise", 1, 28, 28, 10, numbers(200 * 784), new byte[200]);
        Masks masks = new RandomSelection(1)
                .select(Capture.of(lenet, noise, CaptureOptions.DEFAULT), new Budget.KeptFraction(0.5));
        Storage.save(folder.resolve("small.onnx"), Cut.apply(lenet, masks));
        Storage.save(folder.resolve("lenet5.safetensors"), lenet);
        Storage.save(folder.resolve("masks.json").toString(), masks);
        Path script = folder.resolve("production.py");
        Files.writeString(
                script,
                PYTHON.matcher(Files.readString(Path.of("PRODUCTION.md")))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.joining("\n")));
        python(folder, script);
        Network masked = NetworkFile.load(folder.resolve("masked.safetensors"), LeNet5.architecture());
        assertEquals(
                Masking.of(lenet, lenet.architecture().structure(), masks.kept())
                        .fingerprint(),
                masked.fingerprint());
    }

    private static byte[] numbers(int count) {
        byte[] numbers = new byte[count];
        new Random(7).nextBytes(numbers);
        return numbers;
    }

    private static float[] numbers(Shape batch) {
        float[] images = new float[(int) batch.size()];
        Random random = new Random(7);
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        return images;
    }

    private static Network pruned(Network network) {
        Images noise = GraphExamples.noise(200, 1);
        Network cut = Cut.apply(
                network,
                new RandomSelection(1)
                        .select(Capture.of(network, noise, CaptureOptions.DEFAULT), new Budget.KeptFraction(0.6)));
        assertTrue(cut.architecture().nodes() < network.architecture().nodes());
        return cut;
    }

    private void compare(Network network) throws IOException, InterruptedException {
        Shape batch = new Shape(IMAGES).addAll(network.architecture().input());
        float[] images = numbers(batch);
        Path saved = folder.resolve("network.safetensors");
        Storage.save(saved, network);
        Path inputs = folder.resolve("inputs.npz");
        WeightsFile.write(inputs, Weights.of(Map.of("images", Tensor.of(batch, images))));
        Path outputs = folder.resolve("outputs.npz");
        python(folder, LOADER.toAbsolutePath(), saved, inputs, outputs);

        Tensor logits = WeightsFile.read(outputs).tensors().get("logits");
        requireSame(network, images, batch, logits);
    }

    private static float[] images(Shape batch) {
        float[] images = new float[(int) batch.size()];
        Random random = new Random(7);
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        return images;
    }

    private static void requireSame(Network network, float[] images, Shape batch, Tensor logits) {
        try (LiveNetwork live = LiveNetwork.open(network)) {
            float[] expected =
                    live.forward(live.manager().create(images, batch)).toFloatArray();
            float largest = 0;
            for (float value : expected) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertTrue(largest > 0.01, "logits up to " + largest);
            assertArrayEquals(expected, logits.toArray(), 1e-5f * largest, network.label());
        }
    }

    private static void python(Path where, Path script, Path... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getenv("MIPP_TORCH_PYTHON"), script.toString()));
        Stream.of(files).map(Path::toString).forEach(command::add);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment()
                .put("PYTHONPATH", LOADER.toAbsolutePath().getParent().toString());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
    }
}
