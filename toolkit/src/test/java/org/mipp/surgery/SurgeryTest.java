package org.mipp.surgery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.repair.Repair;
import org.mipp.training.judge.Evaluation;

class SurgeryTest {

    private static final Images DIGITS = Examples.digits().train().first(1000);
    private static final Network LENET = Examples.lenet().network();
    private static final Activations CAPTURED = Capture.of(LENET, DIGITS, CaptureOptions.DEFAULT);

    @Test
    void theMaskedNetworkAndTheCutNetworkComputeTheSame() {
        for (long seed = 0; seed < 3; seed++) {
            Masks masks = new RandomSelection(seed).select(CAPTURED, new Budget.KeptFraction(0.4));
            float[] masked = Examples.logits(GraphSurgeryTest.masked(LENET, masks), DIGITS);
            float[] cut = Examples.logits(Cut.apply(LENET, masks), DIGITS);
            assertArrayEquals(masked, cut, 1e-5f * Examples.largest(masked));
        }
    }

    @Test
    void theCutNetworkIsReallySmaller() {
        Masks masks = new RandomSelection(1)
                .select(CAPTURED, new Budget.KeptCounts(Map.of("conv1", 3, "conv2", 5, "fc1", 20, "fc2", 10)));
        Network cut = Cut.apply(LENET, masks);
        assertEquals(
                3 * 25 + 3 + 5 * 3 * 25 + 5 + 20 * 125 + 20 + 10 * 20 + 10 + 10 * 10 + 10,
                cut.architecture().parameterCount());
        assertEquals(38, cut.architecture().nodes());
    }

    @Test
    void cuttingNothingChangesNothing() {
        Masks all = new RandomSelection(1).select(CAPTURED, new Budget.KeptFraction(1));
        assertEquals(LENET, Cut.apply(LENET, all));
    }

    @Test
    void repairingAnUncutNetworkChangesNothingButRounding() {
        Masks all = new RandomSelection(1).select(CAPTURED, new Budget.KeptFraction(1));
        float[] before = Examples.logits(LENET, DIGITS);
        float[] after = Examples.logits(Repair.install(LENET, LENET, all), DIGITS);
        assertArrayEquals(before, after, 1e-3f * Examples.largest(before));
    }

    @Test
    void repairGivesBackMostOfWhatTheCutTook() {
        Masks masks = new ClosedFormTerc(Regularisation.DEFAULT).select(CAPTURED, new Budget.KeptFraction(0.3));
        Network cut = Cut.apply(LENET, masks);
        double before = Evaluation.of(LENET, Examples.digits().test()).accuracy();
        double afterCut = Evaluation.of(cut, Examples.digits().test()).accuracy();
        double repaired = Evaluation.of(
                        Repair.install(LENET, cut, masks), Examples.digits().test())
                .accuracy();
        assertTrue(before - repaired < 0.2 * (before - afterCut), before + " " + afterCut + " " + repaired);
    }

    /** The last layer has no rectifier: its g is a ridge regression of the original logits on what the cut network sees. */
    @Test
    void gIsTheLeastSquaresMap() {
        Network network = Examples.perceptron(5, 9, 3);
        Images noise = Examples.noise(600, 3);
        Activations captured = Capture.of(network, noise, CaptureOptions.DEFAULT);
        Masks masks = new RandomSelection(2).select(captured, new Budget.KeptCounts(Map.of("a", 4)));
        Network cut = Cut.apply(network, masks);
        Network repaired = Repair.install(network, cut, masks);

        Matrix x = hidden(cut, noise);
        Matrix y = matrix(Examples.logits(network, noise), 3);
        SecondMoments moments = SecondMoments.of(x, y);
        double[] penalty = moments.nodeVariance(1);
        for (int i = 0; i < penalty.length; i++) {
            penalty[i] *= 1e-3;
        }
        Matrix prior = matrix(cut.weight("b.weight").toArray(), 4).transpose();
        Matrix expected = RidgeRegression.of(moments, penalty, prior).fit().weights();
        float[] weights = repaired.weight("b.weight").toArray();
        for (int target = 0; target < 3; target++) {
            for (int node = 0; node < 4; node++) {
                assertEquals(expected.get(node, target), weights[4 * target + node], 1e-4);
            }
        }
    }

    @Test
    void whichOfTwoTwinsGoesMakesNoDifferenceAfterTheRepair() {
        Network twins = Examples.perceptron(5, 9, 3);
        for (int j = 0; j < 12; j++) {
            twins = Examples.with(
                    twins, "a.weight", 12 + j, twins.weight("a.weight").toArray()[j]);
        }
        twins = Examples.with(twins, "a.bias", 1, twins.weight("a.bias").toArray()[0]);
        Images noise = Examples.noise(2000, 3);
        Activations captured = Capture.of(twins, noise, CaptureOptions.DEFAULT);
        float[] before = Examples.logits(twins, noise);
        for (int gone : new int[] {0, 1}) {
            Masks masks = new Masks(
                    captured,
                    "by hand",
                    new Budget.KeptFraction(0.9),
                    List.of(new Mask(
                            "a",
                            9,
                            IntStream.range(0, 9).filter(i -> i != gone).boxed().toList())),
                    List.of(),
                    List.of(),
                    captured.provenance());
            Network repaired = Repair.install(twins, Cut.apply(twins, masks), masks);
            assertArrayEquals(
                    before, Examples.logits(repaired, noise), 0.01f * Examples.largest(before), "without node " + gone);
        }
    }

    @Test
    void gBringsTheLogitsNearerToTheOriginalOnes() {
        Masks masks = new RandomSelection(4).select(CAPTURED, new Budget.KeptFraction(0.5));
        Network cut = Cut.apply(LENET, masks);
        float[] target = Examples.logits(LENET, DIGITS);
        double before = Examples.distance(target, Examples.logits(cut, DIGITS));
        double after = Examples.distance(target, Examples.logits(Repair.install(LENET, cut, masks), DIGITS));
        assertTrue(after < 0.1 * before, before + " before, " + after + " after");
    }

    @Test
    void refusesMasksOfAnotherNetwork() {
        Masks masks = new RandomSelection(4).select(CAPTURED, new Budget.KeptFraction(0.5));
        Network other = Examples.perceptron(1, 5, 3);
        String message = assertThrows(IllegalArgumentException.class, () -> Cut.apply(other, masks))
                .getMessage();
        assertTrue(message.startsWith("masks: expected masks for perceptron with nodes {a=5}"), message);
    }

    @Test
    void anInterruptStopsTheRepairAndTheNextOneWorks() {
        Masks masks = new RandomSelection(4).select(CAPTURED, new Budget.KeptFraction(0.5));
        Network cut = Cut.apply(LENET, masks);
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> Repair.install(LENET, cut, masks));
        assertEquals(cut.architecture(), Repair.install(LENET, cut, masks).architecture());
    }

    private static Matrix hidden(Network network, Images images) {
        Network first = new Network(
                new org.mipp.network.structure.Architecture(
                        "hidden",
                        network.architecture().input(),
                        network.architecture().layers().subList(0, 2)),
                Map.of("a.weight", network.weight("a.weight"), "a.bias", network.weight("a.bias")));
        float[] values = Examples.logits(first, images);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i]);
        }
        return matrix(values, 4);
    }

    private static Matrix matrix(float[] values, int columns) {
        return Matrix.fill(values.length / columns, columns, (i, j) -> values[i * columns + j]);
    }
}
