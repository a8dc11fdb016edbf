package org.mipp.selection.terc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.Estimators;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.MutualInformation;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.information.MiEstimator;
import org.mipp.information.NodeInformation;
import org.mipp.network.Network;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.terc.evidence.ObservedInformation;

class ObservedInformationTest {

    /** One nat for every column of X, whatever is in it. */
    private static final MiEstimator COLUMNS = (x, y) -> x.columns();

    private static final Network NETWORK = Examples.perceptron(1, 6, 5, 3);

    private static Activations captured(Network network) {
        return Capture.of(network, Examples.noise(1500, 1), CaptureOptions.DEFAULT);
    }

    private static Network withDead(int node) {
        Network network = NETWORK;
        for (int j = 0; j < 12; j++) {
            network = Examples.with(network, "a.weight", 12 * node + j, 0);
        }
        return Examples.with(network, "a.bias", node, -1);
    }

    @Test
    void whatOneMoreColumnAddsIsWhatANodeTellsAndSoMuchIsChance() {
        LayerInformation layer = MutualInformation.estimateMi(captured(NETWORK), COLUMNS)
                .layers()
                .get(0);
        assertEquals("a", layer.layer());
        assertEquals(6, layer.total());
        assertEquals(1, layer.threshold().orElseThrow(), "a column of noise adds as much");
        assertEquals(0, layer.significant());
        for (int node = 0; node < 6; node++) {
            NodeInformation information = layer.nodes().get(node);
            assertEquals(node, information.node());
            assertEquals(1, information.alone());
            assertEquals(1, information.unique());
            assertTrue(Double.isNaN(information.spread()), "no error bars");
        }
    }

    @Test
    void aDeadNodeTellsNothing() {
        LayerInformation layer = MutualInformation.estimateMi(captured(withDead(2)), COLUMNS)
                .layers()
                .get(0);
        assertEquals(5, layer.total());
        assertEquals(new NodeInformation(2, 0, 0, Double.NaN), layer.nodes().get(2));
    }

    @Test
    void theGaussianEstimatorSaysWhatTheClosedFormSays() {
        Activations activations = captured(NETWORK);
        Information observed = MutualInformation.estimateMi(activations, Estimators.gaussianMi());
        Information closed = MutualInformation.estimateMi(activations, MutualInformation.gaussian());
        for (int i = 0; i < closed.layers().size(); i++) {
            LayerInformation layer = closed.layers().get(i);
            assertEquals(layer.total(), observed.layers().get(i).total(), 0.05 * layer.total());
            for (NodeInformation node : layer.nodes()) {
                NodeInformation other = observed.layers().get(i).nodes().get(node.node());
                assertEquals(node.unique(), other.unique(), 0.05 + 0.1 * node.unique());
                assertEquals(node.alone(), other.alone(), 0.05 + 0.1 * node.alone());
            }
        }
    }

    @Test
    void aLayerThatSeveralMapsReadGoesByItsOwnNameAndTheirs() {
        Activations activations = Capture.of(
                GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 1),
                GraphExamples.noise(300, 1),
                CaptureOptions.DEFAULT.convolutionRows(300));
        assertEquals(
                MutualInformation.estimateMi(activations, MutualInformation.gaussian()).layers().stream()
                        .map(LayerInformation::layer)
                        .toList(),
                MutualInformation.estimateMi(activations, COLUMNS).layers().stream()
                        .map(LayerInformation::layer)
                        .toList());
    }

    @Test
    void theSameSeedGivesTheSameAnswerAndAnotherOneOtherNoise() {
        Activations activations = captured(NETWORK);
        MiEstimator ksg = Estimators.ksg(3);
        List<LayerInformation> layers =
                ObservedInformation.of(activations, ksg, 1).layers();
        assertEquals(layers, ObservedInformation.of(activations, ksg, 1).layers());
        assertTrue(!layers.equals(ObservedInformation.of(activations, ksg, 2).layers()));
    }

    @Test
    void anEstimatorThatReturnsNoNumberIsNamedWithTheLayer() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> MutualInformation.estimateMi(
                                captured(NETWORK),
                                MiEstimator.named("broken", (x, y) -> x.columns() > 5 ? Double.NaN : 0)))
                .getMessage();
        assertTrue(message.startsWith("layer a: ") && message.contains("'broken'"), message);
    }
}
