package org.mipp;

import java.nio.file.Path;
import java.util.List;
import org.mipp.baseline.L1Norm;
import org.mipp.baseline.RandomSelection;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.CaptureOptions;
import org.mipp.data.Cifar10;
import org.mipp.data.Dataset;
import org.mipp.data.Deformation;
import org.mipp.data.FashionMnist;
import org.mipp.data.Images;
import org.mipp.data.Mnist;
import org.mipp.experiment.Comparison;
import org.mipp.experiment.Estimation;
import org.mipp.experiment.PixelSelection;
import org.mipp.experiment.PrunedNetwork;
import org.mipp.experiment.Tradeoff;
import org.mipp.information.GaussianEstimator;
import org.mipp.information.Information;
import org.mipp.information.MiEstimator;
import org.mipp.information.Regularisation;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.benchmark.EstimatorBenchmark;
import org.mipp.information.measure.Measure;
import org.mipp.information.measure.Measurement;
import org.mipp.linalg.Matrix;
import org.mipp.network.Architecture;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.Stage;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.zoo.LeNet5;
import org.mipp.network.zoo.Mlp;
import org.mipp.selection.Budget;
import org.mipp.selection.ClosedFormTerc;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.Terc;
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
 * }</pre>
 *
 * <p>Every result is an immutable value that prints itself; in a notebook with this toolkit's kernel it shows its table or
 * figure.
 */
public final class Mipp {

    private Mipp() {}

    /**
     * Loads MNIST from the project's {@code data} folder, or from the folder that MIPP_DATA names.
     *
     * @return 60,000 training and 10,000 test images
     * @throws IllegalArgumentException if the files are not there or not the published ones
     */
    public static Dataset mnist() {
        return Mnist.load();
    }

    /**
     * Loads MNIST from a folder with its four gzip files.
     *
     * @param folder where they are
     * @return 60,000 training and 10,000 test images
     * @throws IllegalArgumentException if the files are not there or not the published ones
     */
    public static Dataset mnist(Path folder) {
        return Mnist.load(folder);
    }

    /**
     * Loads Fashion-MNIST, pictures of clothes in the format of MNIST, from the project's {@code data} folder, or from
     * the folder that MIPP_DATA names.
     *
     * @return the first 20,000 training images, which are those that ship, or all 60,000 where they are there, and 10,000
     *     test images
     * @throws IllegalArgumentException if the files are not there or not the published ones
     */
    public static Dataset fashionMnist() {
        return FashionMnist.load();
    }

    /**
     * Loads CIFAR-10 from the folder {@code cifar10} or {@code cifar-10-batches-bin} in the project's {@code data} folder
     * or in the folder that MIPP_DATA names. It does not ship with the project.
     *
     * @return up to 50,000 training and 10,000 test images
     * @throws IllegalArgumentException if the files are not there, truncated or of another format
     */
    public static Dataset cifar10() {
        return Cifar10.load();
    }

    /**
     * Loads CIFAR-10 from a folder with the files of its binary version, plain or compressed by gzip.
     *
     * @param folder where they are; not all training files need be there
     * @return up to 50,000 training and 10,000 test images
     * @throws IllegalArgumentException if files are missing, truncated or of another format
     */
    public static Dataset cifar10(Path folder) {
        return Cifar10.load(folder);
    }

    /**
     * Deforms all images a little, each in its own way: turned, resized, shifted and bent.
     *
     * @param data the images
     * @param seed of the deformations
     * @return the same data, deformed; {@link Deformation} sets how much
     */
    public static Dataset deform(Dataset data, long seed) {
        return Deformation.DEFAULT.seed(seed).apply(data);
    }

    /** {@return a new LeNet5 with random weights from seed 0, not trained} */
    public static Network lenet5() {
        return lenet5(0);
    }

    /**
     * Makes a new LeNet5, not trained.
     *
     * @param seed of its weights
     * @return the network
     */
    public static Network lenet5(long seed) {
        return Initialisation.of(LeNet5.architecture(), seed);
    }

    /**
     * Makes a new multi-layer perceptron, not trained: fully connected layers with rectifiers between them.
     *
     * @param data whose images and classes it is for
     * @param hidden neurons of each layer but the last
     * @return the network, with random weights from seed 0
     */
    public static Network mlp(Dataset data, int... hidden) {
        return Initialisation.of(Mlp.of(data.train(), hidden), 0);
    }

    /**
     * Loads a residual network of eight layers that was trained on Fashion-MNIST, from the project's {@code data} folder
     * or from the folder that MIPP_DATA names.
     *
     * @return the network, for images of {@link #fashionMnist()}
     * @throws IllegalArgumentException if the file is not there
     */
    public static Network fashionResNet() {
        return NetworkFile.load(FashionMnist.resNetWeights());
    }

