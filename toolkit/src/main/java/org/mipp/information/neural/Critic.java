package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;
import org.mipp.run.RandomOrder;
import org.mipp.run.progress.Progress;

/**
 * A critic f(x, y), a perceptron on both side by side, trained to score pairs that belong together above others.
 *
 * <p>The others: the samples of a batch in a circle, each with the y of the one some places further, the same number of
 * places for all and never 0. Held-out values use {@value #CHECK} times (curve) and {@value #TEST} times (estimate) as
 * many of them as training, which costs little without a gradient and lowers the variance.
 */
final class Critic implements TrainableModel {

    static final int CHECK = 8;
    static final int TEST = 64;

    private static final int PAIRS_AT_MOST = 1 << 24;
    private static final long SHIFT_SEED = 0x5eed;

    private final Perceptron network;
    private final int atOnce;
    private final NDArray x;
    private final NDArray y;
    private final CriticBound bound;
    private final CriticBound.Loss loss;
    private final int negatives;
    private final SplittableRandom random;
    private final Progress progress;

    /** What all critics of one training share. */
    private record Common(CriticMi how, CriticBound.Loss loss, NDArray x, NDArray y, SplittableRandom random) {}

    private Critic(Common common, Perceptron network, Progress progress) {
        this.network = network;
        this.atOnce = network.rowsAtOnce();
        this.x = common.x();
        this.y = common.y();
        this.bound = common.how().bound();
        this.loss = common.loss();
        this.negatives = common.how().negatives();
        this.random = common.random();
        this.progress = progress;
    }

    /** Trains a critic by a bound and gives the bound's value on the test samples. */
    static NeuralEstimate fit(CriticMi how, Matrix x, Matrix y) {
        NeuralOptions options = how.options();
        SplittableRandom random = new SplittableRandom(how.seed());
        SplitSamples samples = SplitSamples.of(x, y, options, random);
        int[] widths = Perceptron.widths(samples.dx() + samples.dy(), options.hidden(), 1);
        float[] start = new float[Perceptron.size(widths)];
        Perceptron.initialise(start, 0, random, widths);
        try (Progress progress = Progress.of(how.name(), options.steps());
                NDManager manager = NDManager.newBaseManager()) {
            Common common = new Common(
                    how,
                    how.bound().loss(),
                    Perceptron.table(manager, samples.x(), samples.dx()),
                    Perceptron.table(manager, samples.y(), samples.dy()),
                    random);
            EarlyStopping training = new EarlyStopping(options, samples, random, progress);
            Critic best = training.run(
                    start, manager, vector -> new Critic(common, new Perceptron(vector, 0, widths), progress));
            Scores test = best.heldOut(samples.validation(), samples.rows(), TEST);
            double estimate = how.bound().value(test);
            List<String> warnings = new ArrayList<>(training.warnings());
            warnings.addAll(how.bound().warnings(estimate, test));
            return new NeuralEstimate(
                    how.name(),
                    estimate,
                    training.curve(),
                    training.bestStep(),
                    samples.rows(),
                    how.seed(),
                    progress.seconds(),
                    warnings);
        }
    }

    static void checkNegatives(int negatives, NeuralOptions options) {
        argument(
                negatives >= 1 && negatives < options.batchSize(),
                "negatives: expected 1 to %d, fewer than a batch has samples, got %d",
                options.batchSize() - 1,
                negatives);
    }

    @Override
    public NDArray gradient(int[] rows, NDManager scope) {
        Pairs pairs = new Pairs(rows, shifts(rows.length, negatives, random));
        List<Perceptron.Pass> passes = new ArrayList<>();
        float[] values = new float[pairs.size()];
        for (int from = 0; from < values.length; from += atOnce) {
            Perceptron.Pass pass = network.forward(input(pairs, from, scope));
            copy(pass, values, from);
            passes.add(pass);
        }
        float[] slopes = loss.slopes(new Scores(values, rows.length));
        NDArray sum = scope.zeros(new Shape(network.weights()));
        for (int piece = 0, from = 0; piece < passes.size(); piece++, from += atOnce) {
            float[] part = Arrays.copyOfRange(slopes, from, Math.min(slopes.length, from + atOnce));
            NDList gradient = new NDList();
            network.backward(passes.get(piece), scope.create(part, new Shape(part.length, 1)), gradient);
            sum.addi(Perceptron.joined(gradient));
        }
        return sum;
    }

    @Override
    public double value(int from, int to) {
        return bound.value(heldOut(from, to, CHECK));
    }

    /** Scores samples that are not trained on; the same partners every time, so that only the critic makes a difference. */
    private Scores heldOut(int first, int end, int factor) {
        int[] rows = IntStream.range(first, end).toArray();
        int partners = Math.max(1, Math.min(factor * negatives, PAIRS_AT_MOST / rows.length));
        Pairs pairs = new Pairs(rows, shifts(rows.length, partners, new SplittableRandom(SHIFT_SEED)));
        float[] values = new float[pairs.size()];
        for (int from = 0; from < values.length; from += atOnce) {
            try (NDManager scope = x.getManager().newSubManager()) {
                copy(network.forward(input(pairs, from, scope)), values, from);
            }
            progress.advance(0);
        }
        return new Scores(values, rows.length);
    }

    private NDArray input(Pairs pairs, int from, NDManager scope) {
        int to = Math.min(pairs.size(), from + atOnce);
        return Perceptron.rows(x, pairs.left(from, to), scope)
                .concat(Perceptron.rows(y, pairs.right(from, to), scope), 1);
    }

    private static void copy(Perceptron.Pass pass, float[] values, int from) {
        float[] part = pass.output().toFloatArray();
        System.arraycopy(part, 0, values, from, part.length);
    }

    /** Pairs of rows in the order of {@link Scores}: first those that belong together, then block by block the others. */
    private record Pairs(int[] rows, int[] shifts) {

        int size() {
            return Math.multiplyExact(rows.length, 1 + shifts.length);
        }

        int[] left(int from, int to) {
            return IntStream.range(from, to).map(k -> rows[k % rows.length]).toArray();
        }

        int[] right(int from, int to) {
            return IntStream.range(from, to)
                    .map(k -> rows[(k + (k < rows.length ? 0 : shifts[k / rows.length - 1])) % rows.length])
                    .toArray();
        }
    }

    /** Different numbers of places from 1 to n - 1, in random order; all of them if that is fewer than asked for. */
    private static int[] shifts(int n, int count, SplittableRandom random) {
        int[] places = RandomOrder.some(Math.min(count, n - 1), n - 1, random);
        Arrays.setAll(places, k -> places[k] + 1);
        return places;
    }
}
