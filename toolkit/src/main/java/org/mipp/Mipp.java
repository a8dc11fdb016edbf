package org.mipp;

import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import java.util.List;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.experiment.Experiment;
import org.mipp.experiment.pruned.Comparison;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.experiment.pruned.Tradeoff;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.engine.ComputeDevice;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.EvaluatedNetwork;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/**
 * The verbs of mutual information preserving pruning (MIPP, arXiv:2411.00147), one per step, for notebook cells and plain
 * programs.
 *
 * <pre>{@code
 * var digits = mnist();
 * var lenet  = train(lenet5(), digits, epochs(3));
 * var acts   = capture(lenet, digits.sample(2_000));
 * var mi     = estimateMi(acts, gaussian());
 * var masks  = selectMasks(acts, confidence(0.95));
 * var small  = prune(lenet, masks);
 * var tuned  = retrain(small, digits, epochs(1));
 * compare(lenet, small, tuned);
 * tradeoff(lenet, acts, List.of(keep(0.5), keep(0.2)), List.of(mipp(), l1Norm()));
 * experiment(lenet5(), digits).methods(mipp(), l1Norm()).budgets(keep(0.5)).seeds(3).run();
 * train(reinitialise(small, 0), digits, epochs(1));
 * device();
 * progress(false);
 * }</pre>
 *
 * <p>Every result is an immutable value that prints itself; in a notebook with this toolkit's kernel it shows its table or
 * figure. Cells find these doors open as well:
 *
 * <ul>
 *   <li>{@link MutualInformation}: {@code estimateMi}, {@code gaussian}, {@code measure}, {@code benchmark}
 *   <li>{@link Explanations}: {@code explain}, {@code flow}, {@code selectPixels}
 *   <li>{@link Pictures}: {@code strips}
 *   <li>{@link Retraining}: {@code retrain} without labels, {@code onOutputsOf}
 *   <li>what the verbs take: {@link Datasets}, {@link Networks}, {@link Estimators}, {@link Methods}, {@link Budgets}
 * </ul>
 */
public final class Mipp {

    private static final String NETWORK = "a network";
    private static final String DATA = "a data set";
    private static final String PLAN = "a training plan";
    private static final String ACTIVATIONS = "activations";
    private static final String BUDGET = "a budget";
    private static final String MASKS = "masks";

    private Mipp() {}

    /** {@return on which engine and device networks run here, and why a GPU goes unused if one does} */
    public static ComputeDevice device() {
        return ComputeDevice.current();
    }

    /**
     * Switches the display of how far long calls are off or on again: in notebooks it is on.
     *
     * @param shown whether calls from now on show how far they are
     */
    public static void progress(boolean shown) {
        Progress.show(shown);
    }

    /**
     * Plans training: so many passes over the training images, with Adam, batches of 128, learning rate 0.001, seed 0.
     *
     * @param count passes
     * @return the plan; its methods change the rest
     */
    public static TrainingPlan epochs(int count) {
        return TrainingPlan.epochs(count);
    }

    /**
     * Trains a network.
     *
     * @param start where to start from; left as it is
     * @param data what to learn, and to be judged by
     * @param plan how to train
     * @return the trained network with its learning curve and test accuracy
     */
    public static TrainedNetwork train(NetworkStage start, Dataset data, TrainingPlan plan) {
        return Training.train(given(start, NETWORK), given(data, DATA), given(plan, PLAN));
    }

    /**
     * Judges a network that was not trained here, and tells it its data, so that it can be compared like one that was.
     *
     * @param network a loaded network
     * @param data what it is judged by, and retrained on
     * @return the network with its test accuracy
     * @throws IllegalArgumentException if the network does not fit the images
     */
    public static EvaluatedNetwork evaluate(Network network, Dataset data) {
        return EvaluatedNetwork.of(given(network, NETWORK), given(data, DATA));
    }

    /**
     * Trains a pruned network on from the weights that it has.
     *
     * @param pruned the network; left as it is
     * @param data what to learn, and to be judged by
     * @param plan how to train
     * @return the retrained network with its learning curve and test accuracy
     */
    public static TrainedNetwork retrain(NetworkStage pruned, Dataset data, TrainingPlan plan) {
        return Training.train(given(pruned, NETWORK), given(data, DATA), given(plan, PLAN));
    }

