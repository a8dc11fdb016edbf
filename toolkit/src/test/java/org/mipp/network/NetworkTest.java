package org.mipp.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mipp.Examples;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.zoo.LeNet5;

class NetworkTest {

    private static final Network LENET = Initialisation.of(LeNet5.architecture(), 1);

    @Test
    void theSeedDecidesTheWeights() {
        assertEquals(LENET, Initialisation.of(LeNet5.architecture(), 1));
        assertNotEquals(LENET, Initialisation.of(LeNet5.architecture(), 2));
    }

    /** The number comes from another process. */
    @Test
    void theFingerprintIsTheSameInEveryProcessAndTellsWeightsApart() {
        assertEquals("afd3427156aaddfe", LENET.fingerprint());
        assertNotEquals(
                LENET.fingerprint(), Examples.with(LENET, "fc3.bias", 0, 1).fingerprint());
    }

    @Test
    void newWeightsAreWithinPyTorchsBounds() {
        float[] weights = LENET.weight("fc1.weight").toArray();
        double largest = 0;
        double squares = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
            squares += weight * weight;
        }
        assertTrue(largest <= 1 / Math.sqrt(400) && largest > 0.99 / Math.sqrt(400), "largest " + largest);
        assertEquals(1.0 / 400 / 3, squares / weights.length, 1e-5, "variance of a uniform distribution");
    }

    /** The engine's forward pass against plain loops. */
    @Test
    void computesWhatItsLayersSay() {
        Random random = new Random(2);
        byte[] pixels = new byte[2 * 784];
        random.nextBytes(pixels);
        Images images = ImageArrays.of("noise", 1, 28, 28, 10, pixels, new byte[2]);
        float[] logits = Examples.logits(LENET, images);
        for (int image = 0; image < 2; image++) {
            double[] expected = SlowForward.leNet5(LENET, images, image);
            for (int k = 0; k < 10; k++) {
                assertEquals(expected[k], logits[10 * image + k], 1e-5, "image " + image + ", class " + k);
            }
        }
    }

    @Test
    void outputsThatNobodyWantsAreFreedOnTheWay() {
        try (LiveNetwork live = LiveNetwork.open(LENET)) {
            NDArray input = live.manager().ones(new Shape(1, 1, 28, 28));
            Map<String, NDArray> outputs = live.outputs(input, Set.of("pool1", "fc3"));
            assertEquals(Set.of("pool1", "fc3"), outputs.keySet());
            assertEquals(new Shape(1, 6, 14, 14), outputs.get("pool1").getShape());
            assertArrayEquals(
                    live.forward(input).toFloatArray(), outputs.get("fc3").toFloatArray());
        }
    }

    @Test
    void comesBackFromTheDeviceUnchanged() {
        try (LiveNetwork live = LiveNetwork.open(LENET)) {
            assertEquals(LENET, live.snapshot());
        }
    }

    @Test
    void aWeightSetOnTheDeviceIsUsedAndReadBack() {
        Tensor zeros = Tensor.of(new Shape(10), new float[10]);
        Tensor none = Tensor.of(new Shape(10, 84), new float[840]);
        try (LiveNetwork live = LiveNetwork.open(LENET)) {
            live.set("fc3.weight", none);
            live.set("fc3.bias", zeros);
            assertEquals(none, live.snapshot().weight("fc3.weight"));
            NDArray input = live.manager().ones(new Shape(1, 1, 28, 28));
            assertArrayEquals(new float[10], live.forward(input).toFloatArray());
        }
    }

    @Test
    void refusesAWeightOfAnotherShapeOnTheDevice() {
        try (LiveNetwork live = LiveNetwork.open(LENET)) {
            Tensor wrong = Tensor.of(new Shape(9), new float[9]);
            String message = assertThrows(IllegalArgumentException.class, () -> live.set("fc3.bias", wrong))
                    .getMessage();
            assertEquals("weight fc3.bias: expected the shape (10), got (9)", message);
        }
    }

    @Test
    void saysThatItHasBeenClosedAndLeavesItsNetworkAsItWas() {
        LiveNetwork live = LiveNetwork.open(LENET);
        assertTrue(live.toString().matches("LeNet5, open on .*"), live.toString());
        live.close();
        live.close();
        assertEquals("LeNet5, closed", live.toString());
        try (NDManager other = NDManager.newBaseManager()) {
            NDArray input = other.ones(new Shape(1, 1, 28, 28));
            List<Executable> uses = List.of(
                    () -> live.forward(input),
                    () -> live.outputs(input, Set.of("conv1")),
                    () -> live.apply("conv1", input),
                    () -> live.parameter("fc3.bias"),
                    () -> live.upload(Examples.digits().test().first(1), other),
                    live::snapshot);
            for (Executable use : uses) {
                assertEquals(
                        "LeNet5: expected a network that is open, got one that has been closed; open it anew by"
                                + " LiveNetwork.open",
                        assertThrows(IllegalStateException.class, use).getMessage());
            }
        }
        assertEquals(LENET, live.network());
    }

    @Test
    void refusesMoreClassesThanItHasOutputs() {
        Images eleven = ImageArrays.of("eleven", 1, 28, 28, 11, new byte[784], new byte[1]);
        try (LiveNetwork live = LiveNetwork.open(LENET)) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> live.uploadLabels(eleven, live.manager()))
                    .getMessage();
            assertEquals(
                    "LeNet5: expected images of at most 10 classes, as many as it has outputs, got 'eleven: 1 images of 1 x 28"
                            + " x 28, 11 classes'; choose a network made for these images, as mlp(data, 300, 100) is",
                    message);
        }
    }

    @Test
    void refusesImagesOfAnotherShape() {
        try (LiveNetwork live = LiveNetwork.open(LENET)) {
            Images small = Examples.noise(2, 1);
            String message = assertThrows(IllegalArgumentException.class, () -> live.upload(small, live.manager()))
                    .getMessage();
            assertEquals(
                    "LeNet5: expected images of shape (1, 28, 28), got (1, 3, 4)"
                            + "; resize the images, or choose a network for them, as in mlp(data, 64)",
                    message);
        }
    }

    @Test
    void refusesMissingAndSurplusWeightsAndListsThem() {
        Map<String, Tensor> weights = new HashMap<>(LENET.weights());
        weights.put("fc9.bias", weights.remove("fc1.bias"));
        String message = assertThrows(IllegalArgumentException.class, () -> new Network(LENET.architecture(), weights))
                .getMessage();
        assertEquals(
                "weights of LeNet5: expected exactly its parameters, missing [fc1.bias], surplus [fc9.bias]", message);
    }

    @Test
    void refusesAWeightOfAnotherShape() {
        Map<String, Tensor> wrong = Map.of("fc1.bias", Tensor.of(new Shape(3), 1, 2, 3));
        String message = assertThrows(IllegalArgumentException.class, () -> LENET.withWeights(wrong))
                .getMessage();
        assertEquals("weight fc1.bias of LeNet5: expected the shape (120), got (3)", message);
    }

    @Test
    void refusesAWeightThatIsNotThere() {
        String message = assertThrows(IllegalArgumentException.class, () -> LENET.weight("fc4.bias"))
                .getMessage();
        assertTrue(message.endsWith("got 'fc4.bias'; did you mean 'fc1.bias'?"), message);
    }

    @Test
    void aTensorKeepsTheSlicesAskedFor() {
        Tensor tensor = Tensor.of(new Shape(2, 3, 2), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertEquals(Tensor.of(new Shape(2, 2, 2), 5, 6, 1, 2, 11, 12, 7, 8), tensor.select(1, new int[] {2, 0}));
        assertEquals(Tensor.of(new Shape(1, 3, 2), 7, 8, 9, 10, 11, 12), tensor.select(0, new int[] {1}));
    }

    @Test
    void aTensorRefusesTheWrongNumberOfValues() {
        String message = assertThrows(IllegalArgumentException.class, () -> Tensor.of(new Shape(2, 2), 1, 2, 3))
                .getMessage();
        assertEquals("tensor: expected 4 values for (2, 2), got 3", message);
    }
}
