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
 * <p>Immutable. Memory: the upper triangle, {@code (p + q)(p + q + 1) / 2} doubles, which beyond 8 MiB lie in a temporary
 * file; a choice of columns shares it.
 */
public final class SecondMoments {

    private static final double CONSTANT = 1e-12; // variance over squared mean: below it is rounding, not variation

    private final int inputs;
    private final long samples;
    private final long independentSamples;
    private final double[] mean;
    private final Scatter scatter;

    SecondMoments(int inputs, long samples, long independentSamples, double[] mean, Scatter scatter) {
        argument(
                samples >= 1 && independentSamples >= 1 && independentSamples <= samples,
                "moments: expected at least one sample and no more independent samples than samples, got %d and %d",
                samples,
                independentSamples);
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
        argument(
                (long) mean.length * mean.length == scatter.length && inputs >= 0 && inputs <= mean.length,
                "moments: expected %d means, %d values of scatter and %d inputs to agree",
                mean.length,
                scatter.length,
                inputs);
        int d = mean.length;
        return new MomentsSum(inputs, d - inputs)
                .add(
                        samples,
                        independentSamples,
                        mean,
                        (i, into) -> System.arraycopy(scatter, i * d + i, into, 0, d - i))
                .moments();
    }

    /** {@return bytes that the moments of so many columns take, inputs and targets together} */
    public static long bytes(long columns) {
        return PackedTriangle.count(columns) * Double.BYTES;
    }

    /** {@return whether the moments of so many columns are on the Java heap, and not in a temporary file} */
    public static boolean onHeap(long columns) {
        return PackedTriangle.onHeap(columns);
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
        return new MomentsSum(inputs, targets()).add(this).add(other).moments();
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
                scatter.select(columns));
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
        double variance = scatter.diagonal()[column] / samples;
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

    /**
     * Reads many covariances at once, which is far quicker than one by one where there are many columns.
     *
     * @param rows columns of these moments, inputs first, then targets; each once
     * @param across the same
     * @param change says what becomes of each
     * @return the covariances of both, shape {@code [rows, across]}
     * @throws IllegalArgumentException if they would not fit into half of the Java heap
     */
    public Matrix covariances(int[] rows, int[] across, CovarianceChange change) {
        return scatter.read(rows, across, (i, j, sum) -> change.at(i, j, sum / samples));
    }

    /** {@return the means of all columns, inputs first, shape {@code [p + q]}} */
    public double[] mean() {
        return mean.clone();
    }

    /**
     * Copies a row of the sum of {@code (z - mean)(z - mean)'}, from its diagonal entry on.
     *
     * @param row a column, inputs first, then targets
     * @param into takes as many entries as there are columns from that one on
     */
    public void readScatter(int row, double[] into) {
        scatter.readRow(row, into);
    }
}
