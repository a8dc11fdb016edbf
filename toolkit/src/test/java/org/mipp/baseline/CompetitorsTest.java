package org.mipp.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.OperationExamples;
import org.mipp.baseline.activation.ThiNet;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.baseline.magnitude.L2Norm;
import org.mipp.baseline.magnitude.Slimming;
import org.mipp.baseline.saliency.Grasp;
import org.mipp.baseline.saliency.ProsPr;
import org.mipp.baseline.saliency.Snip;
import org.mipp.baseline.saliency.Sosp;
import org.mipp.baseline.saliency.SynFlow;
import org.mipp.baseline.saliency.Taylor;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.structure.Structure;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.surgery.Cut;

/** What all methods that score nodes have in common. */
class CompetitorsTest {

    private static final List<Ranking> WITHOUT_LABELS = List.of(
            new RandomSelection(1),
            new L1Norm(),
            new L1Norm().normalised(),
            new L2Norm(),
            new L2Norm().normalised(),
            new Slimming(),
            new SynFlow(5),
            new ThiNet());

    private static final List<Ranking> WITH_LABELS = List.of(
            new Taylor(2, 10),
            new Snip().imagesPerClass(20),
            new Snip().steps(3).gates().imagesPerClass(20),
            new Grasp().imagesPerClass(10),
            new Grasp().steps(2).absolute().imagesPerClass(10),
            new Sosp(10),
            new ProsPr(2, 5, 0.1));

    private static Stream<Ranking> methods() {
        return Stream.concat(WITHOUT_LABELS.stream(), WITH_LABELS.stream());
    }

    private static Stream<Network> networks() {
        return Stream.concat(
                GraphExamples.all(),
                Stream.of(
                        Examples.perceptron(1, 9, 7, 3),
                        OperationExamples.all().get("groups"),
                        OperationExamples.all().get("read twice"),
                        OperationExamples.all().get("wide and deep")));
    }

    private static Activations captured(Network network) {
        boolean image = network.architecture().input().equals(GraphExamples.INPUT);
        return Capture.of(network, image ? GraphExamples.noise(30, 1) : Examples.noise(30, 1), CaptureOptions.DEFAULT);
    }

    /** All layers, or those that the method can score. */
    private static Optional<Activations> suited(Activations all, Ranking method) {
        if (!(method instanceof Slimming)) {
            return Optional.of(all);
        }
        List<String> bare = List.of("left", "right", "next", "01Conv2d"); // no batch norm
        return List.of("pooled", "perceptron", "groups", "read twice", "wide and deep")
                        .contains(all.stage().label())
                ? Optional.empty()
                : Optional.of(all.only(layer -> !bare.contains(layer.name())));
    }

    @TestFactory
    Stream<DynamicTest> everyMethodCutsEveryFamilyByBothKindsOfBudgetAndDoesSoAgain() {
        return networks().flatMap(network -> {
            Activations all = captured(network);
            return methods().flatMap(method -> suited(all, method).stream()
                    .map(activations -> DynamicTest.dynamicTest(
                            network.label() + ", " + method, () -> cuts(network, activations, method))));
        });
    }

    private static void cuts(Network network, Activations activations, Ranking method) {
        Masks half = method.select(activations, new Budget.KeptFraction(0.5));
        assertEquals(half.masks(), method.select(activations, half.widths()).masks(), "the same again");
        assertTrue(Cut.apply(network, half).architecture().nodes()
                < network.architecture().nodes());
        NetworkBudget most = NetworkBudget.share(NetworkBudget.Resource.PARAMETERS, 0.8);
        Network cut = Cut.apply(network, method.select(activations, most));
        assertTrue(cut.architecture().parameterCount() <= most.most(network.architecture()));
    }

    /** The iterative forms: in each step the one-shot form of the network without the nodes that have gone. */
    @TestFactory
    Stream<DynamicTest> severalStepsAreOneStepAfterAnotherOnWhatIsLeft() {
        Network network = Examples.perceptron(1, 12, 8, 2);
        Activations captured = captured(network);
        return Stream.of(
                        List.of(new SynFlow(3), new SynFlow(1)),
                        List.of(new Snip().steps(3), new Snip()),
                        List.of(new Grasp().steps(3), new Grasp()),
                        List.of(new Grasp().absolute().steps(3), new Grasp().absolute()))
                .map(pair -> DynamicTest.dynamicTest(pair.get(0).name(), () -> {
                    // 12 * (1/4)^(1/3) = 7.56, 4.76; 8 * (1/4)^(1/3) = 5.04, 3.17
                    Map<String, List<Integer>> left = Map.of("a", List.of(8, 5, 3), "b", List.of(5, 3, 2));
                    assertEquals(
                            stepwise(pair.get(1), network, captured.images(), left),
                            pair.get(0)
                                    .select(captured, new Budget.KeptFraction(0.25))
                                    .masks());
                }));
    }

