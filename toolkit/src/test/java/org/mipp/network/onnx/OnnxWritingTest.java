package org.mipp.network.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.GraphExamples;
import org.mipp.Networks;
import org.mipp.OperationExamples;
import org.mipp.Storage;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.ChannelMap;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.Normalisation;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.structure.Layer;
import org.mipp.network.zoo.CifarResNet;

/** Every network of the toolkit as ONNX: ONNX Runtime computes the same, and what is read again is the same. */
class OnnxWritingTest {

    @TempDir
    private Path folder;

    private static Stream<Network> networks() {
        return Stream.concat(
                GraphExamples.all(),
                Stream.of(
                        Networks.lenet5(),
                        GraphExamples.lively(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), 6),
                        rearranged(),
                        Initialisation.of(
                                new ArchitectureBuilder("perceptron", new Shape(7))
                                        .then("hidden", new FullyConnected(7, 5, false))
                                        .then("last", new FullyConnected(5, 2))
                                        .build(),
                                0)));
    }

    /** Normalised images, channels in other places, and a sum of three. */
    private static Network rearranged() {
        return Initialisation.of(
                new ArchitectureBuilder("rearranged", new Shape(2, 6, 6))
                        .then("normal", new Normalisation(List.of(0.4f, 0.5f), List.of(0.2f, 0.3f)))
                        .then("first", Convolution.of(2, 4, 3))
                        .then("shuffled", new ChannelMap(4, 1, List.of(2, 0, 3, 1)))
                        .add("other", Convolution.of(2, 4, 3), "normal")
                        .add("third", new ChannelMap(4, 1, List.of(-1, 1, -1, 0)), "other")
                        .add("sum", new Add(), "shuffled", "other", "third")
                        .then("pool", new GlobalAveragePool())
                        .then("last", new FullyConnected(4, 3))
                        .build(),
                3);
    }

    @TestFactory
    Stream<DynamicTest> onnxRuntimeComputesTheSame() {
        return networks()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Path file = folder.resolve("net.onnx");
                    Storage.save(file, network);
                    double difference = Runtime.difference(file, network);
                    assertTrue(difference < 1e-5, "relative difference " + difference);
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsReadAgainIsWhatWasWritten() {
        return networks()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Path file = folder.resolve("again.onnx");
                    Storage.save(file, network);
                    Network again = Storage.load(file);
                    assertEquals(network.architecture(), again.architecture());
                    assertEquals(network.weights(), again.weights());
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyOperationComputesTheSameInOnnxRuntimeAndWhenItIsReadAgain() {
        return OperationExamples.all().entrySet().stream()
                .map(example -> DynamicTest.dynamicTest(example.getKey(), () -> {
                    Path file = folder.resolve("operation.onnx");
                    Storage.save(file, example.getValue());
                    double written = Runtime.difference(file, example.getValue());
                    assertTrue(written < 1e-5, "written: relative difference " + written);
                    double read = Runtime.difference(file, Storage.load(file));
                    assertTrue(read < 1e-5, "read again: relative difference " + read);
                }));
    }

    @Test
    void operationsKeepTheirNamesAndTypes() {
        List<String> changed = new ArrayList<>();
        OperationExamples.between().forEach((name, operation) -> {
            Path file = folder.resolve("kept.onnx");
            Storage.save(file, OperationExamples.all().get(name));
            Layer read = Storage.load(file).architecture().layers().get(1);
            if (!read.name().equals("operation") || !read.operation().equals(operation)) {
                changed.add(name);
            }
        });
        assertEquals( // zeros that the convolution behind takes, and padding that ceil_mode makes
                List.of(
                        "average pool that overhangs",
                        "average pool padded unevenly",
                        "average pool padded unevenly, not counted",
                        "zeros around"),
                changed);
    }

    @Test
    void columnsOfAFlattenedImageStayWhereTheyWere() throws Exception {
        Network network = Initialisation.of(
                new ArchitectureBuilder("flat", new Shape(3, 4, 5))
                        .then("flat", new Flatten())
                        .then("last", new FullyConnected(60, 2))
                        .build(),
                0);
        Path file = folder.resolve("flat.onnx");
        Storage.save(file, network);
        assertTrue(Runtime.difference(file, network) < 1e-5);
    }
}
