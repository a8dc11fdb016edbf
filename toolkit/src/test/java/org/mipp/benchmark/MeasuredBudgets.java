package org.mipp.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mipp.Budgets;
import org.mipp.Methods;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Cifar10;
import org.mipp.data.Dataset;
import org.mipp.data.Mnist;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.surgery.Cut;
import org.mipp.surgery.block.BlockRepair;
import org.mipp.surgery.repair.Repair;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;

/**
 * Budgets of the whole network shared out by measured losses, beside the usual sharing: accuracy with g and with blocks, without labels
 * and without training, and processor seconds of selection (with the measurement) and of both repairs. Prints a Markdown table.
 *
 * <p>Trials are kept while the program runs: of a network's rows on the same images the first pays for all that try the same.
 */
public final class MeasuredBudgets {

    private final MeanTable table = new MeanTable(
            "network, budget",
            "parameters",
            "MACs, million",
            "with g",
            "with blocks",
            "selection, CPU s",
            "g, CPU s",
            "blocks, CPU s");

    private final int images;
    private final int positions; // of each convolution
    private final int rounds;

    private MeasuredBudgets(int images, int positions, int rounds) {
        this.images = images;
        this.positions = positions;
        this.rounds = rounds;
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments {@code lenet5}, {@code insides:WEIGHTS:FOLDER} or {@code whole:WEIGHTS:FOLDER} of ResNet-20; the seeds,
     *     from which to which, as in {@code 0-2}; {@code measured}, {@code usual} or {@code both}; of ResNet-20 how many images
     *     are captured (512), at how many positions of each convolution (60,000); how many rounds blocks are repaired (3)
     */
    public static void main(String[] arguments) {
        String[] seeds = arguments[1].split("-");
        MeasuredBudgets benchmark =
                new MeasuredBudgets(number(arguments, 3, 512), number(arguments, 4, 60_000), number(arguments, 5, 3));
        for (int seed = Integer.parseInt(seeds[0]); seed <= Integer.parseInt(seeds[seeds.length - 1]); seed++) {
            if (arguments[0].equals("lenet5")) {
                benchmark.lenet5(seed, arguments[2]);
            } else {
                String[] files = arguments[0].split(":");
                benchmark.resnet20(
                        Path.of(files[1]),
                        Cifar10.load(Path.of(files[2])),
                        seed,
                        files[0].equals("insides"),
                        arguments[2]);
            }
        }
        Machine.print("Budgets shared by measured losses", "Seeds " + arguments[1] + ", accuracy in %.");
        benchmark.table.print();
    }

    private static int number(String[] arguments, int at, int usual) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : usual;
    }

    private void lenet5(int seed, String which) {
        Dataset digits = Mnist.load();
        Network dense = Training.train(
                        Initialisation.of(LeNet5.architecture(), seed),
                        digits,
                        TrainingPlan.epochs(3).seed(seed))
                .network();
        Activations captured = Capture.of(dense, digits.train().sample(4000, seed), CaptureOptions.DEFAULT.seed(seed));
        for (double share : new double[] {0.125, 0.03125}) {
            add("LeNet5", captured, digits, Budgets.parameters(share), which);
        }
    }

    private void resnet20(Path weights, Dataset data, int seed, boolean insides, String which) {
        Network dense = NetworkFile.load(weights, CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10));
        Activations all = Capture.of(
                dense,
                data.train().sample(images, seed),
                CaptureOptions.DEFAULT.convolutionRows(positions).seed(seed));
        if (insides) {
            Activations inside = all.only(layer -> !layer.tied());
            for (long macs : new long[] {20_497_024, 10_470_016}) { // of a half and a quarter of each inside
                add("ResNet-20, insides", inside, data, Budgets.macs(macs), which);
            }
        } else {
            for (double share : new double[] {0.5, 0.25, 0.125}) {
                add("ResNet-20, whole", all, data, Budgets.parameters(share), which);
            }
        }
    }

    private void add(String what, Activations captured, Dataset data, NetworkBudget budget, String which) {
        List<NetworkBudget> budgets = List.of(budget, Budgets.measured(budget));
        for (NetworkBudget one : which.equals("both")
                ? budgets
                : which.equals("usual") ? budgets.subList(0, 1) : budgets.subList(1, 2)) {
            double start = processorSeconds();
            Masks masks = Methods.mipp().select(captured, one);
            double selected = processorSeconds();
            Network dense = captured.stage().network();
            Network repaired = Repair.install(dense, Cut.apply(dense, masks), masks);
            double repairedBy = processorSeconds();
            Network fitted = BlockRepair.install(dense, Cut.apply(dense, masks), masks, rounds)
                    .network();
            double fittedBy = processorSeconds();
            double accuracy = 100 * Evaluation.of(repaired, data.test()).accuracy();
            double ofBlocks = 100 * Evaluation.of(fitted, data.test()).accuracy();
            System.err.printf(
                    Locale.ROOT,
                    "%s, %s: %.2f, blocks %.2f, %s, %.1f s%n",
                    what,
                    one,
                    accuracy,
                    ofBlocks,
                    masks.widths(),
                    selected - start);
            table.add(
                    what + ", " + one,
                    repaired.architecture().parameterCount(),
                    repaired.architecture().macs() / 1e6,
                    accuracy,
                    ofBlocks,
                    selected - start,
                    repairedBy - selected,
                    fittedBy - repairedBy);
        }
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}
