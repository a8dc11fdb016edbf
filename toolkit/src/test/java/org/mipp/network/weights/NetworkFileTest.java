package org.mipp.network.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.selection.Budget;
import org.mipp.surgery.Cut;

class NetworkFileTest {

    @TempDir
    Path folder;

    private static Stream<Network> networks() {
        return Stream.of(
                Initialisation.of(LeNet5.architecture(), 1),
                GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2),
                GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3),
                GraphExamples.everythingElse(4),
                GraphExamples.pooled(5),
                Initialisation.of(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), 6));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void whatIsSavedIsLoadedAgain(Network network) {
        Path file = folder.resolve("net.safetensors");
        NetworkFile.save(file, network);
        assertEquals(network, NetworkFile.load(file));
        assertEquals(network, NetworkFile.load(file, network.architecture()));
    }

    @Test
    void aPrunedNetworkComputesTheSameAfterSavingAndLoading() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2);
        Images noise = GraphExamples.noise(50, 1);
        Network cut = Cut.apply(
                network,
                new RandomSelection(3)
                        .select(Capture.of(network, noise, CaptureOptions.DEFAULT), new Budget.KeptFraction(0.5)));
        Path file = folder.resolve("small.safetensors");
        NetworkFile.save(file, cut);
        assertArrayEquals(Examples.logits(cut, noise), Examples.logits(NetworkFile.load(file), noise));
    }

    @Test
    void weightsWithPyTorchsPrefixesAndCountersFit() {
        Network network = Initialisation.of(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), 6);
        Weights own = Weights.of(network.weights()).renamed(name -> "module." + name);
        Map<String, org.mipp.network.Tensor> more = new java.util.LinkedHashMap<>(own.tensors());
        more.put("module.bn1.num_batches_tracked", org.mipp.network.Tensor.of(new ai.djl.ndarray.types.Shape(1), 7));
        Path file = folder.resolve("torch.npz");
        WeightsFile.write(file, Weights.of(more));
        assertEquals(network, NetworkFile.load(file, network.architecture()));
    }

    @Test
    void refusesWeightsWithoutArchitecture() {
        Path file = folder.resolve("plain.safetensors");
        WeightsFile.write(
                file, Weights.of(Initialisation.of(LeNet5.architecture(), 1).weights()));
        assertEquals(
                file + ": expected a network saved by this toolkit, got weights without architecture; name it, as in"
                        + " load(file, CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10))",
                refusal(() -> NetworkFile.load(file)));
    }

    @Test
    void refusesWeightsOfAnotherArchitecture() {
        Path file = folder.resolve("lenet.safetensors");
        NetworkFile.save(file, Initialisation.of(LeNet5.architecture(), 1));
        String message = refusal(() -> NetworkFile.load(file, CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10)));
        assertTrue(message.startsWith(file + ": weights: expected exactly the 97 tensors"), message);
        assertTrue(message.contains("fc1.weight"), message);
    }

    @Test
    void refusesAnArchitectureThatDoesNotFitTogetherOrIsNoneOfOurs() {
        String plan = ArchitectureJson.write(LeNet5.architecture());
        for (String damaged : List.of(
                plan.replace("\"outputs\":6", "\"outputs\":7"),
                plan.replace("\"Relu\"", "\"java.lang.ProcessBuilder\""),
                plan.replace("\"kernel\":5,", ""),
                plan.replace("\"kernel\":5", "\"kernel\":5,\"kernel\":5"),
                plan.replace("[1,28,28]", "[-1,28,28]"),
                plan.replace("[1,28,28]", "null"),
                "{}",
                "[]",
                "null",
                "")) {
            String message = refusal(() -> load(damaged));
            assertTrue(message.startsWith(folder.toString()), message);
        }
    }

    private Network load(String architecture) {
        Path file = folder.resolve("damaged.safetensors");
        WeightsFile.write(
                file,
                new Weights(
                        Initialisation.of(LeNet5.architecture(), 1).weights(),
                        Map.of(NetworkFile.ARCHITECTURE, architecture)));
        return NetworkFile.load(file);
    }

    @Test
    void refusesANameOfAnotherFormat() {
        assertEquals(
                "net.npz: expected a name that ends in .safetensors, which alone has a place for the architecture",
                refusal(() -> NetworkFile.save(Path.of("net.npz"), Initialisation.of(LeNet5.architecture(), 1))));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
