package org.mipp.experiment.pruned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Explanations;
import org.mipp.Mipp;
import org.mipp.Networks;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.selection.Budget;
import org.mipp.selection.Removal;
import org.mipp.training.TrainedNetwork;

/** Which pixels a network needs. */
class PixelSelectionTest {

    private static final Network NETWORK = Examples.perceptron(1, 10, 4);
    private static final Images NOISE = Examples.noise(1000, 2);
    private static final PixelSelection HALF = select(NETWORK, NOISE, Budgets.keep(0.5));

    private static PixelSelection select(Network network, Images images, Budget budget) {
        return Explanations.selectPixels(Capture.of(network, images, CaptureOptions.DEFAULT), budget);
    }

    @Test
    void thePixelsOfMnistThatNeverVaryGoFirst() {
        Images digits = Examples.digits().train().first(1000);
        PixelSelection selection = select(Networks.mlp(Examples.digits(), 16), digits, Budgets.keep(0.25));
        Set<Integer> constant = IntStream.range(0, 784)
                .filter(pixel -> IntStream.range(0, digits.size())
                        .allMatch(i -> digits.pixel(i, 0, pixel / 28, pixel % 28)
                                == digits.pixel(0, 0, pixel / 28, pixel % 28)))
                .boxed()
                .collect(Collectors.toSet());
        assertEquals(constant.size(), selection.constant());
        assertTrue(constant.contains(0) && constant.size() > 100, constant.toString());
        assertEquals(constant, new HashSet<>(order(selection).subList(0, constant.size())));
        assertEquals(196, selection.mask().kept().size());
    }

    private static List<Integer> order(PixelSelection selection) {
        return selection.path().removals().stream().map(Removal::node).toList();
    }

    @Test
    void ofTwoEqualPixelsExactlyOneGoesAndThenTheOtherIsNeeded() {
        byte[] pixels = new byte[12 * 1000];
        new Random(3).nextBytes(pixels);
        for (int i = 0; i < 1000; i++) {
            pixels[12 * i + 7] = pixels[12 * i + 2];
        }
        Images twins = ImageArrays.of("twins", 1, 3, 4, 2, pixels, new byte[1000]);
        List<Removal> path =
                select(NETWORK, twins, Budgets.unexplained(0.001)).path().removals();
        int first = path.get(0).node();
        assertTrue(first == 2 || first == 7, "a twin goes first, got pixel " + first);
        assertEquals(0, path.get(0).share().orElseThrow(), 1e-3);
        assertTrue(path.get(1).share().orElseThrow() > 1e-3, "nothing else is for free");
        PixelSelection selection = select(NETWORK, twins, new Budget.KeptCounts(Map.of("pixels", 11)));
        assertTrue(selection.mask().keeps(2) != selection.mask().keeps(7), "exactly one of the twins");
    }

    @Test
    void aPixelThatNoNeuronReadsGoesFirst() {
        Network blind = NETWORK;
        for (int neuron = 0; neuron < 10; neuron++) {
            blind = Examples.with(blind, "a.weight", 12 * neuron + 5, 0);
        }
        Removal first = select(blind, NOISE, Budgets.lose(0)).path().removals().get(0);
        assertEquals(5, first.node());
        PixelSelection tested = select(blind, NOISE, Budgets.confidence(0.95));
        assertEquals(List.of(0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11), tested.mask().kept());
    }

    @Test
    void placesTellTheOrderAndTheLastPixelsShareTheLastPlace() {
        int[] places = HALF.places();
        List<Integer> order = order(HALF);
        assertEquals(1, places[order.get(0)]);
        assertEquals(order.size(), places[order.get(order.size() - 1)]);
        assertEquals(12, IntStream.of(places).max().orElseThrow());
    }

    @Test
    void whatWentIsSetToItsMeanAndWhatStaysIsLeftAsItIs() {
        Images other = Examples.noise(50, 7);
        Images changed = HALF.apply(other);
        for (int pixel = 0; pixel < 12; pixel++) {
            int row = pixel / 4;
            int column = pixel % 4;
            double mean = IntStream.range(0, NOISE.size())
                    .map(i -> NOISE.pixel(i, 0, row, column))
                    .average()
                    .orElseThrow();
            for (int i = 0; i < other.size(); i++) {
                boolean kept = HALF.mask().keeps(pixel);
                assertEquals(kept ? other.pixel(i, 0, row, column) : mean, changed.pixel(i, 0, row, column), 0.51);
            }
        }
        assertEquals("noise, 6 pixels", changed.name());
        assertEquals(other.label(3), changed.label(3));
    }

