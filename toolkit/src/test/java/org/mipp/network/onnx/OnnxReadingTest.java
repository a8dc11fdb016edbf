package org.mipp.network.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Storage;
import org.mipp.network.Network;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Normalisation;
import org.mipp.network.operation.Pointwise;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.run.progress.Progress;
import org.mipp.surgery.StructureCheck;

/** Files that PyTorch exported, or that are put as other programs put them; {@code export_onnx.py} has made them. */
class OnnxReadingTest {

    static final Path FILES = Path.of("src/test/resources/org/mipp/network/onnx");

    /** What files do to the logits at the end. */
    private static final Map<String, UnaryOperator<float[]>> ENDINGS =
            Map.of("tensorflow", Runtime::softmax, "old", Runtime::sigmoid);

    @TempDir
    private Path folder;

    static Stream<String> names() {
        return Stream.of(
                "resnet",
                "resnet_dynamo",
                "resnet_unfolded",
                "views",
                "views_dynamo",
                "shuffled",
                "shuffled_dynamo",
                "dense",
                "inverted",
                "functions",
                "functions_dynamo",
                "excited",
                "excited_dynamo",
                "fire",
                "next",
                "next_dynamo",
                "mixed",
                "mixed_dynamo",
                "groups",
                "groups_dynamo",
                "pyramid",
                "pyramid_dynamo",
                "auxiliary",
                "tensorflow",
                "spelled",
                "gated",
                "old",
                "external");
    }

    private static Network load(String name) {
        return Storage.load(FILES.resolve(name + ".onnx"));
    }

    private static Stream<DynamicTest> each(Judge judge) {
        return names().map(name -> DynamicTest.dynamicTest(
                name, () -> judge.test(name, load(name), ENDINGS.getOrDefault(name, UnaryOperator.identity()))));
    }

    private interface Judge {
        void test(String name, Network network, UnaryOperator<float[]> ending) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> whatIsReadComputesTheSameAsOnnxRuntime() {
        return each((name, network, ending) -> {
            double difference = Runtime.difference(FILES.resolve(name + ".onnx"), network, ending);
            assertTrue(difference < 1e-5, "relative difference " + difference);
        });
    }

    @TestFactory
    Stream<DynamicTest> itIsWrittenAgain() {
        return each((name, network, ending) -> {
            Path file = folder.resolve("again.onnx");
            Storage.save(file, network);
            assertTrue(Runtime.difference(file, network) < 1e-5);
            assertEquals(network.fingerprint(), Storage.load(file).fingerprint());
        });
    }

    @TestFactory
    Stream<DynamicTest> itIsWrittenWithTheDoorOfItsFile() {
        return each((name, network, ending) -> {
            Path original = FILES.resolve(name + ".onnx");
            Path file = folder.resolve("like.onnx");
            Storage.save(file.toString(), network, original.toString());
            assertEquals(ports(original), ports(file));
            double difference = Runtime.difference(file, network, ending);
            assertTrue(difference < 1e-5, "relative difference " + difference);
        });
    }

