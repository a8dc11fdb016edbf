package org.mipp.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.Mipp;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.training.judge.Evaluation;

/** A network whose numbers are none is named wherever it comes in or is judged, and gets no number. */
class NotFiniteTest {

    private static final Images NOISE = Examples.noise(40, 1);
    private static final Dataset DATA = new Dataset("noise", NOISE, Examples.noise(20, 2));
    private static final Network SOUND = Examples.perceptron(1, 5, 4, 3);
    private static final Network BROKEN = broken();
    private static final String REFUSAL = "weights of perceptron: expected finite numbers, got NaN in b.weight (2 of 20"
            + " values, the first at index 3), Infinity in c.bias (1 of 3 values, the first at index 1); look for diverged"
            + " weights: train it anew with a lower learning rate, or load other weights";

    private static Network broken() {
        Network first = Examples.with(SOUND, "b.weight", 3, Float.NaN);
        return Examples.with(Examples.with(first, "b.weight", 7, Float.NaN), "c.bias", 1, Float.POSITIVE_INFINITY);
    }

    @Test
    void weightsAreNamedByWhatJudges() {
        Masks masks = Mipp.selectMasks(Mipp.capture(SOUND, NOISE), new Budget.KeptFraction(0.5));
        for (Executable judge : List.<Executable>of(
                () -> Mipp.evaluate(BROKEN, DATA),
                () -> Mipp.train(BROKEN, DATA, TrainingPlan.epochs(1)),
                () -> Mipp.capture(BROKEN, NOISE),
                () -> Mipp.prune(BROKEN, masks),
                () -> Mipp.compare(BROKEN),
                () -> Gradients.of(BROKEN, NOISE).mean())) {
            assertEquals(REFUSAL, refusal(judge));
        }
    }

    @Test
    void weightsAreNamedWhenTheyAreLoaded(@TempDir Path folder) {
        Path file = folder.resolve("broken.safetensors");
        NetworkFile.save(file, BROKEN);
        assertEquals(file + ": " + REFUSAL, refusal(() -> NetworkFile.load(file)));
        assertEquals(file + ": " + REFUSAL, refusal(() -> NetworkFile.load(file, SOUND.architecture())));
    }

    @Test
    void onlyTheFirstParametersAreNamed() {
        Network all = SOUND;
        for (String name : SOUND.weights().keySet()) {
            all = Examples.with(all, name, 0, Float.NEGATIVE_INFINITY);
        }
        Network everywhere = all;
        assertTrue(refusal(everywhere::requireFinite)
                .contains("-Infinity in a.weight (1 of 60 values, the first at index 0), "));
        assertTrue(refusal(everywhere::requireFinite).contains("the first at index 0) and in 3 more; look for"));
        assertSame(SOUND, SOUND.requireFinite());
    }

    @Test
    void aTensorKnowsItsFirstSuchValue() {
        assertEquals(-1, Tensor.of(new Shape(2), 1, 2).firstNotFinite());
        Tensor tensor = Tensor.of(new Shape(4), 1, Float.NaN, 2, Float.NEGATIVE_INFINITY);
        assertEquals(1, tensor.firstNotFinite());
        assertEquals(1, tensor.firstNotFinite(), "found before");
        assertEquals(2, tensor.countNotFinite());
        assertEquals(0, Tensor.of(new Shape(0)).countNotFinite());
    }

    /** Weights of 1e30 overflow two layers further on. */
    @Test
    void whatOverflowsIsNamedByTheFirstLayer() {
        Network large = SOUND;
        for (String layer : List.of("a", "b")) {
            Tensor weight = large.weight(layer + ".weight");
            float[] values = new float[weight.toArray().length];
            Arrays.fill(values, 1e30f);
            large = large.withWeights(java.util.Map.of(layer + ".weight", Tensor.of(weight.shape(), values)));
        }
        Network overflowing = large;
        String expected =
                "outputs of perceptron: expected finite numbers, got NaN or infinity from layer b on, though all"
                        + " weights are finite; look for diverged weights: train it anew with a lower learning rate, or load other"
                        + " weights";
        assertEquals(expected, refusal(() -> Mipp.evaluate(overflowing, DATA)));
        assertEquals(expected, refusal(() -> Evaluation.of(overflowing, NOISE)));
    }

    @Test
    void aNegativeVarianceIsNamedByItsBatchNorm() {
        Network residual = GraphExamples.residual(CifarResNet.Shortcut.ZEROS, 2);
        String norm = residual.weights().keySet().stream()
                .filter(name -> name.endsWith("running_var"))
                .findFirst()
                .orElseThrow();
        Network broken = Examples.with(residual, norm, 0, -3);
        assertTrue(refusal(() -> Evaluation.of(broken, GraphExamples.noise(5, 1)))
                .contains("from layer " + norm.replace(".running_var", "") + " on, though"));
    }

    @Test
    void imagesThatShowNothingAreSaidWhereANetworkIsJudged() {
        Images black = NOISE.withPixels("black", new byte[NOISE.pixels().limit()]);
        Dataset nothing = new Dataset("nothing", NOISE, black);
        assertTrue(Mipp.evaluate(SOUND, nothing).toString().contains("\n  Note: test images: all 40 images are black"));
        TrainedNetwork trained = Mipp.train(SOUND, new Dataset("nothing", black, NOISE), TrainingPlan.epochs(1));
        assertTrue(trained.toString().contains("Note: training images: all 40 images are black"), trained::toString);
        assertFalse(Mipp.evaluate(SOUND, DATA).toString().contains("images are"));
    }

    private static String refusal(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
