package org.mipp.information.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.mipp.linalg.Matrix;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;

/**
 * How much better a network predicts Y from X than one can without X (Covert, Lundberg, Lee, NeurIPS 2020,
 * arXiv:2004.00668: under the log loss the predictive power of features is their mutual information).
 *
 * <p>For labels the loss is the cross-entropy, and the difference on held-out samples is a lower bound, short of the truth
 * by what the network has not learnt (Barber, Agakov, NIPS 2003). For numbers the network minimises the squared error, and
 * the difference is read as that of Gaussians, {@code 1/2 (ln det Cov(Y) - ln det Cov(Y - prediction))}: a lower bound if Y
 * is Gaussian, otherwise a number that can lie on either side. The prediction may be any function of X, but a dependence
 * that leaves the mean of Y unmoved is not seen: on spirals it finds two thirds.
 *
 * <p>Bias: as said. Cost: steps x batch rows through one network. Fails for an exact function of X, whose information has
 * no limit: numbers are taken to be known to a relative variance of {@value PredictionLoss#RESOLUTION} only.
 *
 * @param target what Y is
 * @param options how the network is trained
 * @param seed of starting weights, division of the samples and batches
 */
public record MlpLossDifference(Target target, NeuralOptions options, long seed) implements NeuralEstimator {

    private static final NeuralOptions OPTIONS =
            new NeuralOptions(List.of(64, 64), 3e-3, 0.1, 256, 4000, 100, 10, 0.6, 0.2);

    /** What Y is. */
    public enum Target {
        /** Columns of numbers: squared loss, read as Gaussian. */
        NUMBERS,
        /** One column of whole numbers, each a class: cross-entropy. */
        LABELS
    }

    /**
     * Makes the estimator with its default options and seed 0.
     *
     * @param target what Y is
     * @return the estimator
     */
    public static MlpLossDifference of(Target target) {
        return new MlpLossDifference(target, OPTIONS, 0);
    }

    @Override
    public NeuralEstimate fit(Matrix x, Matrix y) {
        SplittableRandom random = new SplittableRandom(seed);
        SplitSamples samples = SplitSamples.of(x, y, options, random);
        PredictionLoss loss = target == Target.LABELS
                ? PredictionLoss.CrossEntropy.of(samples, y)
                : PredictionLoss.Squares.of(samples);
        int[] widths = Perceptron.widths(samples.dx(), options.hidden(), loss.outputs());
        float[] start = new float[Perceptron.size(widths)];
        Perceptron.initialise(start, 0, random, widths);
        try (Progress progress = Progress.of(name(), options.steps());
                NDManager manager = NDManager.newBaseManager()) {
            NDArray xs = Perceptron.table(manager, samples.x(), samples.dx());
            EarlyStopping training = new EarlyStopping(options, samples, random, progress);
            Predictor best =
                    training.run(start, manager, vector -> new Predictor(new Perceptron(vector, 0, widths), xs, loss));
            return new NeuralEstimate(
                    name(),
                    best.value(samples.validation(), samples.rows()),
                    training.curve(),
                    training.bestStep(),
                    samples.rows(),
                    seed,
                    progress.seconds(),
                    training.warnings());
        }
    }

    @Override
    public MlpLossDifference withSeed(long newSeed) {
        return new MlpLossDifference(target, options, newSeed);
    }

    /**
     * Changes how the network is trained.
     *
     * @param changed the new options
     * @return the same estimator with these
     */
    public MlpLossDifference with(NeuralOptions changed) {
        return new MlpLossDifference(target, changed, seed);
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return SplitSamples.warnings(x, y);
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("mlp-loss-difference", 1, this));
    }

    @Override
    public String name() {
        return options.after(
                target == Target.LABELS ? "MLP log loss difference" : "MLP squared loss difference", OPTIONS);
    }

    /** A network that predicts Y, judged by a loss. */
    private record Predictor(Perceptron network, NDArray x, PredictionLoss loss) implements TrainableModel {

        @Override
        public NDArray gradient(int[] rows, NDManager scope) {
            Perceptron.Pass pass = network.forward(Perceptron.rows(x, rows, scope));
            float[] slopes = loss.slopes(pass.output().toFloatArray(), rows);
            NDList gradient = new NDList();
            network.backward(pass, scope.create(slopes, new Shape(rows.length, loss.outputs())), gradient);
            return Perceptron.joined(gradient);
        }

        @Override
        public double value(int from, int to) {
            return loss.difference(network.outputs(x, from, to), from);
        }
    }
}