    /**
     * Saves a network with its architecture, for {@link #load(Path)} and for PyTorch.
     *
     * @param file a name that ends in {@code .safetensors}; replaced only once the new file is complete
     * @param network the network, at any stage
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     */
    public static void save(Path file, Stage network) {
        NetworkFile.save(file, network.network());
    }

    /**
     * Loads a network that {@link #save} saved, pruned or not.
     *
     * @param file where it is
     * @return the network
     * @throws IllegalArgumentException if it is not such a file
     */
    public static Network load(Path file) {
        return NetworkFile.load(file);
    }

    /**
     * Loads weights that PyTorch saved.
     *
     * @param file safetensors or npz, under PyTorch's names
     * @param architecture what they are of; see {@link org.mipp.network.zoo}
     * @return the network
     * @throws IllegalArgumentException if weights are missing, surplus or of another shape
     */
    public static Network load(Path file, Architecture architecture) {
        return NetworkFile.load(file, architecture);
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
    public static TrainedNetwork train(Stage start, Dataset data, TrainingPlan plan) {
        return Training.train(start, data, plan);
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
        return EvaluatedNetwork.of(network, data);
    }

    /**
     * Trains a pruned network on from the weights that it has.
     *
     * @param pruned the network; left as it is
     * @param data what to learn, and to be judged by
     * @param plan how to train
     * @return the retrained network with its learning curve and test accuracy
     */
    public static TrainedNetwork retrain(Stage pruned, Dataset data, TrainingPlan plan) {
        return Training.train(pruned, data, plan);
    }

    /**
     * Runs images through a network and takes down what every prunable layer does. Labels are not used.
     *
     * @param network the network
     * @param images what to run through it
     * @return second moments and a sample of activations, layer by layer
     */
    public static Activations capture(Stage network, Images images) {
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
    public static Activations capture(Stage network, Images images, CaptureOptions options) {
        return Capture.of(network, images, options);
    }

    /** {@return the Gaussian closed form, with a null line at 95 %} */
    public static GaussianEstimator gaussian() {
        return new GaussianEstimator(Regularisation.DEFAULT, 0.95);
    }

    /**
     * Estimates what every node tells the next layer, alone and beyond all other nodes.
     *
     * @param activations of the network
     * @param estimator how to estimate
     * @return information in nats, layer by layer
     */
    public static Information estimateMi(Activations activations, GaussianEstimator estimator) {
        return Estimation.of(activations, estimator);
    }

    /**
     * Measures mutual information: the estimate, how far it would move on another sample, and what chance alone gives.
     *
     * @param estimator any estimator, a lambda too; {@link Measure} sets repeats, permutations, level and seed
     * @param x one row per sample, shape {@code [samples, dx]}
     * @param y the same samples of the other variable, shape {@code [samples, dy]}
     * @return the measurement in nats
     */
    public static Measurement measure(MiEstimator estimator, Matrix x, Matrix y) {
        return Measure.with(estimator).of(x, y);
    }

    /**
     * Runs estimators of mutual information, beside the classical ones, on 40 tasks with known answers, at 500
     * and 2,000 samples with three seeds each.
     *
     * @param estimators at least one, lambdas too; {@link EstimatorBenchmark} sets names, tasks, sizes, seeds and a file to resume
     *     from
     * @return all estimates, with summaries
     */
    public static BenchmarkResult benchmark(MiEstimator... estimators) {
        return EstimatorBenchmark.of(estimators).besideClassical().run();
    }

    /**
     * The paper's budget: keep a node only if we are more than this sure that it tells the next layer something.
     *
     * @param level between 0 and 1; 0.5 prunes sparingly, 0.99 aggressively
     * @return the budget
     */
    public static Budget confidence(double level) {
        return new Budget.Confidence(level);
    }

    /**
     * Keeps the same fraction of every layer's nodes.
     *
     * @param fraction above 0, at most 1
     * @return the budget
     */
    public static Budget keep(double fraction) {
        return new Budget.KeptFraction(fraction);
    }

    /**
     * Lets a share of the next layer's variance become unexplained in every layer.
     *
     * @param share between 0 and 1
     * @return the budget
     */
    public static Budget unexplained(double share) {
        return new Budget.UnexplainedShare(share);
    }

    /**
     * Lets an amount of information be lost in every layer.
     *
     * @param nats per layer, at least 0
     * @return the budget
     */
    public static Budget lose(double nats) {
        return new Budget.LostInformation(nats);
    }

    /**
     * Cuts the whole network down to a number of parameters, shared out over the layers at equal marginal loss.
     *
     * @param most how many may stay, at least 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget parameters(long most) {
        return NetworkBudget.of(NetworkBudget.Resource.PARAMETERS, most);
    }

    /**
     * Cuts the whole network down to a share of its parameters, shared out over the layers at equal marginal loss.
     *
     * @param share above 0, at most 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget parameters(double share) {
        return NetworkBudget.share(NetworkBudget.Resource.PARAMETERS, share);
    }

    /**
     * Cuts the whole network down to a number of multiply-accumulates for one sample, shared out over the layers at equal
     * marginal loss.
     *
     * @param most how many may stay, at least 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget macs(long most) {
        return NetworkBudget.of(NetworkBudget.Resource.MACS, most);
    }

    /**
     * Cuts the whole network down to a share of its multiply-accumulates, shared out over the layers at equal marginal
     * loss.
     *
     * @param share above 0, at most 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget macs(double share) {
        return NetworkBudget.share(NetworkBudget.Resource.MACS, share);
    }

    /**
     * Cuts the whole network down to a number of nodes, shared out over the layers at equal marginal loss.
     *
     * @param most how many may stay, at least 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget nodes(long most) {
        return NetworkBudget.of(NetworkBudget.Resource.NODES, most);
    }

    /**
     * Cuts the whole network down to a share of its nodes, shared out over the layers at equal marginal loss.
     *
     * @param share above 0, at most 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget nodes(double share) {
        return NetworkBudget.share(NetworkBudget.Resource.NODES, share);
    }

    /**
     * Searches by the paper's TERC with any estimator, your own lambda included.
     *
     * @param estimator of mutual information
     * @return the method, on 1,000 observations per layer
     */
    public static Terc terc(MiEstimator estimator) {
        return new Terc(estimator);
    }

    /**
     * Searches by TERC as published, with small networks that are trained on whenever a node is taken away.
     *
     * @param repeats how many networks, whose losses are averaged; the paper has five, one takes a fifth of the time
     * @return the method, on 5,120 observations per layer
     */
    public static Terc publishedTerc(int repeats) {
        return Terc.published(repeats);
    }

    /** {@return MIPP with TERC in closed form} */
    public static SelectionMethod mipp() {
        return new ClosedFormTerc(Regularisation.DEFAULT);
    }

    /**
     * Keeps nodes at random: what every method has to beat.
     *
     * @param seed of the choice
     * @return the method
     */
    public static SelectionMethod random(long seed) {
        return new RandomSelection(seed);
    }

    /** {@return the method that keeps the nodes with the largest incoming weights} */
    public static SelectionMethod l1Norm() {
        return new L1Norm();
    }

    /**
     * Chooses which nodes stay, by MIPP in closed form.
     *
     * @param activations of the network
     * @param budget when to stop
     * @return one mask per layer, with the order in which nodes would go
     */
    public static Masks selectMasks(Activations activations, Budget budget) {
        return selectMasks(activations, mipp(), budget);
    }

    /**
     * Chooses which nodes stay, at a confidence of 95 %: {@code selectMasks(acts, terc(mine))}.
     *
     * @param activations of the network
     * @param method who chooses
     * @return one mask per layer
     */
    public static Masks selectMasks(Activations activations, SelectionMethod method) {
        return selectMasks(activations, method, confidence(0.95));
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
        return method.select(activations, budget);
    }

    /**
     * Chooses which pixels a network needs, by the test that chooses nodes, applied to the input layer.
     *
     * @param activations of a network whose first linear map is fully connected
     * @param budget when to stop, for example {@code keep(0.25)}
     * @return the pixels that stay; {@link PixelSelection#apply(Dataset)} sets the others to their mean
     */
    public static PixelSelection selectPixels(Activations activations, Budget budget) {
        return PixelSelection.of(activations, new ClosedFormTerc(Regularisation.DEFAULT), budget);
    }

    /**
     * Cuts a network to the nodes that stay and repairs it by g: no labels, no training. A network that was never trained
     * is pruned at initialisation: train what comes out of it.
     *
     * @param network the network, trained or not; left as it is
     * @param masks which nodes stay
     * @return the smaller network, with its accuracy at each step if the data are known
     */
    public static PrunedNetwork prune(Stage network, Masks masks) {
        return PrunedNetwork.of(network, masks);
    }

    /**
     * Gives a pruned network new weights: the control that shows what a pruned network owes to its widths alone, after
     * training, and what to the weights that were kept.
     *
     * @param pruned the network; left as it is
     * @param seed of the weights
     * @return a network of the same architecture, not trained
     */
    public static Network reinitialise(Stage pruned, long seed) {
        return Initialisation.of(pruned.network().architecture(), seed);
    }

    /**
     * Compares networks: nodes, parameters, multiply-accumulates, latency, accuracy at every stage.
     *
     * @param networks trained, pruned or retrained ones
     * @return the comparison; {@link Comparison#against} adds other methods at the same widths
     */
    public static Comparison compare(Stage... networks) {
        return Comparison.of(networks);
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
            Stage network, Activations activations, List<Budget> budgets, List<SelectionMethod> methods) {
        return Tradeoff.of(network, activations, budgets, methods);
    }
}
