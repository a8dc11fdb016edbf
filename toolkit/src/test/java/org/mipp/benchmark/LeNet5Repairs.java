package org.mipp.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;
import org.mipp.Budgets;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.data.Mnist;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.LeNet5;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.selection.terc.LabelTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.ReadOut;
import org.mipp.surgery.SignalScale;
import org.mipp.surgery.block.BlockRepair;
import org.mipp.surgery.repair.Repair;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;

/**
 * LeNet5 on MNIST: after training, repaired layer by layer and by pairs of layers, not retrained; before training at an eighth
 * of the parameters, with the scale of signals, a read-out and labels as targets, beside new networks of the same widths with
 * the same steps, after one epoch over 20,000 images. 4,000 captured images. Prints two Markdown tables.
 */
public final class LeNet5Repairs {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Dataset digits = Mnist.load();
    private final Images chosen = digits.train().first(4000);
    private final MeanTable after = new MeanTable("fewer parameters, repair", "parameters", "accuracy", "processor s");
    private final MeanTable before = new MeanTable("network", "parameters", "untrained", "after one epoch");

    private LeNet5Repairs() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments seeds after training (3), seeds before training (5)
     */
    public static void main(String[] arguments) {
        LeNet5Repairs benchmark = new LeNet5Repairs();
        int trained = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int untrained = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        for (int seed = 0; seed < untrained; seed++) {
            benchmark.before(seed);
        }
        Machine.print("LeNet5 before training, an eighth of the parameters", "Over " + untrained + " seeds.");
        benchmark.before.print();
        for (int seed = 0; seed < trained; seed++) {
            benchmark.after(seed);
        }
        Machine.print("LeNet5 after training", "Over " + trained + " seeds.");
        benchmark.after.print();
    }

    private void before(int seed) {
        Network start = Initialisation.of(LeNet5.architecture(), seed);
        Activations captured = Capture.of(start, chosen, CaptureOptions.DEFAULT.seed(seed));
        Masks masks = new ClosedFormTerc(Regularisation.DEFAULT).select(captured, Budgets.parameters(0.125));
        Masks labels = new LabelTerc(Regularisation.DEFAULT).select(captured, Budgets.parameters(0.125));
        System.err.println(masks.widths() + " " + labels.widths());
        Network cut = Cut.apply(start, masks);
        Network byLabels = Cut.apply(start, labels);
        Network fresh = Initialisation.of(cut.architecture(), 500 + seed);
        Network freshByLabels = Initialisation.of(byLabels.architecture(), 500 + seed);
        steps("MIPP", cut, seed);
        steps("new, MIPP's widths", fresh, seed);
        steps("labels as targets", byLabels, seed);
        steps("new, their widths", freshByLabels, seed);
    }

    private void steps(String row, Network network, int seed) {
        Network scaled = SignalScale.restore(network, chosen);
        train(row + ", as it is", network, seed);
        train(row + ", scale restored", scaled, seed);
        train(row + ", scale restored, read-out", ReadOut.install(scaled, chosen), seed);
    }

    private void train(String row, Network network, int seed) {
        TrainingPlan plan = TrainingPlan.epochs(1).images(20_000).seed(seed);
        double untrained = 100 * Evaluation.of(network, digits.test()).accuracy();
        double accuracy = 100 * Training.train(network, digits, plan).test().accuracy();
        System.err.printf(Locale.ROOT, "seed %d, %s: %.2f, %.2f%n", seed, row, untrained, accuracy);
        before.add(row, network.architecture().parameterCount(), untrained, accuracy);
    }

    private void after(int seed) {
        Network dense = Training.train(
                        Initialisation.of(LeNet5.architecture(), seed),
                        digits,
                        TrainingPlan.epochs(3).seed(seed))
                .network();
        Activations captured = Capture.of(dense, chosen, CaptureOptions.DEFAULT.seed(seed));
        for (int fewer : new int[] {8, 32}) {
            Masks masks = new ClosedFormTerc(Regularisation.DEFAULT).select(captured, Budgets.parameters(1.0 / fewer));
            Network cut = Cut.apply(dense, masks);
            repair(fewer + "x, g", () -> Repair.install(dense, cut, masks));
            for (int rounds : new int[] {3, 8}) {
                repair(fewer + "x, blocks(" + rounds + ")", () -> {
                    BlockRepair.Result result = BlockRepair.install(dense, cut, masks, rounds);
                    System.err.println(result.pairs());
                    return result.network();
                });
            }
        }
    }

    private void repair(String row, Supplier<Network> repair) {
        long start = SYSTEM.getProcessCpuTime();
        Network repaired = repair.get();
        double seconds = (SYSTEM.getProcessCpuTime() - start) / 1e9;
        double accuracy = 100 * Evaluation.of(repaired, digits.test()).accuracy();
        System.err.printf(Locale.ROOT, "%s: %.2f, %.1f s%n", row, accuracy, seconds);
        after.add(row, repaired.architecture().parameterCount(), accuracy, seconds);
    }
}
