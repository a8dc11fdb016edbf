package org.mipp.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.Methods;
import org.mipp.Mipp;
import org.mipp.MutualInformation;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.information.Information;
import org.mipp.network.Network;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;

/** What activations cannot carry is said with them and with everything that rests on them. */
class CaptureWarningsTest {

    private static final Network PERCEPTRON = Examples.perceptron(1, 8, 6, 3);

    @Test
    void ordinaryImagesRaiseNoDoubt() {
        assertEquals(List.of(), Mipp.capture(PERCEPTRON, Examples.noise(200, 1)).warnings());
    }

    @Test
    void fewRowsAreSaidByActivationsInformationAndMasksOfAnyMethod() {
        Activations few = Mipp.capture(PERCEPTRON, Examples.noise(39, 1));
        String doubt =
                "b: only 39 rows for 8 columns; with fewer than 5 for each, fits follow chance: capture more images";
        assertEquals(List.of(doubt), few.warnings());
        said(few, doubt);
        assertEquals(List.of(), Mipp.capture(PERCEPTRON, Examples.noise(40, 1)).warnings(), "five each");
    }

    @Test
    void fewPositionsAreSaidWithTheOptionThatGivesMore() {
        Network network = GraphExamples.pooled(5);
        Network deep = GraphExamples.everythingElse(4);
        Activations few = Capture.of(deep, GraphExamples.noise(40, 1), CaptureOptions.DEFAULT.convolutionRows(40));
        assertTrue(
                few.warnings()
                        .contains("right: only 40 rows for 54 columns; with fewer than 5 for each, fits follow chance:"
                                + " capture more images, or more positions: convolutionRows(...)"),
                few::toString);
        assertEquals(
                List.of(), Mipp.capture(network, GraphExamples.noise(40, 1)).warnings());
    }

    @Test
    void oneImageIsTooFew() {
        Activations one = Mipp.capture(PERCEPTRON, Examples.noise(1, 1));
        assertEquals(
                List.of(
                        "only 1 image: chance decides how they differ; capture hundreds",
                        "a: no node varies on these images, so none tells the next layer anything",
                        "b: no node varies on these images, so none tells the next layer anything"),
                one.warnings());
        Information information = MutualInformation.estimateMi(one, MutualInformation.gaussian());
        assertEquals(0, information.layers().get(0).total());
        said(one, "only 1 image: chance decides");
    }

    @Test
    void blackImagesAreSaid() {
        Images noise = Examples.noise(60, 1);
        Activations black = Mipp.capture(
                PERCEPTRON, noise.withPixels("black", new byte[noise.pixels().limit()]));
        said(black, "all 60 images are black");
        said(black, "a: no node varies on these images, so none tells the next layer anything");
    }

    /** Text of activations, information, and masks by a method that uses them and one that does not. */
    private static void said(Activations activations, String doubt) {
        Masks ours = Mipp.selectMasks(activations, new Budget.KeptFraction(0.5));
        Masks theirs = Mipp.selectMasks(activations, Methods.l1Norm(), new Budget.KeptFraction(0.5));
        for (Object result : List.of(
                activations, MutualInformation.estimateMi(activations, MutualInformation.gaussian()), ours, theirs)) {
            String text = result.toString();
            assertTrue(text.contains("\n  Note: " + doubt), text);
            assertFalse(text.substring(text.indexOf(doubt) + 1).contains("Note: " + doubt), "once: " + text);
        }
    }

    @Test
    void positionsFollowTheColumnsAsFarAsMemoryAllows() {
        CaptureOptions usual = CaptureOptions.DEFAULT;
        assertEquals(10, usual.positionsPerImage(2000, 576), "20,000 in all");
        assertEquals(24, usual.positionsPerImage(2000, 4608), "ten for each column of VGG-16's widest layers");
        assertEquals(28, usual.positionsPerImage(1000, 9216 + 512), "2^28 numbers in all");
        assertEquals(20, usual.positionsPerImage(1000, 1 << 20), "never fewer than 20,000");
        assertEquals(1, usual.convolutionRows(500).positionsPerImage(2000, 4608), "who asks for a number gets it");
    }
}
