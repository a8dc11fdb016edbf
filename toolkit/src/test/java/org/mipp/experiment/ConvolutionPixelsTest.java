package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Explanations;
import org.mipp.Networks;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.experiment.pruned.PixelSelection;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.linalg.Matrix;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.selection.Budget;
import org.mipp.training.judge.Evaluation;

/** Which pixels and which channels a network needs whose first layer is a convolution. */
class ConvolutionPixelsTest {

    private static final int SIDE = 6;
    private static final int AREA = SIDE * SIDE;
    private static final Network COLOURED = Initialisation.of(
            new ArchitectureBuilder("coloured", new Shape(3, SIDE, SIDE))
                    .then("conv", new Convolution(3, 4, 3, 1, 1, true))
                    .then("relu", new Relu())
                    .then("flatten", new Flatten())
                    .then("out", new FullyConnected(4 * AREA, 3))
                    .build(),
            0);

    /** Three channels of noise, the third a copy of the first where that is asked for; labels of three classes. */
    private static Images colours(int count, boolean copy, int... labels) {
        byte[] pixels = new byte[3 * AREA * count];
        new Random(5).nextBytes(pixels);
        for (int i = 0; copy && i < count; i++) {
            System.arraycopy(pixels, 3 * AREA * i, pixels, 3 * AREA * i + 2 * AREA, AREA);
        }
        byte[] classes = new byte[count];
        for (int i = 0; i < labels.length; i++) {
            classes[i] = (byte) labels[i];
        }
        return ImageArrays.of("colours", 3, SIDE, SIDE, 3, pixels, classes);
    }

    private static PixelSelection pixels(Network network, Images images, Budget budget) {
        return Explanations.selectPixels(Capture.of(network, images, CaptureOptions.DEFAULT), budget);
    }

    private static PixelSelection channels(Network network, Images images, Budget budget) {
        return Explanations.selectChannels(Capture.of(network, images, CaptureOptions.DEFAULT), budget);
    }

    @Test
    void theOnlyPixelThatTellsTheLabelStaysLast() {
        Images unlabelled = colours(600, false);
        int telling = 40; // in the second channel
        int[] labels = IntStream.range(0, 600)
                .map(i -> unlabelled.pixel(i, 1, 0, 4) < 85 ? 0 : unlabelled.pixel(i, 1, 0, 4) < 170 ? 1 : 2)
                .toArray();
        PixelSelection selection = pixels(COLOURED, colours(600, false, labels), Budgets.lose(1e9));
        assertEquals(3 * AREA, selection.path().nodes());
        int[] places = selection.places();
        assertEquals(Arrays.stream(places).max().orElseThrow(), places[telling]);
        assertEquals("Pixels that tell the labels", selection.title());
        assertTrue(selection.toString().startsWith("Pixels that tell the labels, "), selection.toString());
    }

    @Test
    void allPixelsTellMoreOfTheLabelsThanSomeOfThem() {
        Images few = Examples.digits().train().first(3000);
        PixelSelection selection = pixels(Networks.lenet5(), few, Budgets.keep(0.25));
        assertEquals(196, selection.mask().kept().size());
        int[] kept = selection.mask().kept().stream().mapToInt(pixel -> pixel).toArray();
        Matrix pixels = Matrix.fill(few.size(), 12, (i, j) -> few.pixel(i, 0, kept[16 * j] / 28, kept[16 * j] % 28));
        Matrix classes = Matrix.fill(few.size(), 9, (i, j) -> few.label(i) == j ? 1 : 0);
        assertTrue(selection.path().total() > new GaussianMi(false, 0).estimate(pixels, classes));
    }

    @Test
    void aChannelThatNoFilterReadsGoesFirst() {
        Network blind = COLOURED;
        for (int filter = 0; filter < 4; filter++) {
            for (int k = 0; k < 9; k++) {
                blind = Examples.with(blind, "conv.weight", 27 * filter + 9 + k, 0);
            }
        }
        PixelSelection selection = channels(blind, colours(100, false), Budgets.keep(0.67));
        assertEquals(1, selection.path().removals().get(0).node());
        assertEquals(List.of(0, 2), selection.mask().kept());
        assertEquals(1, selection.nodeOf(AREA + 3));
        assertEquals(
                "Channels needed by coloured, keep 67 %: 2 of 3 stay; 0 never vary",
                selection.toString().replaceFirst(" \\(.*", ""));
    }

    @Test
    void ofTwoEqualChannelsOneGoesAndRepairMakesUpForIt() {
        Images twins = colours(300, true);
        PixelSelection selection = channels(COLOURED, twins, Budgets.keep(0.67));
        assertTrue(selection.mask().keeps(1)
                && selection.mask().keeps(0) != selection.mask().keeps(2));
        Images changed = selection.apply(twins);
        assertEquals("colours, 2 channels", changed.name());
        float[] whole = Examples.logits(COLOURED, twins);
        double before = Examples.distance(whole, Examples.logits(COLOURED, changed));
        double after = Examples.distance(whole, Examples.logits(selection.repaired(), changed));
        assertTrue(after < 1e-3 * before, before + " before, " + after + " after repair");
    }

    @Test
    void pixelsThatNeverVaryAreGivenUpForNothing() {
        Images digits = Examples.digits().train().first(1000);
        long constant = IntStream.range(0, 784)
                .filter(pixel -> IntStream.range(0, digits.size())
                        .allMatch(i -> digits.pixel(i, 0, pixel / 28, pixel % 28)
                                == digits.pixel(0, 0, pixel / 28, pixel % 28)))
                .count();
        Network lenet = Examples.lenet().network();
        PixelSelection selection = pixels(lenet, digits, new Budget.KeptCounts(Map.of("pixels", 784 - (int) constant)));
        assertEquals(constant, selection.constant());
        assertArrayEquals(
                Examples.logits(lenet, digits.first(50)),
                Examples.logits(lenet, selection.apply(digits).first(50)));
    }

    @Test
    void repairBringsAccuracyBackWithoutLabels() {
        Images digits = Examples.digits().train().first(2000);
        Images test = Examples.digits().test();
        Network lenet = Examples.lenet().network();
        PixelSelection selection = pixels(lenet, digits, Budgets.keep(0.15));
        double whole = Evaluation.of(lenet, test).accuracy();
        double blinded = Evaluation.of(lenet, selection.apply(test)).accuracy();
        double repaired =
                Evaluation.of(selection.repaired(), selection.apply(test)).accuracy();
        String all = whole + " of all, " + blinded + " blinded, " + repaired + " repaired";
        assertTrue(blinded < whole && repaired > blinded + 0.3 * (whole - blinded), all);
    }

    @Test
    void refusesOneChannelAndOneClass() {
        assertEquals(
                "channels: expected images of several channels, got 1; choose among the pixels: selectPixels(acts, budget)",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> channels(
                                        Networks.lenet5(),
                                        Examples.digits().train().first(30),
                                        Budgets.keep(0.5)))
                        .getMessage());
        Images one = ImageArrays.of("one class", 3, SIDE, SIDE, 1, new byte[30 * 3 * AREA], new byte[30]);
        assertEquals(
                "labels: expected labelled images of several classes, got " + one
                        + "; choose whole channels: selectChannels(acts, budget)",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Capture.ofPixelsAndLabels(COLOURED, one, CaptureOptions.DEFAULT))
                        .getMessage());
    }
}
