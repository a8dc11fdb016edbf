package org.mipp.information.estimator;

import static org.mipp.run.Checks.positive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.mipp.information.PointwiseMiEstimator;
import org.mipp.information.SampleChecks;
import org.mipp.information.SeededMiEstimator;
import org.mipp.linalg.Matrix;
import org.mipp.run.RandomOrder;
import org.mipp.run.ledger.SettingsKey;

/**
 * Finds the few functions of X and of Y that tell most of each other, and estimates the information between these by nearest neighbours:
 * what {@link KsgMi} cannot do in many columns, and {@link GaussianCopulaMi} not where dependence is curved.
 *
 * <p>It is latent mutual information (Gowri, Lun, Klein, Yin, NeurIPS 2024) with canonical correlation analysis of random features of
 * the ranks (Lopez-Paz, Hennig, Schölkopf, NeurIPS 2013) in the place of trained encoders: seconds instead of minutes, nothing to
 * tune. The samples are halved. On the first two thirds of one half, pairs of functions are fitted ({@link CanonicalPairs}); on its last
 * third up to {@value #MOST_PAIRS} of them are chosen, one after the other while the information between what is chosen rises by
 * {@value #GAIN} nats, or all columns instead where these are few and tell more; the other half gives the estimate. Then the halves
 * change places. Departures from the sources: everything above.
 *
 * <p><b>Bias.</b> No sample takes part in its own choice, so that the estimate is about 0 where there is nothing to find. Functions of X
 * and Y never tell more than X and Y: too low by what the pairs miss, and by KSG's own bias in a half of the samples. <b>Fails</b>
 * where information is spread over more pairs than are chosen, where dependence has fine structure in many columns, and below some
 * hundred samples; discrete variables are better counted. Cost: O(N d^2), two estimates of {@link KsgMi} in few columns, and
 * some fifty from at most {@value #CHOOSE_AT_MOST} samples. Memory: some 300 numbers for at most {@value #FIT_AT_MOST} samples.
 *
 * @param k neighbours, at least 1
 * @param seed of halves, random features and where equal values are spread to
 */
public record CanonicalMi(int k, long seed) implements PointwiseMiEstimator, SeededMiEstimator {

    static final int MOST_PAIRS = 5;
    static final double GAIN = 0.01;
    static final int FIT_AT_MOST = 8000;
    static final int CHOOSE_AT_MOST = 1500;

    private static final int FEW_COLUMNS = 12;
    private static final int LEAST_PARTS = 12; // of k + 1 samples each

    /**
     * Checks k.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public CanonicalMi {
        positive(k, "neighbours");
    }

    /**
     * Makes the estimator with seed 0.
     *
     * @param k neighbours, at least 1; 3 to 10 are usual
     */
    public CanonicalMi(int k) {
        this(k, 0);
    }

    @Override
    public CanonicalMi withSeed(long newSeed) {
        return new CanonicalMi(k, newSeed);
    }

    @Override
    public double estimate(Matrix x, Matrix y) {
        return SampleColumns.mean(pointwise(x, y));
    }

    @Override
    public double[] pointwise(Matrix x, Matrix y) {
        int n = SampleChecks.check(Math.multiplyExact(LEAST_PARTS, k + 1), x, y);
        double[] values = new double[n];
        Matrix varyingX = x.varyingColumns();
        Matrix varyingY = y.varyingColumns();
        if (varyingX.columns() == 0 || varyingY.columns() == 0) {
            return values; // a constant tells nothing
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = RandomOrder.of(n, random);
        int[] first = Arrays.copyOf(order, n / 2);
        int[] second = Arrays.copyOfRange(order, n / 2, n);
        NormalScores ofX = NormalScores.of(varyingX);
        NormalScores ofY = NormalScores.of(varyingY);
        estimate(ofX, ofY, first, second, random, values);
        estimate(ofX, ofY, second, first, random, values);
        return values;
    }

    /** Chooses on one half of the samples and writes the values of the other. */
    private void estimate(
            NormalScores x, NormalScores y, int[] known, int[] judged, SplittableRandom random, double[] values) {
        int fitted = 2 * known.length / 3;
        int[] fit = Arrays.copyOf(known, Math.min(fitted, FIT_AT_MOST));
        int[] choose = Arrays.copyOfRange(known, fitted, Math.min(known.length, fitted + CHOOSE_AT_MOST));
        CanonicalPairs pairs = CanonicalPairs.fit(x, y, fit, random);
        int[] chosen = chosen(
                pairs.ofX(choose),
                pairs.ofY(choose),
                x.scores().rows(choose),
                y.scores().rows(choose));
        double[] local = chosen.length == 0
                ? ksg().pointwise(x.scores().rows(judged), y.scores().rows(judged))
                : ksg().pointwise(
                                pairs.ofX(judged).columns(chosen),
                                pairs.ofY(judged).columns(chosen));
        for (int i = 0; i < judged.length; i++) {
            values[judged[i]] = local[i];
        }
    }

    /** The pairs that together tell most; none where all columns tell more. */
    private int[] chosen(Matrix u, Matrix v, Matrix allOfX, Matrix allOfY) {
        List<Integer> chosen = new ArrayList<>();
        double most = Double.NEGATIVE_INFINITY;
        while (chosen.size() < Math.min(MOST_PAIRS, u.columns())) {
            int best = -1;
            double value = Double.NEGATIVE_INFINITY;
            for (int pair = 0; pair < u.columns(); pair++) {
                int[] with = with(chosen, pair);
                double nats = chosen.contains(pair) ? value : ksg().estimate(u.columns(with), v.columns(with));
                if (nats > value) {
                    value = nats;
                    best = pair;
                }
            }
            if (value < most + GAIN) {
                break;
            }
            chosen.add(best);
            most = value;
        }
        boolean few = allOfX.columns() + allOfY.columns() <= FEW_COLUMNS;
        return few && ksg().estimate(allOfX, allOfY) > most ? new int[0] : with(chosen);
    }

    private static int[] with(List<Integer> chosen, int... more) {
        int[] pairs = Arrays.copyOf(chosen.stream().mapToInt(Integer::intValue).toArray(), chosen.size() + more.length);
        System.arraycopy(more, 0, pairs, chosen.size(), more.length);
        return pairs;
    }

    private KsgMi ksg() {
        return new KsgMi(KsgMi.Algorithm.FIRST, k, seed);
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        return new SampleWarnings(x, y)
                .constantColumns()
                .wholeNumbers()
                .fewSamplesPerColumn()
                .list();
    }

    /** {@inheritDoc} Here that of {@link KsgMi} from half of the samples. */
    @Override
    public double ceiling(int samples) {
        return ksg().ceiling((samples + 1) / 2);
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("canonical", 1, this));
    }

    @Override
    public String name() {
        return "canonical pairs, KSG-1 k=" + k + (seed == 0 ? "" : ", seed " + seed);
    }
}
