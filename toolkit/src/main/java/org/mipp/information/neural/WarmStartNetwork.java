package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.mipp.linalg.Matrix;
import org.mipp.run.RandomOrder;

/**
 * A network with one hidden layer that predicts Y from X and goes on from the weights that it has when columns of X are
 * taken away: the estimator of TERC as published (Westphal, Hailes, Musolesi, arXiv:2411.00147), by the difference of
 * losses of Covert, Lundberg, Lee (arXiv:2004.00668).
 *
 * <p>The paper leaves the network open. Here: twice as many hidden nodes as targets, but 64 to 512; a smooth rectifier;
 * Adam at 1e-3, batches of 256, at most 100 passes, stopped after 5 without a better loss on held-out rows. The held-out
 * rows, a fifth, are also what losses are measured on: a difference of two such losses cancels most of what that flatters.
 *
 * <p>Losses are read as nats by the Gaussian form, {@code 1/2 sum_j ln(mse_j without / mse_j with)}. Holds memory outside
 * the Java heap: close it. Not thread-safe.
 */
public final class WarmStartNetwork implements AutoCloseable {

    private static final int MOST_PASSES = 100;
    private static final int PATIENCE = 5;
    private static final int MOST_ROUNDS = 8;
    private static final double SETTLED = 1e-4; // nats per target
    private static final double SMALLEST_LOSS = 1e-8;
    private static final double HELD_OUT = 0.2;

    private final NDManager manager;
    private final SplittableRandom random;
    private final NeuralOptions options;
    private final SplitSamples samples;
    private final Runnable onPass;
    private final int[] widths;
    private final float[] columns; // the inputs as they are now, columns that are gone at 0
    private NDArray table;
    private float[] weights;
    private double[] losses = {}; // of every target on the held-out rows; none before the first fit
    private float[] candidate = {};
    private double[] candidateLosses = {};
    private int[] candidateColumns = {};

    private WarmStartNetwork(Matrix x, Matrix y, long seed, Runnable onPass) {
        int hidden = Math.min(512, Math.max(64, 2 * y.columns()));
        this.options = new NeuralOptions(List.of(hidden), 1e-3, 0, 256, 1, 1, 1, 1 - HELD_OUT, HELD_OUT / 2);
        this.random = new SplittableRandom(seed);
        this.samples = SplitSamples.of(x, y, options, random);
        this.manager = NDManager.newBaseManager();
        this.onPass = onPass;
        this.widths = Perceptron.widths(samples.dx(), options.hidden(), samples.dy());
        this.columns = samples.x().clone();
        this.table = Perceptron.table(manager, columns, samples.dx());
        this.weights = new float[Perceptron.size(widths)];
        Perceptron.initialise(weights, 0, random, widths);
    }

