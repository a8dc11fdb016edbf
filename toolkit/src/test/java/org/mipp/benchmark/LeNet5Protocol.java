package org.mipp.benchmark;

import java.util.List;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Mnist;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.zoo.LeNet5;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/**
 * LeNet5 on MNIST over several seeds: accuracy at several budgets, by several methods, before and after g and retraining.
 *
 * <p>Protocol: 6 epochs of Adam 1e-3; the first 4,000 training images captured; retraining is one epoch over the first
 * 20,000 images. The seed decides weights, order of images and random masks. Prints Markdown tables.
 */
public final class LeNet5Protocol {

    private final Dataset digits = Mnist.load();
    private final int seeds;
    private final MeanTable table = new MeanTable(
            "budget, method", "parameters", "dense", "cut", "with g", "cut + retraining", "g + retraining");

    private LeNet5Protocol(int seeds) {
        this.seeds = seeds;
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments how many seeds; 5 if none is given
     */
    public static void main(String[] arguments) {
        new LeNet5Protocol(arguments.length == 0 ? 5 : Integer.parseInt(arguments[0])).run();
    }

    private void run() {
        for (int seed = 0; seed < seeds; seed++) {
            run(seed);
        }
        Machine.print("LeNet5 on MNIST: accuracy", "Mean and standard deviation over " + seeds + " seeds, in %.");
        table.print();
    }

    private void run(int seed) {
        TrainedNetwork dense = Training.train(
                Initialisation.of(LeNet5.architecture(), seed),
                digits,
                TrainingPlan.epochs(6).seed(seed));
        Activations captured = Capture.of(dense, digits.train().first(4000), CaptureOptions.DEFAULT);
        ClosedFormTerc mipp = new ClosedFormTerc(Regularisation.DEFAULT);
        for (double fraction : new double[] {0.5, 0.25, 0.1, 0.05}) {
            Masks first = mipp.select(captured, new Budget.KeptFraction(fraction));
            add(dense, first);
            for (SelectionMethod rival : List.of(new L1Norm(), new RandomSelection(seed))) {
                add(dense, rival.select(captured, new Budget.KeptFraction(fraction)));
            }
        }
        for (double share : new double[] {0.003, 0.01, 0.03, 0.1}) {
            add(dense, mipp.select(captured, new Budget.UnexplainedShare(share)));
        }
        add(dense, mipp.select(captured, new Budget.Confidence(0.95)));
        System.err.println("seed " + seed + " done");
    }

    private void add(TrainedNetwork dense, Masks masks) {
        PrunedNetwork pruned = PrunedNetwork.of(dense, masks);
        PrunedNetwork.Steps steps = pruned.accuracy().orElseThrow();
        TrainingPlan plan = TrainingPlan.epochs(1).images(20_000).seed(1);
        table.add(
                masks.budget() + ", " + masks.method(),
                pruned.network().architecture().parameterCount(),
                100 * dense.test().accuracy(),
                100 * steps.afterCut().accuracy(),
                100 * steps.afterRepair().accuracy(),
                100 * Training.train(pruned.cut(), digits, plan).test().accuracy(),
                100 * Training.train(pruned, digits, plan).test().accuracy());
    }
}
