package org.mipp.surgery.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.structure.Layer;

class BatchNormRecalibrationTest {

    private static final Images NOISE = GraphExamples.noise(700, 1); // more than a batch

    /** Statistics of one channel in plain loops. */
    private record Channel(double mean, double variance) {

        static Channel of(float[] values, Shape shape, int channel) {
            int channels = (int) shape.get(1);
            int positions = values.length / (int) (shape.get(0) * channels);
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (int i = 0; i < values.length; i++) {
                if (i / positions % channels == channel) {
                    sum += values[i];
                    squares += (double) values[i] * values[i];
                    count++;
                }
            }
            return new Channel(sum / count, squares / count - sum / count * sum / count);
        }
    }

    /**
     * What reaches the first batch norm does not depend on any of them, and so on: only the right statistics are those of
     * what reaches the batch norms of the network that has them.
     */
    @TestFactory
    Stream<DynamicTest> everyBatchNormGetsTheStatisticsOfWhatReachesIt() {
        return GraphExamples.all()
                .filter(network -> norms(network).size() > 0)
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Network estimated = BatchNormRecalibration.reestimate(network, NOISE);
                    assertNotEquals(network, estimated);
                    for (Layer layer : norms(network)) {
                        check(estimated, layer);
                        for (String learned : List.of(".weight", ".bias")) {
                            assertEquals(
                                    network.weight(layer.name() + learned), estimated.weight(layer.name() + learned));
                        }
                    }
                }));
    }

    private static List<Layer> norms(Network network) {
        return network.architecture().layers().stream()
                .filter(layer -> layer.operation() instanceof BatchNorm)
                .toList();
    }

    private static void check(Network estimated, Layer layer) {
        float[] mean = estimated.weight(layer.name() + ".running_mean").toArray();
        float[] variance = estimated.weight(layer.name() + ".running_var").toArray();
        float[] scale = estimated.weight(layer.name() + ".weight").toArray();
        float[] shift = estimated.weight(layer.name() + ".bias").toArray();
        try (LiveNetwork live = LiveNetwork.open(estimated)) {
            NDArray input = LiveNetwork.toInput(live.upload(NOISE, live.manager()));
            var outputs = live.outputs(input, Set.of(layer.input(), layer.name()));
            NDArray before = outputs.get(layer.input());
            NDArray after = outputs.get(layer.name());
            for (int channel = 0; channel < mean.length; channel++) {
                Channel slow = Channel.of(before.toFloatArray(), before.getShape(), channel);
                assertEquals(slow.mean(), mean[channel], 1e-5, layer.name());
                assertEquals(slow.variance(), variance[channel], 1e-5 * slow.variance() + 1e-7, layer.name());
                Channel normalised = Channel.of(after.toFloatArray(), after.getShape(), channel);
                double share = slow.variance() / (slow.variance() + BatchNorm.EPSILON);
                assertEquals(shift[channel], normalised.mean(), 1e-4);
                assertEquals(scale[channel] * scale[channel] * share, normalised.variance(), 1e-4);
            }
        }
    }

    @Test
    void aNetworkWithoutBatchNormComesBackAsItIs() {
        Network network = Examples.perceptron(1, 4, 2);
        assertSame(network, BatchNormRecalibration.reestimate(network, Examples.noise(5, 1)));
    }

    @Test
    void refusesImagesThatDoNotFit() {
        Network network = norms().findFirst().orElseThrow();
        Images other = Examples.noise(5, 1);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> BatchNormRecalibration.reestimate(network, other))
                .getMessage();
        assertEquals(
                network.label() + ": expected images of shape (2, 8, 8), got (1, 3, 4)"
                        + "; resize the images, or choose a network for them, as in mlp(data, 64)",
                message);
    }

    private static Stream<Network> norms() {
        return GraphExamples.all().filter(network -> !norms(network).isEmpty());
    }

    @Test
    void noticesAnInterrupt() {
        Network network = norms().findFirst().orElseThrow();
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> BatchNormRecalibration.reestimate(network, NOISE));
    }
}
