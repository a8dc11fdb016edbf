package org.mipp.benchmark;

import java.util.Locale;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.data.Mnist;
import org.mipp.experiment.pruned.Estimation;
import org.mipp.information.gaussian.GaussianNodeInformation;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.LeNet5;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.repair.Repair;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;

/** How long each step takes on LeNet5. Prints a Markdown table. */
public final class LeNet5Speed {

    private static final int WARM_UP = 3;
    private static final int RUNS = 9;

    private LeNet5Speed() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Dataset digits = Mnist.load();
        long start = System.nanoTime();
        TrainedNetwork lenet =
                Training.train(Initialisation.of(LeNet5.architecture(), 0), digits, TrainingPlan.epochs(1));
        double training = (System.nanoTime() - start) / 1e6;
        Network network = lenet.network();
        Images images = digits.train().first(4000);
        Activations captured = Capture.of(lenet, images, CaptureOptions.DEFAULT);
        ClosedFormTerc mipp = new ClosedFormTerc(Regularisation.DEFAULT);
        GaussianNodeInformation gaussian = new GaussianNodeInformation(Regularisation.DEFAULT, 0.95);
        Masks half = mipp.select(captured, new Budget.KeptFraction(0.5));
        Network cut = Cut.apply(network, half);

        Machine.print(
                "LeNet5: time of each step",
                "Median of " + RUNS + " runs after " + WARM_UP + " that do not count; training: one run of one epoch.");
        System.out.println("| step | milliseconds |\n|---|---|");
        row("training, 60,000 images, one epoch and test", training);
        row("capture of 4,000 images", median(() -> Capture.of(lenet, images, CaptureOptions.DEFAULT)));
        row("information of all nodes with error bars", median(() -> Estimation.of(captured, gaussian)));
        row(
                "selection, all four layers, confidence 95 %",
                median(() -> mipp.select(captured, new Budget.Confidence(0.95))));
        row("selection, all four layers, keep 50 %", median(() -> mipp.select(captured, half.budget())));
        row("selection, all four layers, keep 5 %", median(() -> mipp.select(captured, new Budget.KeptFraction(0.05))));
        row("cut, keep 50 %", median(() -> Cut.apply(network, half)));
        row("front-to-back g, keep 50 %, 4,000 images", median(() -> Repair.install(network, cut, half)));
        row("judging 10,000 images", median(() -> Evaluation.of(network, digits.test())));
    }

    private static double median(Runnable work) {
        return Machine.median(WARM_UP, RUNS, work);
    }

    private static void row(String step, double milliseconds) {
        System.out.printf(Locale.ROOT, "| %s | %,.0f |%n", step, milliseconds);
    }
}
