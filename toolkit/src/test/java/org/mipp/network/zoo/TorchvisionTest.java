package org.mipp.network.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;

/** The parameters of torchvision's models, and what these compute; make.py beside the file says how that was recorded. */
class TorchvisionTest {

    private static final Path RECORDED = Path.of("src/test/resources/org/mipp/network/zoo/torchvision.txt");
    private static final Map<String, Architecture> OURS = Map.of(
            "resnet18", ImageNetResNet.of(18, 1000),
            "resnet34", ImageNetResNet.of(34, 1000),
            "resnet50", ImageNetResNet.of(50, 1000),
            "vgg16", ImageNetVgg.of(16, 1000),
            "mobilenet_v2", MobileNetV2.of(1000));

    @TestFactory
    Stream<DynamicTest> parametersHaveTheNamesAndShapesOfTorchvision() {
        return OURS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Map<String, Shape> expected = new HashMap<>();
                    recorded(entry.getKey())
                            .filter(line -> !line.get(1).equals("logits"))
                            .forEach(line -> expected.put(
                                    line.get(1),
                                    new Shape(line.stream()
                                            .skip(2)
                                            .mapToLong(Long::parseLong)
                                            .toArray())));
                    assertEquals(expected, shapes(entry.getValue()));
                }));
    }

    /** With weights that the script computes alike: up to float rounding over fifty layers. */
    @TestFactory
    Stream<DynamicTest> networksComputeWhatTorchvisionDoes() {
        return Stream.of("resnet18", "resnet50", "mobilenet_v2")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    List<String> logits = recorded(name)
                            .filter(line -> line.get(1).equals("logits"))
                            .findFirst()
                            .orElseThrow();
                    float[] expected = new float[8];
                    for (int i = 0; i < expected.length; i++) {
                        expected[i] = Float.parseFloat(logits.get(2 + i));
                    }
                    float largest = Float.parseFloat(logits.get(10));
                    assertArrayEquals(expected, Arrays.copyOf(computed(OURS.get(name)), 8), 1e-4f * largest);
                }));
    }

    private static Stream<List<String>> recorded(String model) throws IOException {
        return Files.readAllLines(RECORDED).stream()
                .map(line -> List.of(line.split(" ")))
                .filter(line -> line.get(0).equals(model));
    }

    private static Map<String, Shape> shapes(Architecture architecture) {
        Map<String, Shape> shapes = new HashMap<>(architecture.parameters());
        shapes.putAll(architecture.buffers());
        return shapes;
    }

    private static float[] computed(Architecture architecture) {
        Map<String, Tensor> weights = new HashMap<>();
        shapes(architecture).forEach((name, shape) -> weights.put(name, wave(name, shape)));
        float[] pixels = new float[3 * 224 * 224];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (Math.sin(i * 0.11) / 2 + 0.5);
        }
        try (LiveNetwork live = LiveNetwork.open(new Network(architecture, weights))) {
            return live.forward(live.manager().create(pixels, new Shape(1, 3, 224, 224)))
                    .toFloatArray();
        }
    }

    /** The script's weights. */
    private static Tensor wave(String name, Shape shape) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            double wave = Math.sin(i * 0.37 + name.length());
            if (shape.dimension() > 1) {
                values[i] = (float) (wave * Math.sqrt(4.0 * shape.get(0) / values.length));
            } else {
                boolean one = name.endsWith(".running_var") || name.endsWith(".weight");
                values[i] = (float) ((one ? 1 : 0) + 0.2 * wave);
            }
        }
        return Tensor.of(shape, values);
    }
}
