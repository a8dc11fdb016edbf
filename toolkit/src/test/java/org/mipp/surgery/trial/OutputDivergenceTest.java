package org.mipp.surgery.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.Methods;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.surgery.Cut;

/** Losses at the outputs, measured. */
class OutputDivergenceTest {

    private static final Images DIGITS = Examples.digits().train().first(600);
    private static final Network LENET = Examples.lenet().network();
    private static final Activations CAPTURED = Capture.of(LENET, DIGITS, CaptureOptions.DEFAULT);
    private static final OutputDivergence LOSS = OutputDivergence.DEFAULT.images(100);

    private static Mask first(Network network, String name, int width) {
        PrunableLayer layer = network.architecture().prunable().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Mask(name, layer.nodes(), IntStream.range(0, width).boxed().toList());
    }

    private static double slowDivergence(Network dense, Network cut, Images images) {
        float[] logits = Examples.logits(dense, images);
        return OutputReference.of(logits, logits.length / images.size(), 1).divergence(Examples.logits(cut, images));
    }

    @Test
    void aTrialIsTheDivergenceOfTheRepairedNetworkOnImagesThatDidNotRepairIt() {
        List<Mask> trials = List.of(first(LENET, "conv1", 3), first(LENET, "conv2", 8), first(LENET, "fc1", 20));
        List<TrialImages> both = TrialImages.both(CAPTURED, 100);
        assertEquals(
                DIGITS.first(500).pixels(), both.get(0).repairing().pixels(), "two batches of 250: a part ends there");
        assertEquals(DIGITS.range(500, 600).pixels(), both.get(0).measuring().pixels());
        assertEquals(DIGITS.range(500, 600).pixels(), both.get(1).repairing().pixels());
        assertEquals(DIGITS.first(100).pixels(), both.get(1).measuring().pixels());
        List<Double> losses = LOSS.of(CAPTURED, trials);
        for (int i = 0; i < trials.size(); i++) {
            double slow = 0;
            double cut = 0;
            for (TrialImages split : both) {
                Network repaired = new TrialRepair(split, trials).of(trials.get(i));
                slow += slowDivergence(LENET, repaired, split.measuring()) / 2;
                cut += slowDivergence(LENET, Cut.apply(LENET, List.of(trials.get(i))), split.measuring()) / 2;
            }
            assertEquals(slow, losses.get(i), 1e-5 * slow + 1e-9);
            assertTrue(losses.get(i) < cut, "the repair helps: " + losses.get(i) + " " + cut);
        }
    }