    private static List<String> ports(Path file) throws OrtException {
        try (OrtSession session = Runtime.open(file)) {
            return Stream.concat(session.getInputInfo().values().stream(), session.getOutputInfo().values().stream())
                    .map(port -> port.getName() + " " + port.getInfo())
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> pruningUnderstandsIt() {
        return each((name, network, ending) -> assertTrue(
                network.architecture().nodes() == 0
                        || StructureCheck.of(network).passed(),
                name));
    }

    /** A file that was exported in training, heads and all: the first output, as it is evaluated, and no more. */
    @Test
    void auxiliaryHeadsAreLeftOutAndSaidSo() throws Exception {
        List<String> said = new ArrayList<>();
        Progress.showOn(state -> said.add(state.task() + ": " + state.detail()));
        Network network = load("auxiliary_training");
        Progress.showOn(Progress.NOTHING);
        assertEquals("reading auxiliary_training: output 'logits', without aux", said.get(0));
        List<String> layers =
                network.architecture().layers().stream().map(Layer::name).toList();
        assertFalse(layers.stream().anyMatch(name -> name.contains("aux")), layers.toString());
        Path evaluated = FILES.resolve("auxiliary.onnx");
        assertTrue(Runtime.difference(evaluated, network) < 1e-5);
        Network other = Storage.load(FILES.resolve("auxiliary_training.onnx").toString(), OnnxInput.ANY.output("aux"));
        assertEquals("aux", other.architecture().last().name());
    }

    /** Whole groups are nodes, and those that are read through 16 columns, 4 and 1. */
    @Test
    void groupsAndPyramidsArePruned() {
        for (String name : List.of("groups", "groups_dynamo", "pyramid", "pyramid_dynamo")) {
            Architecture architecture = load(name).architecture();
            assertEquals(
                    List.of("its nodes are the network's outputs"),
                    List.copyOf(architecture.structure().excluded().values()),
                    name);
        }
        assertEquals(
                21,
                load("pyramid")
                        .architecture()
                        .prunable()
                        .get(1)
                        .readers()
                        .get(0)
                        .columnsPerNode());
    }

    @Test
    void layersAreNamedAsInPyTorch() {
        for (String file : List.of("resnet", "resnet_dynamo", "resnet_unfolded")) {
            List<String> maps = load(file).architecture().layers().stream()
                    .filter(layer -> !layer.operation().parameters().isEmpty())
                    .map(Layer::name)
                    .filter(name -> !name.contains("bn"))
                    .toList();
            assertTrue(
                    maps.containsAll(List.of("conv1", "layer1.0.conv2", "layer2.0.downsample.0", "fc")),
                    maps.toString());
        }
        List<String> all =
                load("resnet").architecture().layers().stream().map(Layer::name).toList();
        assertTrue(all.containsAll(List.of("maxpool", "layer1.0.relu", "layer1.0.relu_1", "avgpool")), all.toString());
    }

    @Test
    void aFileOfTensorFlowIsNamedByItsPaths() {
        Architecture architecture = load("tensorflow").architecture();
        assertEquals(new Shape(3, 5, 6), architecture.input());
        assertEquals(
                List.of(
                        "sequential.normalization",
                        "sequential.conv",
                        "sequential.conv_1",
                        "sequential.flatten",
                        "sequential.dense"),
                architecture.layers().stream().map(Layer::name).toList());
    }

    @Test
    void biasesByHandGoIntoTheMapBefore() {
        Architecture architecture = load("tensorflow").architecture();
        assertTrue(((FullyConnected) architecture.last().operation()).bias());
        assertTrue(architecture.layers().get(0).operation() instanceof Normalisation);
    }

    @Test
    void aNormalisationOutsideOfTheFileBecomesALayerAndIsLeftOutWhenTheFileIsReplaced() throws OrtException {
        Path original = FILES.resolve("views.onnx");
        OnnxInput normalised = OnnxInput.normalised(List.of(0.5f, 0.4f, 0.3f), List.of(0.2f, 0.3f, 0.4f));
        Network network = Storage.load(original.toString(), normalised);
        assertEquals("normalisation", network.architecture().layers().get(0).name());
        Path own = folder.resolve("own.onnx");
        Storage.save(own, network);
        assertTrue(Runtime.difference(own, network) < 1e-5);
        Path like = folder.resolve("like.onnx");
        Storage.save(like.toString(), network, original.toString());
        assertEquals(load("views").fingerprint(), Storage.load(like).fingerprint());
    }

    @Test
    void aTensorInsideMayBeTheOutput() {
        Network cut = Storage.load(FILES.resolve("old.onnx").toString(), OnnxInput.ANY.output("l"));
        assertEquals(load("old").fingerprint(), cut.fingerprint());
    }

    @Test
    void theSizeOfTheImagesMayBeAnother() throws OrtException {
        Path file = FILES.resolve("inverted.onnx");
        Network larger = Storage.load(file.toString(), OnnxInput.images(3, 32, 24));
        assertEquals(new Shape(3, 32, 24), larger.architecture().input());
        assertEquals(load("inverted").fingerprint(), larger.fingerprint());
    }

    @Test
    void functionsThatAreSpelledOutAreKnown() {
        for (String file : List.of("functions", "functions_dynamo")) {
            assertEquals(
                    List.of(
                            new Pointwise(Pointwise.Kind.HARD_SWISH),
                            new Pointwise(Pointwise.Kind.SILU),
                            new Pointwise(Pointwise.Kind.GELU),
                            new Pointwise(Pointwise.Kind.GELU_TANH),
                            Pointwise.hardSigmoid(),
                            Pointwise.leakyRelu(0.1f),
                            Pointwise.elu(0.7f),
                            new Pointwise(Pointwise.Kind.TANH),
                            new Pointwise(Pointwise.Kind.SIGMOID),
                            Pointwise.relu6()),
                    load(file).architecture().layers().stream()
                            .map(Layer::operation)
                            .filter(Pointwise.class::isInstance)
                            .toList(),
                    file);
        }
    }

    @Test
    void functionsThatNoOperationIsAreLayersOfTheirNodes() {
        List<String> names =
                load("gated").architecture().layers().stream().map(Layer::name).toList();
        assertEquals(List.of("conv", "double", "gate", "gated", "slope", "swish", "pool", "fc"), names);
    }
}
