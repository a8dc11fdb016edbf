package org.mipp.surgery.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.structure.Layer;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.block.BlockRepair;

class BatchNormAnchorTest {

    private static final Images NOISE = GraphExamples.noise(300, 1);

    @TestFactory
    Stream<DynamicTest> theNetworkComputesTheSame() {
        return GraphExamples.all()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    float[] before = Examples.logits(network, NOISE);
                    float[] after = Examples.logits(BatchNormAnchor.set(network, network, NOISE), NOISE);
                    assertArrayEquals(before, after, 1e-5f * Examples.largest(before));
                }));
    }

    /** So a batch in training mode is normalised as in evaluation, and training goes on from what was repaired. */
    @TestFactory
    Stream<DynamicTest> afterARepairTheRunningStatisticsAreThoseOfWhatReachesEachBatchNorm() {
        return GraphExamples.all()
                .filter(network -> !network.label().equals("pooled"))
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Masks masks = new ClosedFormTerc(Regularisation.DEFAULT)
                            .select(Capture.of(network, NOISE, CaptureOptions.DEFAULT), new Budget.KeptFraction(0.6));
                    requireAnchored(Repair.install(network, Cut.apply(network, masks), masks));
                    requireAnchored(BlockRepair.install(network, Cut.apply(network, masks), masks, 1)
                            .network());
                }));
    }

    private static void requireAnchored(Network network) {
        try (LiveNetwork live = LiveNetwork.open(network)) {
            for (Layer layer : network.architecture().layers()) {
                if (layer.operation() instanceof BatchNorm) {
                    NDArray input = LiveNetwork.toInput(live.upload(NOISE, live.manager()));
                    Map<String, NDArray> outputs = live.outputs(input, Set.of(layer.input()));
                    ChannelStatistics sums = new ChannelStatistics();
                    sums.add(outputs.get(layer.input()));
                    float[] mean =
                            network.weight(layer.name() + ".running_mean").toArray();
                    float[] variance =
                            network.weight(layer.name() + ".running_var").toArray();
                    for (int i = 0; i < mean.length; i++) {
                        double spread = Math.sqrt(sums.variance()[i]) + 1e-3;
                        assertEquals(sums.mean()[i], mean[i], 1e-3 * spread, layer.name());
                        assertEquals(sums.variance()[i], variance[i], 1e-3 * spread * spread, layer.name());
                    }
                }
            }
        }
    }

    @Test
    void withoutBatchNormNothingIsDone() {
        Network network = GraphExamples.pooled(5);
        assertSame(network, BatchNormAnchor.set(network, network, NOISE));
    }

    @Test
    void batchNormsThatHaveNeverSeenABatchStayAsTheyAre() {
        Network fresh = Initialisation.of(
                GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2).architecture(), 1);
        assertSame(fresh, BatchNormAnchor.set(fresh, fresh, NOISE));
    }

    @Test
    void statisticsOfBatchesAddUpToThoseOfAll() {
        try (LiveNetwork live = LiveNetwork.open(GraphExamples.pooled(5))) {
            NDArray all = LiveNetwork.toInput(live.upload(NOISE, live.manager()));
            ChannelStatistics parts = new ChannelStatistics();
            parts.add(all.get(":70"));
            parts.add(all.get("70:"));
            ChannelStatistics whole = new ChannelStatistics();
            whole.add(all);
            assertArrayEquals(whole.mean(), parts.mean(), 1e-6);
            assertArrayEquals(whole.variance(), parts.variance(), 1e-6);
        }
    }
}
