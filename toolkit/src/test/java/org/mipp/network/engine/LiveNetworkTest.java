package org.mipp.network.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.LeNet5;

class LiveNetworkTest {

    private static final Network LENET = Initialisation.of(LeNet5.architecture(), 0);

    @Test
    void onlyANetworkThatLearnsKnowsGradients() {
        try (LiveNetwork computes = LiveNetwork.open(LENET);
                LiveNetwork learns = LiveNetwork.learning(LENET, DataType.FLOAT32)) {
            assertFalse(computes.parameter("conv1.weight").hasGradient());
            assertTrue(learns.parameter("conv1.weight").hasGradient());
        }
    }

    @Test
    void bothComputeTheSame() {
        try (LiveNetwork computes = LiveNetwork.open(LENET);
                LiveNetwork learns = LiveNetwork.learning(LENET, DataType.FLOAT32)) {
            assertArrayEquals(logits(computes), logits(learns));
        }
    }

    private static float[] logits(LiveNetwork live) {
        NDArray images = live.manager().ones(new Shape(3, 1, 28, 28));
        return live.forward(images).toFloatArray();
    }
}
