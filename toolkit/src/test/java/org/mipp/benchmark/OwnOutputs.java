package org.mipp.benchmark;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mipp.Budgets;
import org.mipp.Retraining;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Cifar10;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Network;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.block.BlockRepair;
import org.mipp.surgery.repair.Repair;
import org.mipp.training.Schedule;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;
import org.mipp.training.loss.TrainingLoss;

/**
 * ResNet-20 on CIFAR-10 cut to a quarter of its parameters, repaired, and retrained on 5,000 images: on labels and on the
 * whole network's outputs, for which no label is read. Prints a Markdown table.
 */
public final class OwnOutputs {

    private static final int CAPTURED = 512;
    private static final int IMAGES = 5000;
    private static final int ROUNDS = 3;

    private final Dataset data;
    private final Network network;
    private final boolean blocks;
    private final MeanTable table =
            new MeanTable("retraining", "parameters", "accuracy, %", "gain over the repair, points", "seconds");

    private OwnOutputs(Path weights, Path folder, boolean blocks) {
        this.blocks = blocks;
        this.data = Cifar10.load(folder);
        this.network = NetworkFile.load(weights, CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10));
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments file of the weights, folder of CIFAR-10, seeds (0,1); {@code g} (the usual sharing and g) or {@code blocks}
     *     (the budget shared by measured losses, three rounds of blocks)
     */
    public static void main(String[] arguments) {
        argument(
                arguments.length >= 2,
                "arguments: expected the file of ResNet-20's weights and the folder of CIFAR-10, got %s",
                List.of(arguments));
        boolean blocks = arguments.length > 3 && arguments[3].equals("blocks");
        OwnOutputs benchmark = new OwnOutputs(Path.of(arguments[0]), Path.of(arguments[1]), blocks);
        String seeds = arguments.length > 2 ? arguments[2] : "0,1";
        for (String seed : seeds.split(",")) {
            benchmark.run(Integer.parseInt(seed));
        }
        Machine.print(
                "Retraining on a network's own outputs: ResNet-20 on " + benchmark.data.name(),
                String.format(
                        Locale.ROOT,
                        "A quarter of the parameters, from %s after %d captured images; %,d images; seeds %s.",
                        benchmark.start(),
                        CAPTURED,
                        IMAGES,
                        seeds));
        benchmark.table.print();
    }

    private void run(int seed) {
        Network repaired = repaired(seed);
        double before = 100 * Evaluation.of(repaired, data.test()).accuracy();
        Images images = data.sample(IMAGES, 7 + seed);
        plans(seed).forEach((name, plan) -> {
            long start = System.nanoTime();
            Images some = name.contains("captured") ? data.sample(CAPTURED, seed) : images;
            Network retrained = Training.train(repaired, new Dataset(data.name(), some, data.test()), plan)
                    .network();
            add(name, retrained, before, (System.nanoTime() - start) / 1e9);
        });
        add("none: " + start(), repaired, before, 0);
    }

    private Network repaired(int seed) {
        CaptureOptions options = CaptureOptions.DEFAULT.seed(seed);
        NetworkBudget quarter = Budgets.parameters(0.25);
        Masks masks = new ClosedFormTerc(Regularisation.DEFAULT)
                .select(
                        Capture.of(network, data.sample(CAPTURED, seed), blocks ? options : options.parts(1)),
                        blocks ? Budgets.measured(quarter) : quarter);
        Network cut = Cut.apply(network, masks);
        return blocks
                ? BlockRepair.install(network, cut, masks, ROUNDS).network()
                : Repair.install(network, cut, masks);
    }

    private String start() {
        return blocks ? "measured sharing, " + ROUNDS + " rounds of blocks" : "g";
    }

    private Map<String, TrainingPlan> plans(int seed) {
        TrainingLoss.Outputs own = Retraining.onOutputsOf(network);
        TrainingPlan epoch = TrainingPlan.epochs(1).seed(seed);
        Map<String, TrainingPlan> plans = new LinkedHashMap<>();
        plans.put("outputs, one epoch", epoch.loss(own));
        plans.put("labels, one epoch, constant rate", epoch);
        plans.put(
                "outputs, 100 steps of 100 at 2e-3, mirrored",
                TrainingPlan.epochs(2)
                        .batchSize(100)
                        .seed(seed)
                        .loss(own)
                        .learningRate(2e-3)
                        .mirrored());
        plans.put("labels, one epoch, warm-up and cosine", epoch.schedule(Schedule.falling(1e-3)));
        plans.put("outputs and labels by halves, one epoch", epoch.loss(own.mixedWithLabels(0.5)));
        plans.put(
                "outputs, the captured images only, 40 steps",
                TrainingPlan.epochs(10).seed(seed).loss(own));
        return plans;
    }

    private void add(String name, Network now, double before, double seconds) {
        double accuracy = 100 * Evaluation.of(now, data.test()).accuracy();
        System.err.printf(Locale.ROOT, "%s: %.2f (before %.2f), %.0f s%n", name, accuracy, before, seconds);
        table.add(name, now.architecture().parameterCount(), accuracy, accuracy - before, seconds);
    }
}
