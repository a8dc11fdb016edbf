package org.mipp.information.neural;

import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.mipp.information.MiEstimator;
import org.mipp.linalg.Matrix;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;

/**
 * Latent mutual information: compresses x and y to a few columns each that still tell both, and leaves the estimate to
 * another estimator that is good with few columns, usually by nearest neighbours (Gowri, Lun, Klein, Yin, NeurIPS 2024,
 * arXiv:2409.02732).
 *
 * <p>Two encoders {@code x -> u}, {@code y -> v}; from u as from v a decoder rebuilds x and y with the least squared error,
 * so that each code keeps its own variable and what it says about the other. The last estimator then sees the codes of the
 * test samples. Departures from the paper: one decoder per code for both variables instead of two; encoders of 128 and 64
 * units instead of up to 1024, the smooth rectifier, no dropout, averaged weights, so that it takes seconds on a processor.
 *
 * <p>Bias: codes are functions of x and y and can only lose information, and the last estimator adds its own bias. Cost:
 * steps x batch rows through four small networks, then one estimate from half of the samples. Fails where the dependence
 * makes up little of the variance: a code of few columns keeps what rebuilds best, not what informs best.
 *
 * @param last estimates from the codes
 * @param options how the codes are trained; its decoders have the hidden layers in reverse order
 * @param dimensions columns of each code
 * @param seed of starting weights, division of the samples and batches
 */
public record LatentMi(MiEstimator last, NeuralOptions options, int dimensions, long seed) implements NeuralEstimator {

    private static final NeuralOptions OPTIONS =
            new NeuralOptions(List.of(128, 64), 2e-3, 0, 200, 3000, 100, 5, 0.4, 0.1);

    /** Checks the parameters. */
    public LatentMi {
        positive(dimensions, "dimensions");
    }

    /**
     * Makes the estimator with codes of 8 columns, half of the samples for training, and seed 0.
     *
     * @param last estimates from the codes
     * @return the estimator
     */
    public static LatentMi before(MiEstimator last) {
        return new LatentMi(last, OPTIONS, 8, 0);
    }

    @Override
    public NeuralEstimate fit(Matrix x, Matrix y) {
        SplittableRandom random = new SplittableRandom(seed);
        SplitSamples samples = SplitSamples.of(x, y, options, random);
        Shape shape = new Shape(samples.dx(), samples.dy(), options.hidden(), dimensions);
        try (Progress progress = Progress.of(name(), options.steps());
                NDManager manager = NDManager.newBaseManager()) {
            NDArray xs = Perceptron.table(manager, samples.x(), samples.dx());
            NDArray ys = Perceptron.table(manager, samples.y(), samples.dy());
            EarlyStopping training = new EarlyStopping(options, samples, random, progress);
            Codes best = training.run(shape.start(random), manager, vector -> new Codes(shape, vector, xs, ys));
            double estimate = last.estimate(
                    best.code(best.encodeX, xs, samples.validation(), samples.rows()),
                    best.code(best.encodeY, ys, samples.validation(), samples.rows()));
            return new NeuralEstimate(
                    name(),
                    estimate,
                    training.curve(),
                    training.bestStep(),
                    samples.rows(),
                    seed,
                    progress.seconds(),
                    training.warnings());
        }
    }

    @Override
    public LatentMi withSeed(long newSeed) {
        return new LatentMi(last, options, dimensions, newSeed);
    }

    /**
     * Changes how the codes are trained.
     *
     * @param changed the new options
     * @return the same estimator with these
     */
    public LatentMi with(NeuralOptions changed) {
        return new LatentMi(last, changed, dimensions, seed);
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return SplitSamples.warnings(x, y);
    }

    @Override
    public Optional<SettingsKey> key() {
        return last.key().map(own -> SettingsKey.of("latent", 1)
                .with("last", own)
                .with("options", options)
                .with("dimensions", dimensions)
                .with("seed", seed));
    }

    @Override
    public String name() {
        return options.after("LatentMI of " + dimensions + " + " + dimensions + " columns, " + last.name(), OPTIONS);
    }

    /** The widths of the four networks, whose weights lie one after the other in one vector. */
    private record Shape(int dx, int dy, List<Integer> hidden, int dimensions) {

