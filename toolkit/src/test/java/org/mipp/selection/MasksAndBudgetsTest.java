package org.mipp.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Mipp;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.selection.terc.ClosedFormTerc;

/** What masks, budgets and removal paths refuse, and layers that are chosen. */
class MasksAndBudgetsTest {

    private static final SelectionMethod MIPP = new ClosedFormTerc(Regularisation.DEFAULT);
    private static final Network NETWORK = Examples.perceptron(1, 10, 4);
    private static final Images NOISE = Examples.noise(2000, 2);
    private static final Activations CAPTURED = capture(NETWORK);

    private static Activations capture(NetworkStage stage) {
        return Capture.of(stage, NOISE, CaptureOptions.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.5, Double.NaN})
    void refusesBudgetsOutsideTheirRange(double value) {
        assertEquals(
                "kept fraction: expected a number above 0 and at most 1, got " + value,
                assertThrows(IllegalArgumentException.class, () -> new Budget.KeptFraction(value))
                        .getMessage());
        assertEquals(
                "confidence: expected a number between 0 and 1, both excluded, got " + value,
                assertThrows(IllegalArgumentException.class, () -> new Budget.Confidence(value))
                        .getMessage());
        assertEquals(
                "share of unexplained variance: expected a number between 0 and 1, both excluded, got " + value,
                assertThrows(IllegalArgumentException.class, () -> new Budget.UnexplainedShare(value))
                        .getMessage());
    }

    @Test
    void aPercentageIsToldHowToBeWritten() {
        assertEquals(
                "kept fraction: expected a number above 0 and at most 1, got 50.0; for 50.0 % write 0.5",
                assertThrows(IllegalArgumentException.class, () -> new Budget.KeptFraction(50))
                        .getMessage());
    }

    @Test
    void aRefusalInALayerIsToldOnceFromWhereItCame() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> MIPP.select(CAPTURED, new Budget.KeptCounts(Map.of("a", 11))));
        assertNull(refusal.getCause());
        assertEquals("org.mipp.run.Checks", refusal.getStackTrace()[0].getClassName());
    }

    @Test
    void chosenLayersAreCutToGivenNumbersAndOthersStayWhole() {
        Masks masks = Mipp.selectMasks(CAPTURED.only("a"), Budgets.keep(Map.of("a", 3)));
        assertEquals(3, masks.mask("a").kept().size());
        masks.masks().stream()
                .filter(mask -> !mask.layer().equals("a"))
                .forEach(mask -> assertEquals(mask.nodes(), mask.kept().size()));
        assertEquals(
                "only: expected layers among "
                        + CAPTURED.layers().stream().map(layer -> layer.name()).toList() + ", got 'fc7'",
                assertThrows(IllegalArgumentException.class, () -> CAPTURED.only("a", "fc7"))
                        .getMessage());
    }

    @Test
    void refusesWidthsThatALayerDoesNotHave() {
        Budget tooMany = new Budget.KeptCounts(Map.of("a", 11));
        assertEquals(
                "layer a: nodes to keep in a: expected at most its 10 nodes, got 11",
                assertThrows(IllegalArgumentException.class, () -> MIPP.select(CAPTURED, tooMany))
                        .getMessage());
        Activations two = capture(Examples.perceptron(1, 6, 5, 3));
        Budget other = new Budget.KeptCounts(Map.of("b", 3));
        assertEquals(
                "layer a: nodes to keep: expected a number for layer 'a', got only {b=3}; leave other layers"
                        + " out of the choice, as in acts.only(\"fc1\")",
                assertThrows(IllegalArgumentException.class, () -> MIPP.select(two, other))
                        .getMessage());
        assertEquals(
                "nodes to keep in a: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> new Budget.KeptCounts(Map.of("a", 0)))
                        .getMessage());
    }

    @Test
    void aMaskRefusesToLeaveALayerEmpty() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Mask("a", 3, List.of()))
                .getMessage();
        assertEquals(
                "mask of a: expected at least one of the 3 nodes to stay, got none; the network would be cut in two",
                message);
    }

    @Test
    void aMaskRefusesNodesThatAreNotThere() {
        for (List<Integer> kept : List.of(List.of(0, 3), List.of(-1), List.of(1, 1))) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Mask("a", 3, kept))
                    .getMessage();
            assertTrue(message.startsWith("mask of a: expected different nodes from 0 to 2, got ["), message);
        }
    }

    @Test
    void masksOfAnotherNetworkAreRefused() {
        Masks masks = MIPP.select(CAPTURED, new Budget.KeptFraction(0.5));
        Network other = Examples.perceptron(1, 11, 4);
        String message = assertThrows(IllegalArgumentException.class, () -> masks.requireFit(other.architecture()))
                .getMessage();
        assertEquals(
                "masks: expected masks for perceptron with nodes {a=11}, got masks of another network with {a=10};"
                        + " capture and select on this network",
                message);
    }

    @Test
    void aPathRefusesToBeFollowedPastItsEnd() {
        List<Removal> one = List.of(new Removal(0, 1, 0.5, OptionalDouble.of(0.1), OptionalDouble.empty()));
        String message = assertThrows(IllegalArgumentException.class, () -> new RemovalPath("a", 2, 1, one, 2))
                .getMessage();
        assertEquals("removal path of a: expected 0 to 1 removals to be taken, got 2", message);
        assertEquals(List.of(1), new RemovalPath("a", 2, 1, one, 1).mask().kept());
        assertTrue(Arrays.equals(
                new int[] {1}, new RemovalPath("a", 2, 1, one, 1).mask().indices()));
    }
}
