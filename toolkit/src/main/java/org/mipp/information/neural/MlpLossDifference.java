package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.mipp.linalg.Cholesky;
import org.mipp.linalg.Matrix;
import org.mipp.run.Progress;

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
 * no limit: numbers are taken to be known to a relative variance of {@value #RESOLUTION} only.
 *
 * @param target what Y is
 * @param options how the network is trained
 * @param seed of starting weights, division of the samples and batches
 */
public record MlpLossDifference(Target target, NeuralOptions options, long seed) implements NeuralEstimator {

    static final double RESOLUTION = 1e-8;
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
        Loss loss = target == Target.LABELS ? CrossEntropy.of(samples, y) : Squares.of(samples);
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
    public String name() {
        return options.after(
                target == Target.LABELS ? "MLP log loss difference" : "MLP squared loss difference", OPTIONS);
    }

    /** A network that predicts Y, judged by a loss. */
    private record Predictor(Perceptron network, NDArray x, Loss loss) implements TrainableModel {

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

    /** What the network outputs, row by row, against Y. */
    private interface Loss {

        int outputs();

        /** The slope of the mean loss in every output. */
        float[] slopes(float[] predicted, int[] rows);

        /** The loss without X minus that with X on neighbouring rows, in nats. */
        double difference(float[] predicted, int from);
    }

    private record Squares(float[] y, int outputs) implements Loss {

        static Squares of(SplitSamples samples) {
            return new Squares(samples.y(), samples.dy());
        }

        @Override
        public float[] slopes(float[] predicted, int[] rows) {
            float[] slopes = new float[predicted.length];
            for (int k = 0; k < slopes.length; k++) {
                slopes[k] = 2 * (predicted[k] - y[rows[k / outputs] * outputs + k % outputs]) / slopes.length;
            }
            return slopes;
        }

        @Override
        public double difference(float[] predicted, int from) {
            float[] truth = Arrays.copyOfRange(y, from * outputs, from * outputs + predicted.length);
            float[] rest = new float[truth.length];
            for (int k = 0; k < rest.length; k++) {
                rest[k] = truth[k] - predicted[k];
            }
            return (logDeterminant(truth) - logDeterminant(rest)) / 2;
        }

        private double logDeterminant(float[] rows) {
            int n = rows.length / outputs;
            double[] mean = new double[outputs];
            for (int k = 0; k < rows.length; k++) {
                mean[k % outputs] += rows[k] / (double) n;
            }
            return Cholesky.of(Matrix.fill(outputs, outputs, (i, j) -> {
                        double sum = 0;
                        for (int k = 0; k < rows.length; k += outputs) {
                            sum += (rows[k + i] - mean[i]) * (rows[k + j] - mean[j]);
                        }
                        return sum / n + (i == j ? RESOLUTION : 0);
                    }))
                    .logDeterminant();
        }
    }

    private record CrossEntropy(int[] classes, double[] logShare) implements Loss {

        static CrossEntropy of(SplitSamples samples, Matrix y) {
            argument(y.columns() == 1, "labels: expected one column of y, got %d", y.columns());
            double[] labels = y.column(0);
            for (int i = 0; i < labels.length; i++) {
                argument(
                        labels[i] == Math.rint(labels[i]),
                        "labels: expected whole numbers, got %s in row %d; choose NUMBERS for measured values",
                        labels[i],
                        i);
            }
            double[] distinct = Arrays.stream(labels).distinct().sorted().toArray();
            argument(
                    distinct.length <= labels.length / 8,
                    "labels: expected at least 8 samples per class, got %d classes in %d samples; merge classes",
                    distinct.length,
                    labels.length);
            int[] classes = Arrays.stream(samples.order())
                    .map(row -> Arrays.binarySearch(distinct, labels[row]))
                    .toArray();
            double[] logShare = new double[distinct.length];
            for (int label = 0; label < distinct.length; label++) {
                int wanted = label;
                logShare[label] =
                        Math.log(Arrays.stream(classes).filter(c -> c == wanted).count() / (double) classes.length);
            }
            return new CrossEntropy(classes, logShare);
        }

        @Override
        public int outputs() {
            return logShare.length;
        }

        @Override
        public float[] slopes(float[] predicted, int[] rows) {
            float[] slopes = new float[predicted.length];
            for (int i = 0; i < rows.length; i++) {
                double level = logSumExp(predicted, i);
                for (int c = 0; c < outputs(); c++) {
                    double probability = Math.exp(predicted[i * outputs() + c] - level);
                    slopes[i * outputs() + c] = (float) ((probability - (c == classes[rows[i]] ? 1 : 0)) / rows.length);
                }
            }
            return slopes;
        }

        @Override
        public double difference(float[] predicted, int from) {
            int n = predicted.length / outputs();
            double sum = 0;
            for (int i = 0; i < n; i++) {
                int c = classes[from + i];
                sum += predicted[i * outputs() + c] - logSumExp(predicted, i) - logShare[c];
            }
            return sum / n;
        }

        private double logSumExp(float[] predicted, int row) {
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < outputs(); c++) {
                most = Math.max(most, predicted[row * outputs() + c]);
            }
            double sum = 0;
            for (int c = 0; c < outputs(); c++) {
                sum += Math.exp(predicted[row * outputs() + c] - most);
            }
            return most + Math.log(sum);
        }
    }
}
