package org.mipp.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mipp.Budgets;
import org.mipp.Methods;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Cifar10;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.Vgg;
import org.mipp.selection.Masks;
import org.mipp.surgery.Cut;
import org.mipp.training.judge.Latency;
import org.mipp.training.judge.LatencyContest;

/**
 * Budgets of latency beside what comes out: the cut and the whole network run in turns. Weights do not matter for that, so
 * they are new ones and nodes go by magnitude. Prints a Markdown table.
 */
public final class LatencyBudgets {

    private static final int BATCH = 32;
    private static final int IMAGES = 64; // captured

    private LatencyBudgets() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments folder of CIFAR-10; shares (0.5,0.25)
     */
    public static void main(String[] arguments) {
        Images images = Cifar10.load(Path.of(arguments[0])).test().first(IMAGES);
        String[] shares = (arguments.length > 1 ? arguments[1] : "0.5,0.25").split(",");
        MeanTable table = new MeanTable(
                "network, budget", "share asked", "share measured", "whole, ms", "quartiles", "cut, ms", "quartiles");
        for (Architecture architecture : List.of(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), Vgg.of(16, 10))) {
            Network whole = Initialisation.of(architecture, 0);
            Activations captured = Capture.of(whole, images, CaptureOptions.DEFAULT);
            for (String share : shares) {
                double asked = Double.parseDouble(share);
                Masks masks = Methods.l1Norm().select(captured, Budgets.latency(asked, BATCH));
                List<Latency> both = LatencyContest.of(List.of(whole, Cut.apply(whole, masks)), BATCH);
                double measured = both.get(1).milliseconds() / both.get(0).milliseconds();
                System.err.printf(Locale.ROOT, "%s, %s: %.3f, %s%n", architecture.name(), share, measured, both);
                table.add(
                        architecture.name() + ", " + masks.budget(),
                        asked,
                        measured,
                        both.get(0).milliseconds(),
                        both.get(0).high() - both.get(0).low(),
                        both.get(1).milliseconds(),
                        both.get(1).high() - both.get(1).low());
            }
        }
        Machine.print("Budgets of latency", "Batches of " + BATCH + "; quartiles: how far apart.");
        table.print();
    }
}
