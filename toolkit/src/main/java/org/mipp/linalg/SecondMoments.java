package org.mipp.linalg;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The first and second moments of inputs X and targets Y observed together: all that a linear-Gaussian model needs.
 *
 * <p>Moments are additive: {@link #merge} of two parts is the moments of the whole, whatever the cut, so activations
 * need not be stored and parts can be captured on several machines. Kept centred, so that a large mean costs no digits.
 *
 * <p>Immutable. Memory O((p + q)^2).
 */
public final class SecondMoments {

    private static final double CONSTANT = 1e-12; // variance over squared mean: below it is rounding, not variation

    private final int inputs;
    private final long samples;
    private final long independentSamples;
    private final double[] mean;
    private final Matrix scatter;

    private SecondMoments(int inputs, long samples, long independentSamples, double[] mean, Matrix scatter) {
        argument(
                samples >= 1 && independentSamples >= 1 && independentSamples <= samples,
                "moments: expected at least one sample and no more independent samples than samples, got %d and %d",
                samples,
                independentSamples);
        argument(
                mean.length == scatter.rows()
                        && mean.length == scatter.columns()
                        && inputs >= 0
                        && inputs <= mean.length,
                "moments: expected %d means, a %d x %d scatter and %d inputs to agree",
                mean.length,
                scatter.rows(),
                scatter.columns(),
                inputs);
        this.inputs = inputs;
        this.samples = samples;
        this.independentSamples = independentSamples;
        this.mean = mean;
        this.scatter = scatter;
    }

    /**
     * Takes over moments that were accumulated elsewhere.
     *
     * @param inputs how many of the columns, from the left, are inputs; the others are targets
     * @param samples the number of rows seen
     * @param independentSamples how many of them count as independent, for example images rather than positions
     * @param mean the mean of each column, shape {@code [p + q]}; copied
     * @param scatter the sum over samples of {@code (z - mean)(z - mean)'}, row by row; copied
     * @return the moments
     * @throws IllegalArgumentException if shapes do not agree or a value is not finite (it says in which column)
     */
    public static SecondMoments of(int inputs, long samples, long independentSamples, double[] mean, double[] scatter) {
        for (int j = 0; j < mean.length; j++) {
            argument(
                    Double.isFinite(mean[j]) && Double.isFinite(scatter[j * mean.length + j]),
                    "moments: expected finite activations, got NaN or infinity in %s column %d;"
                            + " look for diverged weights or images with invalid pixels",
                    j < inputs ? "input" : "target",
                    j < inputs ? j : j - inputs);
        }
        return new SecondMoments(
                inputs, samples, independentSamples, mean.clone(), Matrix.of(mean.length, mean.length, scatter));
    }

    /**
     * Computes the moments of two data matrices whose rows are independent samples.
     *
     * @param x the inputs, shape {@code [samples, p]}
     * @param y the targets, shape {@code [samples, q]}
     * @return their moments
     * @throws IllegalArgumentException if the numbers of rows differ, there is no row, or a value is not finite
     */
    public static SecondMoments of(Matrix x, Matrix y) {
        argument(x.rows() == y.rows(), "moments: expected as many rows of y as of x, %d, got %d", x.rows(), y.rows());
        argument(x.rows() >= 1, "moments: expected at least one sample, got none");
        int d = x.columns() + y.columns();
        double[] mean = new double[d];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < d; j++) {
                mean[j] += value(x, y, i, j) / x.rows();
            }
        }
        try (NativeMatrix centred = NativeMatrix.of(Matrix.fill(x.rows(), d, (i, j) -> value(x, y, i, j) - mean[j]));
                NativeMatrix scatter = NativeMatrix.ofSize(d, d)) {
            scatter.setToGram(centred);
            return of(x.columns(), x.rows(), x.rows(), mean, scatter.toMatrix().values());
        }
    }

    private static double value(Matrix x, Matrix y, int i, int j) {
        return j < x.columns() ? x.get(i, j) : y.get(i, j - x.columns());
    }

    /**
     * Adds the samples of another part.
     *
     * @param other moments of the same columns over other samples
     * @return the moments over all samples of both
     * @throws IllegalArgumentException if the columns differ in number
     */
    public SecondMoments merge(SecondMoments other) {
        argument(
                inputs == other.inputs && mean.length == other.mean.length,
                "merge: expected moments of %d inputs and %d targets, got %d and %d",
                inputs,
                targets(),
                other.inputs,
                other.targets());
        int d = mean.length;
        long total = samples + other.samples;
        double share = (double) other.samples / total;
        double[] mergedMean = new double[d];
        double[] step = new double[d];
        for (int j = 0; j < d; j++) {
            step[j] = other.mean[j] - mean[j];
            mergedMean[j] = mean[j] + step[j] * share;
        }
        double[] merged = new double[d * d];
        double[] mine = scatter.values();
        double[] theirs = other.scatter.values();
        for (int i = 0, k = 0; i < d; i++) {
            double weight = step[i] * share * samples;
            for (int j = 0; j < d; j++, k++) {
                merged[k] = mine[k] + theirs[k] + weight * step[j];
            }
        }
        return new SecondMoments(
                inputs, total, independentSamples + other.independentSamples, mergedMean, Matrix.adopt(d, d, merged));
    }

    /**
     * Keeps some of the targets, as selection does when the next layer has lost nodes.
     *
     * @param kept the targets to keep, from 0, in the order wanted
     * @return the moments of all inputs and those targets
     */
    public SecondMoments withTargets(int[] kept) {
        int[] columns = IntStream.concat(
                        IntStream.range(0, inputs), Arrays.stream(kept).map(target -> inputs + target))
                .toArray();
        return select(inputs, columns);
    }

    /**
     * Keeps some of the inputs, as surgery does.
     *
     * @param kept the inputs to keep, from 0, in the order wanted
     * @return the moments of those inputs and all targets
     */
    public SecondMoments withInputs(int[] kept) {
        int[] columns = IntStream.concat(Arrays.stream(kept), IntStream.range(inputs, mean.length))
                .toArray();
        return select(kept.length, columns);
    }

    private SecondMoments select(int kept, int[] columns) {
        return new SecondMoments(
                kept,
                samples,
                independentSamples,
                Arrays.stream(columns).mapToDouble(column -> mean[column]).toArray(),
                scatter.select(columns, columns));
    }

    /** {@return p, the number of input columns} */
    public int inputs() {
        return inputs;
    }

    /** {@return q, the number of target columns} */
    public int targets() {
        return mean.length - inputs;
    }

    /** {@return how many rows were seen} */
    public long samples() {
        return samples;
    }

    /** {@return how many of the rows count as independent: what a test of significance may use} */
    public long independentSamples() {
        return independentSamples;
    }

    /** {@return the means of the inputs, shape {@code [p]}} */
    public double[] inputMean() {
        return Arrays.copyOf(mean, inputs);
    }

    /** {@return the means of the targets, shape {@code [q]}} */
    public double[] targetMean() {
        return Arrays.copyOfRange(mean, inputs, mean.length);
    }

    /**
     * Gives the variance of every node, a node being a group of neighbouring input columns.
     *
     * @param width columns per node, a divisor of the number of inputs
     * @return the mean variance of each node's columns, shape {@code [p / width]}; exactly 0 for a node that never varies
     */
    public double[] nodeVariance(int width) {
        argument(
                width >= 1 && inputs % width == 0,
                "columns per node: expected a divisor of the %d inputs, got %d",
                inputs,
                width);
        double[] variance = new double[inputs / width];
        for (int j = 0; j < inputs; j++) {
            variance[j / width] += variation(j) / width;
        }
        return variance;
    }

    /** {@return the variance of every target, shape {@code [q]}; exactly 0 for one that never varies} */
    public double[] targetVariance() {
        return IntStream.range(inputs, mean.length).mapToDouble(this::variation).toArray();
    }

    private double variation(int column) {
        double variance = scatter.get(column, column) / samples;
        return variance > CONSTANT * mean[column] * mean[column] ? variance : 0;
    }

    /**
     * Reads one covariance (divided by the number of samples).
     *
     * @param i a column, inputs first, then targets
     * @param j a column, inputs first, then targets
     * @return their covariance
     */
    public double covariance(int i, int j) {
        return scatter.get(i, j) / samples;
    }
}