    private static List<Mask> stepwise(
            Ranking oneShot, Network network, Images images, Map<String, List<Integer>> left) {
        Structure structure = network.architecture().structure();
        List<Mask> masks = structure.prunable().stream().map(Mask::all).toList();
        for (int step = 0; step < 3; step++) {
            Map<String, Mask> before = masks.stream().collect(Collectors.toMap(Mask::layer, Function.identity()));
            Network masked = Masking.of(network, structure, Masks.kept(List.copyOf(before.values())));
            Map<String, double[]> scores = Scored.by(oneShot, masked, images);
            int now = step;
            masks = masks.stream()
                    .map(mask -> best(
                            mask,
                            scores.get(mask.layer()),
                            left.get(mask.layer()).get(now)))
                    .toList();
        }
        return masks;
    }

    /** Of the nodes that a mask keeps those with the largest scores. */
    private static Mask best(Mask mask, double[] scores, int count) {
        return new Mask(
                mask.layer(),
                mask.nodes(),
                mask.kept().stream()
                        .sorted(Comparator.comparingDouble(node -> -scores[node]))
                        .limit(count)
                        .sorted()
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> methodsThatNeedLabelsSaySoAndOthersDoWithout() {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2);
        Activations captured = Capture.of(network, GraphExamples.noise(30, 1).withoutLabels(), CaptureOptions.DEFAULT);
        Budget half = new Budget.KeptFraction(0.5);
        return Stream.concat(
                WITHOUT_LABELS.stream()
                        .map(method -> DynamicTest.dynamicTest(
                                method.name(), () -> Cut.apply(network, method.select(captured, half)))),
                WITH_LABELS.stream()
                        .map(method -> DynamicTest.dynamicTest(
                                method.name(),
                                () -> assertEquals(
                                        method.name()
                                                + ": expected labelled images, got 'noise: 30 images of 2 x 8 x 8,"
                                                + " 3 classes, no labels'; capture images with labels",
                                        assertThrows(
                                                        IllegalArgumentException.class,
                                                        () -> method.select(captured, half))
                                                .getMessage()))));
    }

    @Test
    void namesAreThoseThatTablesPrintAndSettingsAreToldWithThem() {
        assertEquals(
                List.of(
                        "random (seed 1)",
                        "L1 norm",
                        "L1 norm, normalised",
                        "L2 norm",
                        "L2 norm, normalised",
                        "slimming",
                        "SynFlow (5 steps)",
                        "ThiNet",
                        "Taylor (2 batches of 10 images)",
                        "SNIP (20 images per class)",
                        "IterSNIP, gates (20 images per class, 3 steps)",
                        "GraSP (10 images per class)",
                        "IterGraSP, absolute (10 images per class, 2 steps)",
                        "SOSP-H (10 images)",
                        "ProsPR (2 steps, rate 0.1, batches of 5 images)"),
                methods().map(Ranking::toString).toList());
        assertEquals(
                "IterSNIP (10 images per class, 60 steps)", Snip.iterative().toString());
        assertEquals(
                "IterGraSP (10 images per class, 100 steps)", Grasp.iterative().toString());
    }

    @Test
    void refusesParametersThatMakeNoSense() {
        assertEquals("steps: expected a whole number of at least 1, got 0", refusal(() -> new SynFlow(0)));
        assertEquals("steps: expected a whole number of at least 1, got 0", refusal(() -> new Snip().steps(0)));
        assertEquals("steps: expected a whole number of at least 1, got 0", refusal(() -> new Grasp().steps(0)));
        assertEquals("images per class: expected a whole number of at least 1, got 0", refusal(() -> new Snip()
                .imagesPerClass(0)));
        assertEquals("images per class: expected a whole number of at least 1, got 0", refusal(() -> new Grasp()
                .imagesPerClass(0)));
        assertEquals("batches: expected a whole number of at least 1, got 0", refusal(() -> new Taylor(0, 1)));
        assertEquals("images per batch: expected a whole number of at least 1, got 0", refusal(() -> new Taylor(1, 0)));
        assertEquals("images: expected a whole number of at least 1, got 0", refusal(() -> new Sosp(0)));
        assertEquals("steps: expected a whole number of at least 1, got 0", refusal(() -> new ProsPr(0, 1, 1)));
        assertEquals(
                "images per batch: expected a whole number of at least 1, got 0", refusal(() -> new ProsPr(1, 0, 1)));
        assertEquals("learning rate: expected a finite number above 0, got 0.0", refusal(() -> new ProsPr(1, 1, 0)));
    }

    @Test
    void prosprRefusesFewerImagesThanBatches() {
        Activations three = Capture.of(Examples.perceptron(1, 9, 3), Examples.noise(3, 1), CaptureOptions.DEFAULT);
        assertEquals(
                "ProsPR: expected at least 4 images, one for each batch, got 3; capture more",
                refusal(() -> new ProsPr().select(three, new Budget.KeptFraction(0.5))));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
