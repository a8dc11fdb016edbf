package org.mipp.information.estimator;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.information.MiEstimator;
import org.mipp.information.SampleChecks;
import org.mipp.information.neighbours.Neighbours;
import org.mipp.linalg.Matrix;
import org.mipp.run.ledger.SettingsKey;

/**
 * Estimates the information between class labels and continuous variables from nearest neighbours (Ross, PLoS ONE 9,
 * e87357, 2014): {@code psi(N) + psi(k) - <psi(N_c)> - <psi(m)>}, where N_c counts the samples of a sample's own class and
 * m all samples at most as far away as its k-th neighbour of the same class is. The maximum norm after giving every
 * continuous column variance 1; for one column that is the paper's distance.
 *
 * <p>A class of fewer than k + 1 samples is looked at with as many neighbours as it has. A sample that is alone in its
 * class has no neighbour of the same class and is left out, from N too: with many of them something else is estimated.
 *
 * <p><b>Ties.</b> Equal values of a continuous column are spread over the interval that they may have been rounded from, by
 * seed 0, which leaves the information as it is: counted at the distance of the k-th neighbour they would hide it, 0.05
 * nats at N = 800. If every sample has at least k exact copies the estimate is that of {@link DiscreteMi},
 * corrected.
 *
 * <p><b>Bias</b> is small for few columns. <b>Fails</b> as {@link KsgMi} does above some ten columns, and for classes of
 * few samples. Cost: O(N log N) for few columns; uses all cores.
 *
 * @param k neighbours, at least 1
 * @param discrete which variable holds the labels: one column of whole numbers
 */
public record RossMi(int k, Discrete discrete) implements MiEstimator {

    private static final long SEED = 0;
    private static final double FAR = 1e3; // in standard deviations

    /** Which variable holds class labels. */
    public enum Discrete {
        /** The first one. */
        X,
        /** The second one. */
        Y
    }

    /**
     * Checks k.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public RossMi {
        positive(k, "neighbours");
    }

    @Override
    public double estimate(Matrix x, Matrix y) {
        SampleChecks.check(k + 1, x, y);
        boolean first = discrete == Discrete.X;
        Partition classes = first ? SampleColumns.labels("x", x) : SampleColumns.labels("y", y);
        int[] kept = IntStream.range(0, x.rows())
                .filter(i -> classes.counts()[classes.ids()[i]] > 1)
                .toArray();
        argument(
                kept.length > 0,
                "%s: expected labels that occur more than once, got %d different ones; choose an estimator for continuous"
                        + " variables",
                first ? "x" : "y",
                classes.occupied());
        Matrix continuous = first ? y : x;
        if (Ties.areDiscrete(k, Partition.ofRows(continuous).and(classes))) {
            return new PlugInEstimate(true).nats(Partition.ofRows(continuous), classes);
        }
        double[] points = SampleColumns.rows(spread(k, continuous, classes), continuous.columns(), kept);
        int[] label = Arrays.stream(kept).map(i -> classes.ids()[i]).toArray();
        return estimate(points, continuous.columns(), label, classes.occupied());
    }

    /** Classes far apart, so that ties are looked at among neighbours of the same class. */
    static double[] spread(int k, Matrix continuous, Partition classes) {
        double[] labels =
                Arrays.stream(classes.ids()).mapToDouble(id -> FAR * id).toArray();
        return Ties.spread(labels.length, k, SEED, SampleColumns.standardised(continuous), labels)[0];
    }

    private double estimate(double[] points, int columns, int[] label, int labels) {
        int n = label.length;
        double[] psi = KsgMi.digamma(n);
        double[] radius = new double[n];
        double[] terms = new double[n];
        for (int c = 0; c < labels; c++) {
            int same = c;
            int[] members = IntStream.range(0, n).filter(i -> label[i] == same).toArray();
            if (members.length == 0) {
                continue;
            }
            Neighbours among = Neighbours.of(SampleColumns.rows(points, columns, members), columns);
            double[] reach = Arrays.stream(among.reach(Math.min(k, members.length - 1), columns)[0])
                    .map(Math::nextUp)
                    .toArray();
            int[] neighbours = among.within(reach);
            for (int i = 0; i < members.length; i++) {
                radius[members[i]] = reach[i];
                terms[members[i]] = psi[n] + psi[neighbours[i]] - psi[members.length];
            }
        }
        int[] within = Neighbours.of(points, columns).within(radius);
        return SampleColumns.mean(IntStream.range(0, n)
                .mapToDouble(i -> terms[i] - psi[within[i]])
                .toArray());
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        Matrix labels = discrete == Discrete.X ? x : y;
        Matrix continuous = discrete == Discrete.X ? y : x;
        int[] counts = Partition.ofValues(labels.column(0)).counts();
        long alone = Arrays.stream(counts).filter(count -> count == 1).count();
        long few =
                Arrays.stream(counts).filter(count -> count > 1 && count <= k).count();
        return new SampleWarnings(x, y)
                .constantColumns()
                .manyColumnsForNeighbours(continuous.columns())
                .neighbours(k, discrete == Discrete.X ? 1 : 0)
                .addIf(alone > 0, "%d samples are alone in their class and are left out.", alone)
                .addIf(few > 0, "%d of %d classes have no more than k = %d samples.", few, counts.length, k)
                .list();
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("ross", 1, this));
    }

    @Override
    public String name() {
        return "Ross k=" + k + ", labels in " + (discrete == Discrete.X ? "x" : "y");
    }
}
