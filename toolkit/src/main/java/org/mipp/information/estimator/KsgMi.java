package org.mipp.information.estimator;

import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Digamma;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.PointwiseMiEstimator;
import org.mipp.linalg.Matrix;

/**
 * Estimates mutual information from the distances of every sample to its k nearest neighbours, after Kraskov, Stögbauer
 * and Grassberger (Physical Review E 69, 066138, 2004), in the maximum norm after giving every column variance 1:
 *
 * <ul>
 *   <li>{@link Algorithm#FIRST}, eq. 8: {@code psi(k) + psi(N) - <psi(n_x + 1) + psi(n_y + 1)>}, where n counts the
 *       samples strictly nearer in one variable than the k-th neighbour is in both;
 *   <li>{@link Algorithm#SECOND}, eq. 9: {@code psi(k) - 1/k + psi(N) - <psi(n_x) + psi(n_y)>}, where n counts the samples
 *       at most as far in a variable as the farthest of the k neighbours is in that variable.
 * </ul>
 *
 * <p>Conditional: with the first algorithm {@code psi(k) - <psi(n_xz + 1) + psi(n_yz + 1) - psi(n_z + 1)>} (Frenzel and
 * Pompe, Physical Review Letters 99, 204101, 2007). With the second, the entropies behind eq. 9 give
 * {@code psi(k) - 2/k - <psi(n_xz) - 1/n_xz + psi(n_yz) - 1/n_yz - psi(n_z)>}: X, Y and Z each have their own extent, and
 * m variables with own extents around k neighbours cost {@code (m - 1) / k} in an entropy.
 *
 * <p><b>Bias</b> is small for few columns and shrinks with k towards 1, while the scatter grows. <b>Fails</b> above some
 * ten columns in all (too low), on strong dependence (no more than about ln N) and on long tails (transform the columns
 * first; the information does not change).
 *
 * <p><b>Ties.</b> Nothing is added to the samples unless {@link #withJitter} asks for it. Where the k nearest neighbours
 * are exact copies, the sample is an atom and not part of a density; its term is then that of the discrete estimate,
 * {@code psi(c) + psi(N) - psi(c_x) - psi(c_y)} with c the numbers of exact copies, as Gao, Kannan, Oh and Viswanath
 * (NeurIPS 2017, algorithm 1) do with logarithms. Of equally near neighbours the earlier sample is nearer.
 *
 * <p>Cost: O(N log N) for few columns, O(N^2 d) at worst; memory O(N d). Uses all cores; the result does not depend on
 * how many there are.
 *
 * @param algorithm which of the two
 * @param k neighbours, at least 1; 3 to 10 are usual
 * @param jitterSeed seeds noise of 1e-10 standard deviations on every value, which breaks ties; empty for none
 */
