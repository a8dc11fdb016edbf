package org.mipp.benchmark;

import static org.mipp.run.Checks.argument;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.mipp.Budgets;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Cifar10;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Network;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.block.BlockRepair;
import org.mipp.surgery.repair.Repair;
import org.mipp.training.judge.Evaluation;

/**
 * ResNet-20 on CIFAR-10 without labels and without training: repaired layer by layer and block by block, at the widths that
 * MIPP shares out itself. Accuracy on the two halves of the test images, and processor seconds. Prints a Markdown table.
 */
public final class BlockRepairs {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Dataset data;
    private final Network network;
    private final MeanTable table =
            new MeanTable("budget, repair", "parameters", "MACs, million", "accuracy", "second half", "processor s");

    private BlockRepairs(Path weights, Path folder) {
        this.data = Cifar10.load(folder);
        this.network = NetworkFile.load(weights, CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10));
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments file of the weights, folder of CIFAR-10, images to capture (512), positions of each convolution
     *     (60,000), draws of images (3), rounds (3,8)
     */
    public static void main(String[] arguments) {
        argument(
                arguments.length >= 2,
                "arguments: expected the file of ResNet-20's weights and the folder of CIFAR-10, got %s",
                List.of(arguments));
        int images = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 512;
        int rows = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 60_000;
        int draws = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 3;
        int[] rounds = Arrays.stream((arguments.length > 5 ? arguments[5] : "3,8").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        BlockRepairs benchmark = new BlockRepairs(Path.of(arguments[0]), Path.of(arguments[1]));
        for (int seed = 0; seed < draws; seed++) {
            benchmark.draw(seed, images, rows, rounds);
        }
        Machine.print(
                "Blocks of ResNet-20 on " + benchmark.data.name(),
                String.format(
                        Locale.ROOT,
                        "%,d images, %,d positions of each convolution; mean and standard deviation over %d draws.",
                        images,
                        rows,
                        draws));
        benchmark.table.print();
    }

    private void draw(int seed, int images, int rows, int[] rounds) {
        Images chosen = data.train().sample(images, seed);
        CaptureOptions options =
                CaptureOptions.DEFAULT.parts(1).convolutionRows(rows).seed(seed);
        Activations all = Capture.of(network, chosen, options);
        Activations inside = all.only(layer -> !layer.tied());
        ClosedFormTerc mipp = new ClosedFormTerc(Regularisation.DEFAULT);
        for (double fraction : new double[] {0.25, 0.5}) {
            Masks uniform = mipp.select(inside, new Budget.KeptFraction(fraction));
            long macs = Cut.apply(network, uniform).architecture().macs();
            repair("insides, MACs of keep(" + fraction + "), ", mipp.select(inside, Budgets.macs(macs)), rounds);
        }
        repair("whole, parameters(0.25), ", mipp.select(all, Budgets.parameters(0.25)), rounds);
    }

    private void repair(String budget, Masks masks, int[] rounds) {
        Network cut = Cut.apply(network, masks);
        add(budget + "g", () -> Repair.install(network, cut, masks));
        for (int count : rounds) {
            add(budget + "blocks(" + count + ")", () -> {
                BlockRepair.Result result = BlockRepair.install(network, cut, masks, count);
                result.pairs().forEach(pair -> System.err.println("  " + pair));
                return result.network();
            });
        }
    }

    private void add(String row, Supplier<Network> repair) {
        long before = SYSTEM.getProcessCpuTime();
        Network repaired = repair.get();
        double seconds = (SYSTEM.getProcessCpuTime() - before) / 1e9;
        Images test = data.test();
        double all = 100 * Evaluation.of(repaired, test).accuracy();
        double second = 100
                * Evaluation.of(repaired, test.range(test.size() / 2, test.size()))
                        .accuracy();
        System.err.printf(Locale.ROOT, "%s: %.2f, second half %.2f, %.1f s%n", row, all, second, seconds);
        table.add(
                row,
                repaired.architecture().parameterCount(),
                repaired.architecture().macs() / 1e6,
                all,
                second,
                seconds);
    }
}
