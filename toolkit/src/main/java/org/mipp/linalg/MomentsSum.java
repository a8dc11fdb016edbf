package org.mipp.linalg;

import static org.mipp.run.Checks.argument;

import org.jspecify.annotations.Nullable;
import org.mipp.run.progress.Interrupts;

/**
 * Adds up the second moments of disjoint samples in place, row by row: the sum takes the memory of one of them, whatever their
 * number. The order of addition is that of the calls; rounding depends on it.
 *
 * <p>The means and scatters of two parts of n and m samples make those of the whole by {@code mean + (other - mean) m / (n + m)}
 * and {@code S + S' + n m / (n + m) (other - mean)(other - mean)'} (Chan, Golub, LeVeque, Technical report STAN-CS-79-773, 1979).
 */
public final class MomentsSum {

    /** The upper triangle of a scatter matrix, row by row. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Copies a row from its diagonal entry on.
         *
         * @param row its number; asked for in ascending order
         * @param into takes as many entries as there are columns from the row's own on
         */
        void read(int row, double[] into);
    }

    private final int inputs;
    private final double[] mean;
    private @Nullable PackedTriangle scatter; // null before the first part, and after the sum was handed over
    private long samples;
    private long independentSamples;

    /**
     * Starts with no sample.
     *
     * @param inputs how many of the columns, from the left, are inputs
     * @param targets how many follow
     */
    public MomentsSum(int inputs, int targets) {
        this.inputs = inputs;
        this.mean = new double[inputs + targets];
    }

    /**
     * Adds further samples.
     *
     * @param moments of as many inputs and targets
     * @return this
     * @throws IllegalArgumentException if the columns differ in number
     */
    public MomentsSum add(SecondMoments moments) {
        argument(
                inputs == moments.inputs() && mean.length == moments.inputs() + moments.targets(),
                "merge: expected moments of %d inputs and %d targets, got %d and %d",
                inputs,
                mean.length - inputs,
                moments.inputs(),
                moments.targets());
        return add(moments.samples(), moments.independentSamples(), moments.mean(), moments::readScatter);
    }

    /**
     * Adds further samples.
     *
     * @param rows how many
     * @param independentRows how many of them count as independent
     * @param means of each column, shape {@code [p + q]}
     * @param scatters the sum over those samples of {@code (z - mean)(z - mean)'}
     * @return this
     * @throws IllegalArgumentException if a value is not finite (it says in which column)
     */
    public MomentsSum add(long rows, long independentRows, double[] means, Rows scatters) {
        PackedTriangle sum = scatter;
        boolean first = samples == 0;
        if (sum == null) {
            argument(first, "moments: expected no more samples after the sum was taken");
            sum = new PackedTriangle(mean.length);
            scatter = sum;
        }
        double[] step = new double[mean.length];
        double share = (double) rows / (samples + rows);
        for (int j = 0; j < mean.length; j++) {
            step[j] = means[j] - mean[j];
        }
        double[] row = new double[mean.length];
        double[] before = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            scatters.read(i, row);
            requireFinite(i, means[i], row[0]);
            if (!first) {
                sum.read(i, before);
                double weight = step[i] * share * samples;
                for (int k = 0; k < mean.length - i; k++) {
                    row[k] = before[k] + row[k] + weight * step[i + k];
                }
            }
            sum.write(i, row);
            if (i % 256 == 0) {
                Interrupts.check();
            }
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] = first ? means[j] : mean[j] + step[j] * share;
        }
        samples += rows;
        independentSamples += independentRows;
        return this;
    }

    private void requireFinite(int column, double value, double square) {
        argument(
                Double.isFinite(value) && Double.isFinite(square),
                "moments: expected finite activations, got NaN or infinity in %s column %d;"
                        + " look for diverged weights or images with invalid pixels",
                column < inputs ? "input" : "target",
                column < inputs ? column : column - inputs);
    }

    /**
     * Takes the sum, to which nothing can be added any more.
     *
     * @return the moments of all samples
     * @throws IllegalStateException if there was none
     */
    public SecondMoments moments() {
        PackedTriangle sum = scatter;
        if (sum == null) {
            throw new IllegalStateException("moments: expected at least one batch, got none");
        }
        scatter = null;
        return new SecondMoments(inputs, samples, independentSamples, mean.clone(), Scatter.of(sum));
    }
}