    @Test
    void aPerceptronThatSeesOnlyTheKeptPixelsStillLearnsTheDigits() {
        Dataset digits = Examples.digits();
        TrainedNetwork whole =
                Mipp.train(Networks.mlp(digits, 32), digits, Mipp.epochs(3).batchSize(64));
        PixelSelection selection =
                Explanations.selectPixels(Mipp.capture(whole, digits.train().first(2000)), Budgets.keep(0.25));
        Dataset blinded = selection.apply(digits);
        TrainedNetwork again =
                Mipp.train(Networks.mlp(blinded, 32), blinded, Mipp.epochs(3).batchSize(64));
        assertTrue(
                again.test().accuracy() > whole.test().accuracy() - 0.04,
                whole.test() + " with all, " + again.test() + " with a quarter of the pixels");
    }

    @Test
    void fewImagesAreSaidInTheResult() {
        String warning =
                select(NETWORK, NOISE.first(10), Budgets.keep(0.5)).warnings().get(0);
        assertTrue(warning.startsWith("pixels: only 10 samples for 22 columns"), warning);
    }

    /** The network weighs all pixels; the labels come from one of them. */
    @Test
    void theTargetIsWhatIsAskedFor() {
        byte[] pixels = new byte[12 * 1000];
        new Random(4).nextBytes(pixels);
        byte[] labels = new byte[1000];
        for (int i = 0; i < 1000; i++) {
            labels[i] = (byte) ((pixels[12 * i + 5] & 0xff) / 128);
        }
        Images telling = ImageArrays.of("telling", 1, 3, 4, 2, pixels, labels);
        Activations captured = Capture.of(NETWORK, telling, CaptureOptions.DEFAULT);
        PixelSelection byLabels = Explanations.selectPixels(captured, Budgets.keep(0.05), PixelTarget.LABELS);
        assertEquals(List.of(5), byLabels.mask().kept());
        assertEquals("Pixels that tell the labels", byLabels.title());
        assertEquals(
                select(NETWORK, telling, Budgets.keep(0.5)).path(),
                Explanations.selectPixels(captured, Budgets.keep(0.5), PixelTarget.FIRST_MAPS)
                        .path());
        Activations unlabelled = Capture.of(NETWORK, telling.withoutLabels(), CaptureOptions.DEFAULT);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Explanations.selectPixels(unlabelled, Budgets.keep(0.5), PixelTarget.LABELS))
                .getMessage();
        assertTrue(message.startsWith("labels: expected labelled images of several classes, got "), message);
    }

    @Test
    void withoutLabelsAPixelBeforeAConvolutionIsNoColumn() {
        Activations captured = Capture.of(
                Networks.lenet5(), Examples.digits().train().first(250).withoutLabels(), CaptureOptions.DEFAULT);
        assertEquals(
                "pixels: expected a network whose first map is fully connected, got LeNet5, where layer conv1 is a Convolution, in"
                        + " which one pixel is not one column; capture labelled images to choose the pixels that tell the labels, or"
                        + " choose whole channels: selectChannels(acts, budget)",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Explanations.selectPixels(captured, Budgets.keep(0.5)))
                        .getMessage());
    }

    @Test
    void refusesABudgetOfTheWholeNetwork() {
        assertEquals(
                "pixels: expected a budget that one layer can follow, got 'at most 100 nodes'; use a kept fraction, a share"
                        + " of variance, lost information or a confidence",
                assertThrows(IllegalArgumentException.class, () -> select(NETWORK, NOISE, Budgets.nodes(100)))
                        .getMessage());
    }

    @Test
    void refusesImagesOfAnotherShape() {
        Images others = Examples.digits().test().first(10);
        assertEquals(
                "pixels: expected images of 1 x 3 x 4, got " + others,
                assertThrows(IllegalArgumentException.class, () -> HALF.apply(others))
                        .getMessage());
    }
}