    /**
     * Runs images through a network and takes down what every prunable layer does. Labels are not used.
     *
     * @param network the network
     * @param images what to run through it
     * @return second moments and a sample of activations, layer by layer
     */
    public static Activations capture(NetworkStage network, Images images) {
        return capture(network, images, CaptureOptions.DEFAULT);
    }

    /**
     * Runs images through a network and takes down what every prunable layer does. Labels are not used.
     *
     * @param network the network
     * @param images what to run through it
     * @param options how much to take down
     * @return second moments and a sample of activations, layer by layer
     */
    public static Activations capture(NetworkStage network, Images images, CaptureOptions options) {
        return Capture.of(given(network, NETWORK), given(images, "images"), given(options, "options"));
    }

    /**
     * Chooses which nodes stay, by MIPP in closed form.
     *
     * @param activations of the network
     * @param budget when to stop
     * @return one mask per layer, with the order in which nodes would go
     */
    public static Masks selectMasks(Activations activations, Budget budget) {
        return selectMasks(activations, Methods.mipp(), budget);
    }

    /**
     * Chooses which nodes stay, at a confidence of 95 %: {@code selectMasks(acts, terc(mine))}.
     *
     * @param activations of the network
     * @param method who chooses
     * @return one mask per layer
     */
    public static Masks selectMasks(Activations activations, SelectionMethod method) {
        return selectMasks(activations, method, Budgets.confidence(0.95));
    }

    /**
     * Chooses which nodes stay.
     *
     * @param activations of the network
     * @param method who chooses
     * @param budget when to stop
     * @return one mask per layer
     */
    public static Masks selectMasks(Activations activations, SelectionMethod method, Budget budget) {
        return given(method, "a method").select(given(activations, ACTIVATIONS), given(budget, BUDGET));
    }

    /**
     * Cuts a network to the nodes that stay and repairs it by g: no labels, no training. A network that was never trained
     * is pruned at initialisation: train what comes out of it.
     *
     * @param network the network, trained or not; left as it is
     * @param masks which nodes stay
     * @return the smaller network, with its accuracy at each step if the data are known
     */
    public static PrunedNetwork prune(NetworkStage network, Masks masks) {
        return PrunedNetwork.of(given(network, NETWORK), given(masks, MASKS));
    }

    /**
     * Gives a pruned network new weights: the control that shows what a pruned network owes to its widths alone, after
     * training, and what to the weights that were kept.
     *
     * @param pruned the network; left as it is
     * @param seed of the weights
     * @return a network of the same architecture, not trained
     */
    public static Network reinitialise(NetworkStage pruned, long seed) {
        return Initialisation.of(given(pruned, NETWORK).network().architecture(), seed);
    }

    /**
     * Compares networks: nodes, parameters, multiply-accumulates, latency, accuracy at every stage.
     *
     * @param networks trained, pruned or retrained ones
     * @return the comparison; {@link Comparison#against} adds other methods at the same widths
     */
    public static Comparison compare(NetworkStage... networks) {
        return Comparison.of(givenAll(networks, NETWORK));
    }

    /**
     * Prunes one network by several methods at several budgets, without retraining.
     *
     * @param network one whose data are known, trained here or {@link #evaluate evaluated}
     * @param activations captured from it
     * @param budgets of the first method
     * @param methods the first sets the widths that the others follow
     * @return accuracy against size
     */
    public static Tradeoff tradeoff(
            NetworkStage network, Activations activations, List<Budget> budgets, List<SelectionMethod> methods) {
        return Tradeoff.of(
                given(network, NETWORK),
                given(activations, ACTIVATIONS),
                givenAll(budgets, BUDGET),
                givenAll(methods, "a method"));
    }

    /**
     * Prepares methods x budgets x seeds under one protocol, by the field's checklist.
     *
     * @param network a new one, which is trained for every seed; or one that was trained or {@link #evaluate evaluated}
     * @param data what to train on and to be judged by
     * @return the experiment, still without methods and budgets; {@link Experiment#run} runs it
     */
    public static Experiment experiment(NetworkStage network, Dataset data) {
        return Experiment.of(given(network, NETWORK), given(data, DATA));
    }
}
