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
import org.mipp.run.Progress;

/**
 * A critic f(x, y), a perceptron on both side by side, trained to score pairs that belong together above others.
 *
 * <p>The others: the samples of a batch in a circle, each with the y of the one some places further, the same number of
 * places for all and never 0. Held-out values use {@value #CHECK} times (curve) and {@value #TEST} times (estimate) as
 * many of them as training, which costs little without a gradient and lowers the variance.
 */
final class Critic implements Learner {

    static final int CHECK = 8;
    static final int TEST = 64;

    private static final int PAIRS_AT_MOST = 1 << 24;
    private static final long SHIFT_SEED = 0x5eed;

    private final Mlp network;
    private final NDArray x;
    private final NDArray y;
    private final Bound bound;
    private final int negatives;
    private final SplittableRandom random;
    private final Progress progress;

    private Critic(
            Mlp network, NDArray x, NDArray y, Bound bound, int negatives, SplittableRandom random, Progress progress) {
        this.network = network;
        this.x = x;
        this.y = y;
        this.bound = bound;
        this.negatives = negatives;
        this.random = random;
        this.progress = progress;
    }

    /** Trains a critic by a bound and gives the bound's value on the test samples. */
    static NeuralEstimate fit(
            String name, NeuralOptions options, int negatives, long seed, Bound bound, Matrix x, Matrix y) {
        SplittableRandom random = new SplittableRandom(seed);
        Samples samples = Samples.of(x, y, options, random);
        int[] widths = Mlp.widths(samples.dx() + samples.dy(), options.hidden(), 1);
        float[] start = new float[Mlp.size(widths)];
        Mlp.initialise(start, 0, random, widths);
        try (Progress progress = Progress.of(name, options.steps());
                NDManager manager = NDManager.newBaseManager()) {
            NDArray xs = Mlp.table(manager, samples.x(), samples.dx());
            NDArray ys = Mlp.table(manager, samples.y(), samples.dy());
            EarlyStopping training = new EarlyStopping(options, samples, random, progress);
            Critic best = (Critic) training.run(
                    start,
                    manager,
                    vector -> new Critic(new Mlp(vector, 0, widths), xs, ys, bound, negatives, random, progress));
            Scores test = best.heldOut(samples.validation(), samples.rows(), TEST);
            double estimate = bound.value(test);
            List<String> warnings = new ArrayList<>(training.warnings());
            warnings.addAll(bound.warnings(estimate, test));
            return new NeuralEstimate(
                    name,
                    estimate,
                    training.curve(),
                    training.bestStep(),
                    samples.rows(),
                    seed,
                    progress.seconds(),
                    warnings);
        }
    }

    static int checkedNegatives(int negatives, NeuralOptions options) {
        argument(
                negatives >= 1 && negatives < options.batchSize(),
                "negatives: expected 1 to %d, fewer than a batch has samples, got %d",
                options.batchSize() - 1,
                negatives);
        return negatives;
    }

    @Override
    public NDArray gradient(int[] rows, NDManager scope) {
        int[] shifts = shifts(rows.length, negatives, random);
        int blocks = shifts.length + 1;
        Mlp.Pass pass = network.forward(pairs(rows, shifts, 0, blocks, scope));
        float[] slopes = bound.lossSlopes(new Scores(pass.output().toFloatArray(), rows.length));
        NDList gradient = new NDList();
        network.backward(pass, scope.create(slopes, new Shape(slopes.length, 1)), gradient);
        return Mlp.joined(gradient);
    }

    @Override
    public double value(int from, int to) {
        return bound.value(heldOut(from, to, CHECK));
    }

    /** Scores samples that are not trained on; the same partners every time, so that only the critic makes a difference. */
    private Scores heldOut(int from, int to, int factor) {
        int[] rows = IntStream.range(from, to).toArray();
        int partners = Math.max(1, Math.min(factor * negatives, PAIRS_AT_MOST / rows.length));
        int[] shifts = shifts(rows.length, partners, new SplittableRandom(SHIFT_SEED));
        int blocks = shifts.length + 1;
        int atOnce = Math.max(1, Mlp.ROWS_AT_ONCE / rows.length);
        float[] values = new float[rows.length * blocks];
        for (int block = 0; block < blocks; block += atOnce) {
            int end = Math.min(blocks, block + atOnce);
            try (NDManager scope = x.getManager().newSubManager()) {
                float[] part = network.forward(pairs(rows, shifts, block, end, scope))
                        .output()
                        .toFloatArray();
                System.arraycopy(part, 0, values, block * rows.length, part.length);
            }
            progress.advance(0);
        }
        return new Scores(values, rows.length);
    }

    /** Puts x and y of pairs side by side; block 0 holds the pairs that belong together. */
    private NDArray pairs(int[] rows, int[] shifts, int firstBlock, int endBlock, NDManager scope) {
        int n = rows.length;
        int[] left = new int[n * (endBlock - firstBlock)];
        int[] right = new int[left.length];
        for (int block = firstBlock, k = 0; block < endBlock; block++) {
            int shift = block == 0 ? 0 : shifts[block - 1];
            for (int i = 0; i < n; i++, k++) {
                left[k] = rows[i];
                right[k] = rows[(i + shift) % n];
            }
        }
        return Mlp.rows(x, left, scope).concat(Mlp.rows(y, right, scope), 1);
    }

    /** Different numbers of places from 1 to n - 1, in random order; all of them if that is fewer than asked for. */
    private static int[] shifts(int n, int count, SplittableRandom random) {
        int[] places = IntStream.range(1, n).toArray();
        int taken = Math.min(count, places.length);
        for (int k = 0; k < taken; k++) {
            int other = k + random.nextInt(places.length - k);
            int place = places[other];
            places[other] = places[k];
            places[k] = place;
        }
        return Arrays.copyOf(places, taken);
    }
}