    @Test
    void streamsAreRepairedByGAndInsidesOfBlocksByMomentsBehindBatchNorm() {
        Images noise = GraphExamples.noise(200, 1).withoutLabels();
        Network network = telling(GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 4), noise);
        Activations captured = Capture.of(network, noise, CaptureOptions.DEFAULT.parts(1));
        TrialImages split = TrialImages.both(captured, 100).get(0);
        for (PrunableLayer layer : network.architecture().prunable()) {
            Mask trial = first(network, layer.name(), layer.nodes() - 1);
            TrialRun run = new TrialRun(split, 1);
            TrialRepair repair = new TrialRepair(split, List.of(trial));
            assertEquals(layer.readers().size() == 1, repair.reader(trial).isPresent());
            double[] loss = new double[1];
            try (Progress progress = Progress.of("trial", 1)) {
                run.run(List.of(trial), repair, progress, (mask, nats) -> loss[0] = nats);
            }
            double slow = slowDivergence(network, repair.of(trial), split.measuring());
            assertEquals(slow, loss[0], 1e-4 * slow + 1e-9, layer.name());
            double cut = slowDivergence(network, Cut.apply(network, List.of(trial)), split.measuring());
            assertTrue(loss[0] < cut, layer.name() + ": " + loss[0] + " repaired, " + cut + " not");
        }
    }

    /** The same network with logits of mean 0 and deviation 2, as if it had been trained. */
    private static Network telling(Network network, Images images) {
        float[] logits = Examples.logits(network, images);
        String last = network.architecture().last().name();
        float[] weights = network.weight(last + ".weight").toArray().clone();
        float[] bias = network.weight(last + ".bias").toArray().clone();
        for (int output = 0; output < bias.length; output++) {
            double mean = 0;
            double squares = 0;
            for (int i = output; i < logits.length; i += bias.length) {
                mean += (double) logits[i] / images.size();
                squares += (double) logits[i] * logits[i] / images.size();
            }
            float scale = (float) (2 / Math.sqrt(squares - mean * mean));
            bias[output] = (float) (scale * (bias[output] - mean));
            int columns = weights.length / bias.length;
            for (int column = 0; column < columns; column++) {
                weights[output * columns + column] *= scale;
            }
        }
        return network.withWeights(Map.of(
                last + ".weight", Tensor.of(network.weight(last + ".weight").shape(), weights),
                last + ".bias", Tensor.of(network.weight(last + ".bias").shape(), bias)));
    }

    @Test
    void aNodeThatNobodyReadsCostsNothingAndFewerNodesCostMore() {
        Network dead = LENET;
        int last = 83;
        for (int output = 0; output < 10; output++) {
            dead = Examples.with(dead, "fc3.weight", 84 * output + last, 0);
        }
        Activations captured = Capture.of(dead, DIGITS, CaptureOptions.DEFAULT);
        List<Double> losses = LOSS.of(
                captured,
                List.of(
                        first(dead, "fc2", last),
                        first(dead, "fc2", 40),
                        first(dead, "fc2", 10),
                        first(dead, "fc2", 2)));
        assertEquals(0, losses.get(0), 1e-5);
        assertTrue(losses.get(0) < losses.get(1) && losses.get(1) < losses.get(2) && losses.get(2) < losses.get(3));
    }

    @Test
    void finishedTrialsAreInTheFileAndAreNotTriedAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("losses");
        List<Mask> some = List.of(first(LENET, "fc1", 7), first(LENET, "fc1", 9));
        List<Double> losses = LOSS.resumeFrom(file).of(CAPTURED, some);
        assertEquals(1 + 2 * 2, Files.readAllLines(file).size(), "each is measured on both halves");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceAll("(0,1,2,3,4,5,6\\],\"nats\":\\[)[^\\]]+", "$1123.5"));
        List<Mask> more = List.of(first(LENET, "fc1", 7), first(LENET, "fc1", 9), first(LENET, "fc1", 11));
        List<Double> resumed = LOSS.resumeFrom(file).of(CAPTURED, more);
        assertEquals(List.of(123.5, losses.get(1)), resumed.subList(0, 2));
        assertEquals(1 + 2 * 3, Files.readAllLines(file).size());
        Network other = Examples.with(LENET, "fc3.bias", 0, 1);
        String message = assertThrows(IllegalArgumentException.class, () -> LOSS.resumeFrom(file)
                        .of(Capture.of(other, DIGITS, CaptureOptions.DEFAULT), some))
                .getMessage();
        assertTrue(message.contains("losses of trials at the outputs"), message);
    }

    @Test
    void anInterruptStopsTheMeasurement() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> LOSS.temperature(1.5)
                .of(CAPTURED, List.of(first(LENET, "fc1", 13))));
        Thread.interrupted();
    }

    @Test
    void anInterruptInMidMeasurementKeepsFinishedTrialsAndTheNextCallGoesOn(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("losses");
        OutputDivergence loss = LOSS.temperature(1.25).resumeFrom(file);
        List<Mask> trials = IntStream.range(20, 100)
                .mapToObj(width -> first(LENET, "fc1", width))
                .toList();
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread measuring = new Thread(() -> {
            try {
                loss.of(CAPTURED, trials);
            } catch (CancellationException e) {
                end.set(e);
            }
        });
        measuring.start();
        while (!Files.exists(file) || Files.readAllLines(file).size() < 3) {
            Thread.onSpinWait();
        }
        measuring.interrupt();
        measuring.join();
        assertNotNull(end.get(), "interrupted");
        List<String> kept = Files.readAllLines(file);
        assertTrue(kept.size() >= 3 && kept.size() <= 2 * trials.size(), kept.size() + " lines");
        assertEquals(trials.size(), loss.of(CAPTURED, trials).size());
        List<String> all = Files.readAllLines(file);
        assertEquals(kept, all.subList(0, kept.size()));
        assertEquals(2 * trials.size() + 1, all.size());
    }

    @Test
    void masksOfAMeasuredBudgetMeetItAndOtherMethodsToo() {
        for (var method : List.of(Methods.mipp(), Methods.l1Norm())) {
            Masks masks = method.select(CAPTURED, Budgets.measured(Budgets.parameters(0.2), LOSS));
            long most = (long) (0.2 * LENET.architecture().parameterCount());
            long cost = Cut.apply(LENET, masks).architecture().parameterCount();
            assertTrue(cost <= most && cost > 0.99 * most, cost + " of " + most);
            assertEquals(4, masks.losses().size());
        }
    }

    private static String refusal(Activations activations, OutputDivergence loss) {
        Network network = activations.stage().network();
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> loss.of(activations, List.of(first(network, "fc1", 3), first(network, "fc2", 3))))
                .getMessage();
    }

    @Test
    void refusesTooFewImagesForTwoSets() {
        assertEquals(
                "losses at the outputs: expected at least 64 captured images, half of them for the trials' repair and half to"
                        + " measure, got 63; capture more",
                refusal(Capture.of(LENET, DIGITS.first(63), CaptureOptions.DEFAULT), LOSS));
    }

    @Test
    void refusesNetworksThatHaveNotBeenTrained() {
        Network fresh = Initialisation.of(LeNet5.architecture(), 1);
        String message = refusal(Capture.of(fresh, DIGITS, CaptureOptions.DEFAULT), LOSS);
        assertTrue(
                message.endsWith(
                        "before training the outputs say nothing of a cut: train the network first, or share the"
                                + " budget without measuring"),
                message);
        assertTrue(message.contains("expected outputs of LeNet5 that depend on the image, got"), message);
    }

    @Test
    void refusesAnswersThatAreNoBetterThanChanceWhereLabelsAreThere() {
        float[] weights = LENET.weight("fc3.weight").toArray();
        float[] shifted = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            shifted[i] = weights[(i + 84) % weights.length];
        }
        Network turned = LENET.withWeights(
                Map.of("fc3.weight", Tensor.of(LENET.weight("fc3.weight").shape(), shifted)));
        String message = refusal(Capture.of(turned, DIGITS, CaptureOptions.DEFAULT), LOSS);
        assertTrue(message.contains("expected more right answers of LeNet5 than by chance, got"), message);
    }

    @Test
    void namesSaturatedOutputsAndOffersATemperature() {
        Network saturated = LENET.withWeights(
                Map.of("fc3.weight", scaled(LENET, "fc3.weight"), "fc3.bias", scaled(LENET, "fc3.bias")));
        Activations captured = Capture.of(saturated, DIGITS, CaptureOptions.DEFAULT);
        Mask gentle = first(saturated, "fc2", 76);
        String message = assertThrows(IllegalArgumentException.class, () -> LOSS.of(captured, List.of(gentle)))
                .getMessage();
        assertEquals(
                "losses at the outputs: expected some cut to change the outputs, got a divergence of zero for all 1, at"
                        + " temperature 1.0; the outputs are saturated: soften them, as in"
                        + " measured(macs(0.5), divergence().temperature(4.0))",
                message);
        assertTrue(LOSS.temperature(1e5).of(captured, List.of(gentle)).get(0) > 0);
    }

    private static Tensor scaled(Network network, String name) {
        float[] values = network.weight(name).toArray().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 1e5f;
        }
        return Tensor.of(network.weight(name).shape(), values);
    }

    @Test
    void refusesANetworkOfOneOutput() {
        Network one = Examples.perceptron(1, 12, 6, 1);
        Activations captured = Capture.of(one, Examples.noise(100, 1).withoutLabels(), CaptureOptions.DEFAULT);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> LOSS.of(captured, List.of(first(one, "a", 3))))
                .getMessage();
        assertEquals(
                "losses at the outputs: expected a network of at least two outputs, got one of perceptron; share the budget"
                        + " without measuring",
                message);
    }

    @Test
    void saysHowItMeasures() {
        assertEquals("KL of outputs on 256 images", OutputDivergence.DEFAULT.toString());
        assertEquals(
                "4x fewer MACs, shared by KL of outputs on 100 images, temperature 2.0, at least 10 % of each"
                        + " layer, multiples of 8",
                Budgets.measured(Budgets.macs(0.25), LOSS.temperature(2))
                        .atLeast(0.1)
                        .roundedTo(8)
                        .toString());
    }
}