public record KsgMi(Algorithm algorithm, int k, OptionalLong jitterSeed)
        implements ConditionalMiEstimator, PointwiseMiEstimator {

    /** The two estimators of the paper. */
    public enum Algorithm {
        /** One distance for all variables: scatters less. */
        FIRST,
        /** One distance per variable: less bias where dependence is strong. */
        SECOND
    }

    private static final double JITTER = 1e-10;
    private static final double AT_THE_SAME_PLACE = Double.MIN_VALUE; // as a radius

    /**
     * Checks k.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public KsgMi {
        positive(k, "neighbours");
    }

    /**
     * Makes the estimator without jitter.
     *
     * @param algorithm which of the two
     * @param k neighbours, at least 1
     */
    public KsgMi(Algorithm algorithm, int k) {
        this(algorithm, k, OptionalLong.empty());
    }

    /**
     * Breaks ties by noise of 1e-10 standard deviations.
     *
     * @param seed of the noise
     * @return the same estimator on samples with that noise
     */
    public KsgMi withJitter(long seed) {
        return new KsgMi(algorithm, k, OptionalLong.of(seed));
    }

    @Override
    public double estimate(Matrix x, Matrix y) {
        return Samples.mean(pointwise(x, y));
    }

    @Override
    public double[] pointwise(Matrix x, Matrix y) {
        int n = Samples.check(k + 1, x, y);
        Neighbourhoods around = new Neighbourhoods(n, x, y);
        int[] nx = around.within(0);
        int[] ny = around.within(1);
        double[] psi = digamma(n);
        double correction = algorithm == Algorithm.SECOND ? -1.0 / k : 0;
        return IntStream.range(0, n)
                .mapToDouble(i -> {
                    boolean atom = around.isAtom(i);
                    int self = atom || algorithm == Algorithm.SECOND ? 0 : 1;
                    return psi[n]
                            + psi[around.neighbours(i)]
                            - psi[nx[i] + self]
                            - psi[ny[i] + self]
                            + (atom ? 0 : correction);
                })
                .toArray();
    }

    @Override
    public double estimate(Matrix x, Matrix y, Matrix z) {
        int n = Samples.check(k + 1, x, y, z);
        Neighbourhoods around = new Neighbourhoods(n, x, y, z);
        int[] nxz = around.within(0, 2);
        int[] nyz = around.within(1, 2);
        int[] nz = around.within(2);
        double[] psi = digamma(n);
        return Samples.mean(IntStream.range(0, n)
                .mapToDouble(i -> {
                    boolean atom = around.isAtom(i);
                    int self = atom || algorithm == Algorithm.SECOND ? 0 : 1;
                    double correction =
                            atom || algorithm == Algorithm.FIRST ? 0 : 1.0 / nxz[i] + 1.0 / nyz[i] - 2.0 / k;
                    return psi[around.neighbours(i)]
                            - psi[nxz[i] + self]
                            - psi[nyz[i] + self]
                            + psi[nz[i] + self]
                            + correction;
                })
                .toArray());
    }

    /** The neighbourhood of every sample: as wide along every variable as the k nearest neighbours ask for. */
    private final class Neighbourhoods {

        private final int n;
        private final double[][] variables; // standardised
        private final double[][] radius; // [variables][samples], to be compared strictly
        private final int[] copies; // of a sample that is an atom; 0 for others

        Neighbourhoods(int n, Matrix... samples) {
            this.n = n;
            this.variables = Arrays.stream(samples).map(Samples::standardised).toArray(double[][]::new);
            jitterSeed.ifPresent(this::jitter);
            int[] ends = Arrays.stream(samples).mapToInt(Matrix::columns).toArray();
            Arrays.parallelPrefix(ends, Integer::sum);
            KdTree joint = new KdTree(Samples.beside(n, variables), ends[ends.length - 1]);
            double[][] reach = joint.reach(k, ends);
            double[] farthest = farthest(reach);
            this.radius = algorithm == Algorithm.FIRST ? common(farthest, reach.length) : own(reach);
            this.copies = copies(joint, ends[ends.length - 1], farthest);
        }

        private static double[] farthest(double[][] reach) {
            double[] farthest = reach[0].clone();
            for (double[] part : reach) {
                for (int i = 0; i < part.length; i++) {
                    farthest[i] = Math.max(farthest[i], part[i]);
                }
            }
            return farthest;
        }

        private static double[][] common(double[] farthest, int variables) {
            return repeat(
                    Arrays.stream(farthest)
                            .map(distance -> Math.max(distance, AT_THE_SAME_PLACE))
                            .toArray(),
                    variables);
        }

        private static double[][] own(double[][] reach) {
            return Arrays.stream(reach)
                    .map(part -> Arrays.stream(part).map(Math::nextUp).toArray())
                    .toArray(double[][]::new);
        }

        private static int[] copies(KdTree joint, int columns, double[] farthest) {
            int[] copies = new int[farthest.length];
            if (Arrays.stream(farthest).anyMatch(distance -> distance == 0)) {
                double[] same = new double[farthest.length];
                Arrays.fill(same, AT_THE_SAME_PLACE);
                int[] all = joint.within(repeat(same, columns));
                Arrays.setAll(copies, i -> farthest[i] == 0 ? all[i] : 0);
            }
            return copies;
        }

        private void jitter(long seed) {
            Random random = new Random(seed);
            for (double[] values : variables) {
                for (int i = 0; i < values.length; i++) {
                    values[i] += JITTER * random.nextGaussian();
                }
            }
        }

        boolean isAtom(int i) {
            return copies[i] > 0;
        }

        int neighbours(int i) {
            return isAtom(i) ? copies[i] : k;
        }

        /** How many other samples lie in every sample's neighbourhood, seen along some of the variables only. */
        int[] within(int... along) {
            double[][] chosen = Arrays.stream(along).mapToObj(v -> variables[v]).toArray(double[][]::new);
            double[][] radii = Arrays.stream(along)
                    .mapToObj(v -> repeat(radius[v], variables[v].length / n))
                    .flatMap(Arrays::stream)
                    .toArray(double[][]::new);
            return Neighbours.of(Samples.beside(n, chosen), radii.length).within(radii);
        }
    }

    static double[][] repeat(double[] values, int times) {
        double[][] repeated = new double[times][];
        Arrays.fill(repeated, values);
        return repeated;
    }

    /** psi(1) to psi(n) by the recurrence {@code psi(m + 1) = psi(m) + 1 / m}. */
    static double[] digamma(int n) {
        double[] psi = new double[n + 1];
        psi[0] = Double.NaN;
        psi[1] = Digamma.value(1);
        for (int m = 1; m < n; m++) {
            psi[m + 1] = psi[m] + 1.0 / m;
        }
        return psi;
    }

    @Override
    public List<String> doubts(Matrix x, Matrix y) {
        Doubts doubts = new Doubts(x, y)
                .constantColumns()
                .manyColumnsForNeighbours(x.columns() + y.columns())
                .fewSamplesPerColumn();
        return jitterSeed.isPresent()
                ? doubts.list()
                : doubts.wholeNumbers().repeatedRows().list();
    }

    @Override
    public String name() {
        return "KSG-" + (algorithm.ordinal() + 1) + " k=" + k + (jitterSeed.isPresent() ? ", jitter" : "");
    }
}
