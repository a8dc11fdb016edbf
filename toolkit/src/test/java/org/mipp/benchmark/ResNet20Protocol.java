package org.mipp.benchmark;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mipp.Budgets;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.baseline.magnitude.L1Norm;
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
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.repair.Repair;
import org.mipp.training.judge.Evaluation;

/**
 * ResNet-20 on CIFAR-10 without labels and without training: the inside of every block pruned to the same fraction, right
 * after the cut and with front-to-back g, over several draws of the captured images. Prints a Markdown table.
 */
public final class ResNet20Protocol {

    private final Dataset data;
    private final Network network;
    private final int images;
    private final int rows;
    private final MeanTable table = new MeanTable(
            "budget, method", "parameters", "MACs, million", "cut", "with g", "capture, s", "selection, s", "g, s");

    private ResNet20Protocol(Path weights, Path folder, int images, int rows) {
        this.data = Cifar10.load(folder);
        this.network = NetworkFile.load(weights, CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10));
        this.images = images;
        this.rows = rows;
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments file of the weights, folder of CIFAR-10, images to capture (512), positions of each convolution
     *     (20,000), draws of images (3)
     */
    public static void main(String[] arguments) {
        argument(
                arguments.length >= 2,
                "arguments: expected the file of ResNet-20's weights and the folder of CIFAR-10, got %s",
                List.of(arguments));
        int images = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 512;
        int rows = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 20_000;
        int draws = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 3;
        new ResNet20Protocol(Path.of(arguments[0]), Path.of(arguments[1]), images, rows).run(draws);
    }

    private void run(int draws) {
        double dense = 100 * Evaluation.of(network, data.test()).accuracy();
        for (int seed = 0; seed < draws; seed++) {
            draw(seed);
            System.err.println("draw " + seed + " done");
        }
        Machine.print(
                "ResNet-20 on " + data.name(),
                String.format(
                        Locale.ROOT,
                        "Dense %.2f %%. %,d images, %,d positions of each convolution; mean and standard deviation over %d"
                                + " draws.",
                        dense,
                        images,
                        rows,
                        draws));
        table.print();
    }

    private void draw(int seed) {
        Images chosen = seed == 0 ? data.train().first(images) : data.train().sample(images, seed);
        CaptureOptions options =
                CaptureOptions.DEFAULT.parts(1).convolutionRows(rows).seed(seed);
        Activations all = Capture.of(network, chosen, options);
        Activations inside = all.only(layer -> !layer.tied());
        ClosedFormTerc mipp = new ClosedFormTerc(Regularisation.DEFAULT);
        for (double fraction : new double[] {0.5, 0.25}) {
            for (SelectionMethod method : List.of(mipp, new L1Norm(), new RandomSelection(seed))) {
                add(method.select(inside, new Budget.KeptFraction(fraction)), "insides, ");
            }
            Masks uniform = mipp.select(inside, new Budget.KeptFraction(fraction));
            long macs = Cut.apply(network, uniform).architecture().macs();
            add(mipp.select(inside, Budgets.macs(macs)), "insides, ");
        }
        add(mipp.select(inside, new Budget.UnexplainedShare(0.1)), "insides, ");
        add(mipp.select(all, new Budget.UnexplainedShare(0.02)), "insides and stream, ");
    }

    private void add(Masks masks, String what) {
        Network cut = Cut.apply(network, masks);
        long start = System.nanoTime();
        Network repaired = Repair.install(network, cut, masks);
        double seconds = (System.nanoTime() - start) / 1e9;
        table.add(
                what + masks.budget() + ", " + masks.method(),
                repaired.architecture().parameterCount(),
                repaired.architecture().macs() / 1e6,
                100 * Evaluation.of(cut, data.test()).accuracy(),
                100 * Evaluation.of(repaired, data.test()).accuracy(),
                masks.activations().provenance().seconds(),
                masks.provenance().seconds(),
                seconds);
    }
}