        int[] encoder(int columns) {
            return Perceptron.widths(columns, hidden, dimensions);
        }

        int[] decoder() {
            List<Integer> reversed = new ArrayList<>(hidden);
            Collections.reverse(reversed);
            return Perceptron.widths(dimensions, reversed, dx + dy);
        }

        List<int[]> all() {
            return List.of(encoder(dx), encoder(dy), decoder(), decoder());
        }

        int offset(int network) {
            return all().stream().limit(network).mapToInt(Perceptron::size).sum();
        }

        Perceptron over(NDArray vector, int network) {
            return new Perceptron(vector, offset(network), all().get(network));
        }

        float[] start(SplittableRandom random) {
            float[] start = new float[offset(all().size())];
            for (int network = 0; network < all().size(); network++) {
                Perceptron.initialise(start, offset(network), random, all().get(network));
            }
            return start;
        }
    }

    /** The two encoders and what rebuilds x and y from either code. */
    private static final class Codes implements TrainableModel {

        private final Perceptron encodeX;
        private final Perceptron encodeY;
        private final Perceptron decodeX;
        private final Perceptron decodeY;
        private final NDArray x;
        private final NDArray y;
        private final NDArray both;
        private final NDArray share; // every column's share of the loss: x and y count alike

        Codes(Shape shape, NDArray vector, NDArray x, NDArray y) {
            this.encodeX = shape.over(vector, 0);
            this.encodeY = shape.over(vector, 1);
            this.decodeX = shape.over(vector, 2);
            this.decodeY = shape.over(vector, 3);
            this.x = x;
            this.y = y;
            this.both = x.concat(y, 1);
            float[] shares = new float[shape.dx() + shape.dy()];
            for (int j = 0; j < shares.length; j++) {
                shares[j] = 1f / (j < shape.dx() ? shape.dx() : shape.dy());
            }
            this.share = vector.getManager().create(shares);
        }

        @Override
        public NDArray gradient(int[] rows, NDManager scope) {
            NDArray target = Perceptron.rows(both, rows, scope);
            NDList encoders = new NDList();
            NDList decoders = new NDList();
            backward(encodeX, decodeX, Perceptron.rows(x, rows, scope), target, encoders, decoders);
            backward(encodeY, decodeY, Perceptron.rows(y, rows, scope), target, encoders, decoders);
            return Perceptron.joined(encoders.addAll(decoders));
        }

        private void backward(
                Perceptron encode, Perceptron decode, NDArray input, NDArray target, NDList encoders, NDList decoders) {
            Perceptron.Pass code = encode.forward(input);
            Perceptron.Pass rebuilt = decode.forward(code.output());
            NDArray slope = rebuilt.output().sub(target).muli(share).muli(2.0 / input.size(0));
            NDArray codeSlope = decode.inputSlope(decode.backward(rebuilt, slope, decoders));
            encode.backward(code, codeSlope, encoders);
        }

        /** Minus the mean squared error of what is rebuilt from both codes. */
        @Override
        public double value(int from, int to) {
            double error = 0;
            for (int first = from; first < to; first += encodeX.rowsAtOnce()) {
                int end = Math.min(to, first + encodeX.rowsAtOnce());
                try (NDManager scope = both.getManager().newSubManager()) {
                    NDArray target = part(both, first, end, scope);
                    error += error(encodeX, decodeX, part(x, first, end, scope), target)
                            + error(encodeY, decodeY, part(y, first, end, scope), target);
                }
            }
            return -error / (to - from);
        }

        private double error(Perceptron encode, Perceptron decode, NDArray input, NDArray target) {
            NDArray rebuilt = decode.forward(encode.forward(input).output()).output();
            return rebuilt.subi(target).square().muli(share).sum().getFloat();
        }

        private static NDArray part(NDArray table, int from, int to, NDManager scope) {
            return table.get(scope, new NDIndex("{}:{}", from, to));
        }

        Matrix code(Perceptron encode, NDArray table, int from, int to) {
            float[] code = encode.outputs(table, from, to);
            int columns = code.length / (to - from);
            return Matrix.fill(to - from, columns, (i, j) -> code[i * columns + j]);
        }
    }
}