    /** Trains until another round gains next to nothing: what training alone still gains would be laid to the nodes. */
    private void settle() {
        double gained = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS && gained > SETTLED * samples.dy(); round++) {
            double[] now = train(Double.NEGATIVE_INFINITY);
            gained = losses.length == 0 ? gained : -lost(now);
            weights = candidate;
            losses = now;
        }
    }

    /**
     * Fits the network to all columns.
     *
     * @param x shape {@code [samples, dx]}
     * @param y shape {@code [samples, dy]}
     * @param seed of the split, the starting weights and the batches
     * @param onPass is called after every pass over the samples; may throw to stop
     * @return the network; the caller closes it
     * @throws IllegalArgumentException if the numbers of rows differ, there are too few, or a value is not finite
     */
    public static WarmStartNetwork fit(Matrix x, Matrix y, long seed, Runnable onPass) {
        WarmStartNetwork network = new WarmStartNetwork(x, y, seed, onPass);
        try {
            network.settle();
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** {@return what X tells Y with the columns that are left, in nats, on held-out rows} */
    public double nats() {
        double sum = 0;
        double[] variance = new double[losses.length];
        for (int i = samples.train(); i < samples.rows(); i++) {
            for (int j = 0; j < variance.length; j++) {
                double value = samples.y()[i * variance.length + j];
                variance[j] += value * value / (samples.rows() - samples.train());
            }
        }
        for (int j = 0; j < losses.length; j++) {
            sum += Math.log(Math.max(SMALLEST_LOSS, variance[j]) / losses[j]) / 2;
        }
        return sum;
    }

    /**
     * Takes columns away on trial and trains on from the weights that the network has, until what is lost is little enough
     * or nothing more is gained.
     *
     * @param taken the columns
     * @param enough what may be lost, in nats
     * @return what is lost, in nats; may be negative, because training goes on
     */
    public double without(int[] taken, double enough) {
        argument(taken.length > 0, "without: expected at least one column to take away, got none");
        clear(taken, true);
        candidateColumns = taken.clone();
        candidateLosses = train(enough);
        clear(taken, false);
        return lost(candidateLosses);
    }

    /** Takes away for good what was taken away on trial last. */
    public void accept() {
        weights = candidate;
        losses = candidateLosses;
        for (int row = 0; row < samples.rows(); row++) {
            for (int column : candidateColumns) {
                columns[row * samples.dx() + column] = 0;
            }
        }
        refresh(columns);
    }

    private void clear(int[] taken, boolean cleared) {
        float[] values = columns;
        if (cleared) {
            values = columns.clone();
            for (int row = 0; row < samples.rows(); row++) {
                for (int column : taken) {
                    values[row * samples.dx() + column] = 0;
                }
            }
        }
        refresh(values);
    }

    private void refresh(float[] values) {
        table.close();
        table = Perceptron.table(manager, values, samples.dx());
    }

    private double lost(double[] now) {
        double sum = 0;
        for (int j = 0; j < now.length; j++) {
            sum += Math.log(now[j] / losses[j]) / 2;
        }
        return sum;
    }

    /** Trains on from the weights, and leaves the best weights as the candidate. */
    private double[] train(double enough) {
        try (NDManager scope = manager.newSubManager()) {
            AveragedAdamW adam = new AveragedAdamW(scope, weights, options);
            Perceptron moving = new Perceptron(adam.weights(), 0, widths);
            Perceptron averaged = new Perceptron(adam.average(), 0, widths);
            double[] best = losses.length == 0 ? losses : measure(averaged);
            candidate = weights;
            int since = 0;
            for (int pass = 0; pass < MOST_PASSES && since < PATIENCE; pass++) {
                if (losses.length > 0 && lost(best) <= enough) {
                    break;
                }
                pass(adam, moving, scope);
                double[] now = measure(averaged);
                since++;
                if (best.length == 0 || logSum(now) < logSum(best)) {
                    best = now;
                    candidate = adam.average().toFloatArray();
                    since = 0;
                }
                onPass.run();
            }
            return best;
        }
    }

    private static double logSum(double[] losses) {
        return Arrays.stream(losses).map(Math::log).sum();
    }

    private void pass(AveragedAdamW adam, Perceptron network, NDManager parent) {
        int[] order = RandomOrder.of(samples.train(), random);
        int size = Math.min(options.batchSize(), order.length);
        for (int from = 0; from + size <= order.length; from += size) {
            int[] rows = Arrays.copyOfRange(order, from, from + size);
            try (NDManager scope = parent.newSubManager()) {
                Perceptron.Pass pass = network.forward(Perceptron.rows(table, rows, scope));
                NDList gradient = new NDList();
                network.backward(pass, scope.create(slopes(pass.output().toFloatArray(), rows), shape(rows)), gradient);
                adam.step(Perceptron.joined(gradient));
            }
        }
    }

    private Shape shape(int[] rows) {
        return new Shape(rows.length, samples.dy());
    }

    private float[] slopes(float[] predicted, int[] rows) {
        int q = samples.dy();
        float[] slopes = new float[predicted.length];
        for (int k = 0; k < slopes.length; k++) {
            slopes[k] = 2 * (predicted[k] - samples.y()[rows[k / q] * q + k % q]) / slopes.length;
        }
        return slopes;
    }

    /** The mean squared error of every target on the held-out rows. */
    private double[] measure(Perceptron network) {
        int q = samples.dy();
        float[] predicted = network.outputs(table, samples.train(), samples.rows());
        double[] errors = new double[q];
        for (int k = 0; k < predicted.length; k++) {
            double error = predicted[k] - samples.y()[samples.train() * q + k];
            errors[k % q] += error * error;
        }
        int rows = samples.rows() - samples.train();
        return Arrays.stream(errors)
                .map(error -> Math.max(SMALLEST_LOSS, error / rows))
                .toArray();
    }

    @Override
    public void close() {
        manager.close();
    }
}
