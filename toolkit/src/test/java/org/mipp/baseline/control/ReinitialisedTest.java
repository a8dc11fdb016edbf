package org.mipp.baseline.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.baseline.saliency.Taylor;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.repair.Repair;

class ReinitialisedTest {

    private static final ClosedFormTerc MIPP = new ClosedFormTerc(Regularisation.DEFAULT);
    private static final Reinitialised METHOD = new Reinitialised(MIPP, 5);
    private static final Budget HALF = new Budget.KeptFraction(0.5);

    @TestFactory
    Stream<DynamicTest> theCutNetworkIsANewOneOfTheWidthsThatMippFinds() {
        return GraphExamples.all()
                .map(network -> DynamicTest.dynamicTest(network.label(), () -> {
                    Activations captured = Capture.of(network, GraphExamples.noise(60, 1), CaptureOptions.DEFAULT);
                    Masks masks = METHOD.select(captured, HALF);
                    assertEquals(MIPP.select(captured, HALF).masks(), masks.masks());
                    Network cut = Cut.apply(masks.source(network), masks);
                    assertEquals(Initialisation.of(cut.architecture(), 5), cut);
                }));
    }

    @Test
    void gHasNothingToMakeUpFor() {
        Network network = Examples.perceptron(1, 8, 6, 2);
        Activations captured = Capture.of(network, Examples.noise(200, 1), CaptureOptions.DEFAULT);
        Masks masks = METHOD.select(captured, HALF);
        Network source = masks.source(network);
        Network cut = Cut.apply(source, masks);
        assertArrayEquals(
                Examples.logits(cut, Examples.noise(20, 2)),
                Examples.logits(Repair.install(source, cut, masks), Examples.noise(20, 2)),
                1e-4f);
    }

    @Test
    void itsTextSaysHowTheWidthsAreFound() {
        assertEquals(
                "Taylor, re-initialised (seed 5; widths by Taylor (2 batches of 16 images))",
                new Reinitialised(new Taylor(2, 16), 5).toString());
    }

    @Test
    void theSeedDecidesTheWeightsAndNothingElse() {
        Activations captured =
                Capture.of(Examples.perceptron(1, 8, 6, 2), Examples.noise(200, 1), CaptureOptions.DEFAULT);
        Masks first = METHOD.select(captured, HALF);
        Masks other = METHOD.seeded(6).select(captured, HALF);
        assertEquals(first.weights(), METHOD.select(captured, HALF).weights());
        assertEquals(first.masks(), other.masks());
        assertNotEquals(first.weights(), other.weights());
        assertEquals("MIPP, re-initialised", first.method());
        assertEquals(6, other.provenance().seed());
    }
}
