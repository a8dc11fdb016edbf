package org.mipp.information.estimator;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.SampleChecks;
import org.mipp.information.SeededMiEstimator;
import org.mipp.linalg.Eigenvalues;
import org.mipp.linalg.Matrix;
import org.mipp.run.RandomOrder;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Parallel;

/**
 * Estimates the matrix-based Rényi information of order alpha (Sanchez Giraldo, Rao, Principe, IEEE Trans. Information
 * Theory 61, 2015): {@code S(X) + S(Y) - S(X, Y)} with {@code S = ln(sum lambda^alpha) / (1 - alpha)} over the eigenvalues
 * of the Gram matrix of a Gaussian kernel divided by its trace; variables are joined by multiplying their Gram matrices
 * cell by cell. Conditionally {@code S(X, Z) + S(Y, Z) - S(X, Y, Z) - S(Z)} (Yu, Sanchez Giraldo, Jenssen, Principe, IEEE
 * Trans. PAMI 42, 2020). In nats; the papers take logarithms to base 2. Every column is given variance 1 first.
 *
 * <p><b>This is not Shannon's information</b>: it depends on the kernel's width, is positive for independent variables,
 * and never exceeds ln N. It serves to rank. No density is estimated, so many columns do no harm by themselves.
 *
 * <p>Cost: O(N^3), three or four times: about half a second on one core at N = 1,000. Therefore only so many samples are
 * used, drawn without replacement from the seed where there are more.
 *
 * @param alpha the order, above 0 and not 1; 1.01 is usual
 * @param width the rule for the width of the kernel, applied to each variable by itself
 * @param mostSamples how many samples are used at most, at least 2
 * @param seed of the choice of samples
 */
public record RenyiMi(double alpha, KernelWidth width, int mostSamples, long seed)
        implements ConditionalMiEstimator, SeededMiEstimator {

    /**
     * Checks order and number of samples.
     *
     * @throws IllegalArgumentException if the order is 1 or not positive, or fewer than two samples are allowed
     */
    public RenyiMi {
        positive(alpha, "order alpha");
        argument(alpha != 1, "order alpha: expected a number other than 1, got 1.0; use 1.01");
        argument(mostSamples >= 2, "samples at most: expected at least 2, got %d", mostSamples);
    }

    /** Makes the estimator of order 1.01 with the mean distance to ten neighbours as width and 1,000 samples at most. */
    public RenyiMi() {
        this(1.01, new KernelWidth.MeanNeighbourDistance(10), 1000, 0);
    }

    @Override
    public RenyiMi withSeed(long newSeed) {
        return new RenyiMi(alpha, width, mostSamples, newSeed);
    }

    @Override
    public double estimate(Matrix x, Matrix y) {
        int[] chosen = choose(SampleChecks.check(2, x, y));
        Matrix ofX = gram(x.rows(chosen));
        Matrix ofY = gram(y.rows(chosen));
        return entropy(ofX) + entropy(ofY) - entropy(joined(ofX, ofY));
    }

    @Override
    public double estimate(Matrix x, Matrix y, Matrix z) {
        int[] chosen = choose(SampleChecks.check(2, x, y, z));
        Matrix known = z.rows(chosen).varyingColumns();
        if (known.columns() == 0) {
            return estimate(x, y);
        }
        Matrix ofZ = gram(known);
        Matrix ofXz = joined(gram(x.rows(chosen)), ofZ);
        Matrix ofY = gram(y.rows(chosen));
        return entropy(ofXz) + entropy(joined(ofY, ofZ)) - entropy(joined(ofXz, ofY)) - entropy(ofZ);
    }

    /** All samples, or as many as are allowed, drawn at random, in ascending order. */
    private int[] choose(int n) {
        return n <= mostSamples
                ? IntStream.range(0, n).toArray()
                : Arrays.stream(RandomOrder.some(mostSamples, n, new SplittableRandom(seed)))
                        .sorted()
                        .toArray();
    }

    private Matrix gram(Matrix variable) {
        Matrix distances = distances(variable);
        double sigma = width.of(distances, variable.columns());
        argument(
                sigma > 0,
                "kernel width: expected a number above 0, got %s, because samples equal their neighbours; leave constant columns"
                        + " out, or fix the width for labels: new RenyiMi(1.01, new KernelWidth.Fixed(1), 1000, 0)",
                sigma);
        return Matrix.fill(distances.rows(), distances.rows(), (i, j) -> {
            double scaled = distances.get(i, j) / sigma;
            return Math.exp(-scaled * scaled / 2);
        });
    }

    private static Matrix distances(Matrix variable) {
        int n = variable.rows();
        int d = variable.columns();
        double[] points = SampleColumns.standardised(variable);
        double[][] rows = new double[n][n];
        Parallel.each(n, i -> Arrays.setAll(rows[i], j -> distance(points, i * d, j * d, d)));
        return Matrix.of(rows);
    }

    private static double distance(double[] points, int a, int b, int columns) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            double along = points[a + c] - points[b + c];
            sum += along * along;
        }
        return Math.sqrt(sum);
    }

    private static Matrix joined(Matrix a, Matrix b) {
        return Matrix.fill(a.rows(), a.rows(), (i, j) -> a.get(i, j) * b.get(i, j));
    }

    /** The diagonal is 1, so the trace is the number of samples. Rounding may leave eigenvalues just below 0. */
    private double entropy(Matrix gram) {
        double sum = Arrays.stream(Eigenvalues.ofSymmetric(gram))
                .map(value -> Math.pow(Math.max(value, 0) / gram.rows(), alpha))
                .sum();
        return Math.log(sum) / (1 - alpha);
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        int used = Math.min(x.rows(), mostSamples);
        return new SampleWarnings(x, y)
                .constantColumns()
                .addIf(
                        used < x.rows(),
                        "Only %d of %d samples are used, as the cost grows with the cube.",
                        used,
                        x.rows())
                .addIf(
                        true,
                        "The value depends on the kernel's width and cannot exceed ln N = %.2f nats; it ranks, it does not"
                                + " measure.",
                        Math.log(used))
                .list();
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("renyi", 1, this));
    }

    @Override
    public String name() {
        return "Rényi alpha=" + alpha + ", " + width;
    }
}
