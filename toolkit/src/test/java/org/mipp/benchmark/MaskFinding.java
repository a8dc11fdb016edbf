package org.mipp.benchmark;

import java.util.List;
import java.util.Locale;
import org.mipp.baseline.activation.ThiNet;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.baseline.magnitude.L2Norm;
import org.mipp.baseline.saliency.Grasp;
import org.mipp.baseline.saliency.ProsPr;
import org.mipp.baseline.saliency.Snip;
import org.mipp.baseline.saliency.Sosp;
import org.mipp.baseline.saliency.SynFlow;
import org.mipp.baseline.saliency.Taylor;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.data.Mnist;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.zoo.LeNet5;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.Rescaling;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;

/**
 * What it takes each method that scores nodes to find masks for LeNet5 trained on MNIST, and what the cut network is worth right
 * after the cut and with g: by the same widths for all, and by each method's own share of a budget of the network.
 *
 * <p>Protocol: 6 epochs of Adam 1e-3, seed 0; the first 4,000 training images captured. Prints Markdown tables.
 */
public final class MaskFinding {

    private static final int RUNS = 3;

    private static final List<SelectionMethod> METHODS = List.of(
            new ClosedFormTerc(Regularisation.DEFAULT),
            new RandomSelection(0),
            new L1Norm(),
            new L1Norm().normalised(),
            new L2Norm(),
            new L2Norm().normalised(),
            new Taylor(),
            new Snip(),
            Snip.iterative(),
            new Grasp(),
            new Grasp().absolute(),
            Grasp.iterative(),
            new SynFlow(),
            new Sosp(),
            new ThiNet(),
            new ProsPr());

    private MaskFinding() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Dataset digits = Mnist.load();
        TrainedNetwork lenet =
                Training.train(Initialisation.of(LeNet5.architecture(), 0), digits, TrainingPlan.epochs(6));
        Images images = digits.train().first(4000);
        Activations captured = Capture.of(lenet, images, CaptureOptions.DEFAULT);
        Machine.print(
                "Finding masks for LeNet5",
                "Seconds: median of " + RUNS + " runs after one that does not count. Accuracy in %, before the cut "
                        + percent(lenet.test()) + ".");
        seconds(captured);
        for (Budget budget : List.of(
                new Budget.KeptFraction(0.5),
                new Budget.KeptFraction(0.25),
                NetworkBudget.share(NetworkBudget.Resource.PARAMETERS, 0.25),
                NetworkBudget.share(NetworkBudget.Resource.PARAMETERS, 1 / 16.0))) {
            accuracy(lenet, captured, budget, digits);
        }
    }

    private static void seconds(Activations captured) {
        System.out.println("| method | seconds |\n|---|---|");
        for (SelectionMethod method : METHODS) {
            double milliseconds = Machine.median(1, RUNS, () -> method.select(captured, new Budget.KeptFraction(0.5)));
            System.out.printf(Locale.ROOT, "| %s | %.3f |%n", method.name(), milliseconds / 1000);
        }
    }

    private static void accuracy(TrainedNetwork lenet, Activations captured, Budget budget, Dataset digits) {
        System.out.printf(Locale.ROOT, "%n%s%n%n| method | widths | cut | with g |%n|---|---|---|---|%n", budget);
        for (SelectionMethod method : METHODS) {
            Masks masks = method.select(captured, budget);
            PrunedNetwork.Steps steps =
                    PrunedNetwork.of(lenet, masks).accuracy().orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s |%n",
                    method.name(),
                    masks.masks().stream().map(mask -> mask.kept().size()).toList(),
                    percent(steps.afterCut()),
                    percent(steps.afterRepair()));
            if (method instanceof ThiNet) {
                Evaluation rescaled = Evaluation.of(
                        Rescaling.apply(lenet.network(), Cut.apply(lenet.network(), masks), masks), digits.test());
                System.out.printf(Locale.ROOT, "| ThiNet, rescaled | | %s | |%n", percent(rescaled));
            }
        }
    }

    private static String percent(Evaluation evaluation) {
        return String.format(Locale.ROOT, "%.2f", 100 * evaluation.accuracy());
    }
}
