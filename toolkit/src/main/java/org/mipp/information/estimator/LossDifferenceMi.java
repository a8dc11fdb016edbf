package org.mipp.information.estimator;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.notNegative;
import static org.mipp.run.Checks.positive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.information.SampleChecks;
import org.mipp.information.SeededMiEstimator;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.SecondMoments;
import org.mipp.linalg.Standardisation;
import org.mipp.run.RandomOrder;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Parallel;

/**
 * Estimates mutual information by how much better Y is predicted from X than from nothing, on samples that were not fitted
 * (the predictive power of Covert, Lundberg and Lee, NeurIPS 2020, arXiv:2004.00668, whose value under log loss and the
 * best predictor is the mutual information). The predictor is linear, with a ridge; {@code folds} fits each predict the
 * samples that they have not seen, and losses are pooled over all samples.
 *
 * <ul>
 *   <li>{@link Loss#LOG}, Y one column of class labels: entropy of the labels minus the mean log loss of a multinomial
 *       logistic regression. A lower bound of the information (Barber and Agakov, NIPS 2003), tight if the regression
 *       gives the true probabilities.
 *   <li>{@link Loss#SQUARED}, Y continuous: {@code 1/2 (ln det Cov(Y) - ln det E[r r'])} with r the residuals of a ridge
 *       regression. A lower bound if Y is normal, because no residual of given covariance has more entropy than a normal
 *       one; for other Y it may exceed the information.
 * </ul>
 *
 * <p>Bounds hold up to sampling error. In place of a fitted prediction from nothing stands the best constant in hindsight,
 * so that a poor one cannot inflate the difference. <b>Bias:</b> too low by what the fits miss and by some
 * {@code dx dy / (2 N)} of overfitting; negative where there is nothing to find. <b>Fails</b> where dependence is not
 * linear, and reports little then.
 *
 * <p>Cost: squared O(folds (N d^2 + d^3)), log O(folds N dx classes) times some dozens of steps.
 *
 * @param loss which of the two
 * @param ridge on the weights, in units of each column's variance; above 0 for log loss
 * @param folds how many fits, at least 2
 * @param seed of the assignment of samples to folds
 */
public record LossDifferenceMi(Loss loss, double ridge, int folds, long seed) implements SeededMiEstimator {

    /** What a prediction costs. */
    public enum Loss {
        /** Its squared error, mapped to nats by the normal distribution. */
        SQUARED,
        /** Minus the logarithm of the probability that it gave to the true class. */
        LOG
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the ridge is negative, or 0 under log loss, or there are fewer than two folds
     */
    public LossDifferenceMi {
        notNegative(ridge, "ridge");
        if (loss == Loss.LOG) {
            positive(ridge, "ridge under log loss");
        }
        argument(folds >= 2, "folds: expected at least 2, got %d", folds);
    }

    /**
     * Makes the estimator with ridge 1e-3, five folds and seed 0.
     *
     * @param loss which of the two
     */
    public LossDifferenceMi(Loss loss) {
        this(loss, 1e-3, 5, 0);
    }

    @Override
    public LossDifferenceMi withSeed(long newSeed) {
        return new LossDifferenceMi(loss, ridge, folds, newSeed);
    }

    @Override
    public double estimate(Matrix x, Matrix y) {
        SampleChecks.check(2 * folds, x, y);
        return loss == Loss.LOG ? logLoss(x, SampleColumns.labels("y", y)) : squaredLoss(x, y);
    }

    private double logLoss(Matrix x, Partition classes) {
        double[] rows = SampleColumns.standardised(x);
        double[] losses = new double[x.rows()];
        int[] fold = assign(x.rows());
        Parallel.each(folds, f -> {
            int[] training = members(fold, f, false);
            double[] seen = SampleColumns.rows(rows, x.columns(), training);
            int[] labels = Arrays.stream(training).map(i -> classes.ids()[i]).toArray();
            LogisticRegression fit = LogisticRegression.fit(seen, labels, classes.occupied(), ridge);
            for (int i : members(fold, f, true)) {
                losses[i] = fit.loss(rows, i, classes.ids()[i]);
            }
        });
        return classes.entropy() - SampleColumns.mean(losses);
    }

    private double squaredLoss(Matrix x, Matrix y) {
        SampleChecks.checkVary("y", y, "leave it out");
        int q = y.columns();
        Matrix inputs = Standardisation.of(x).matrix();
        Matrix targets = Standardisation.of(y).matrix();
        int[] fold = assign(x.rows());
        double[][] residuals = new double[x.rows()][];
        for (int f = 0; f < folds; f++) {
            int[] training = members(fold, f, false);
            int[] heldOut = members(fold, f, true);
            RidgeRegression.Fit fit = fit(inputs.rows(training), targets.rows(training));
            Matrix predicted = inputs.rows(heldOut).times(fit.weights());
            for (int i = 0; i < heldOut.length; i++) {
                double[] residual = targets.row(heldOut[i]);
                for (int j = 0; j < q; j++) {
                    residual[j] -= predicted.get(i, j) + fit.intercept().get(0, j);
                }
                residuals[heldOut[i]] = residual;
            }
        }
        Matrix left = Matrix.of(residuals);
        return (logDeterminant(targets) - logDeterminant(left)) / 2;
    }

    private RidgeRegression.Fit fit(Matrix x, Matrix y) {
        double[] penalty = new double[x.columns()];
        Arrays.fill(penalty, ridge);
        return RidgeRegression.of(SecondMoments.of(x, y), penalty, Matrix.fill(x.columns(), y.columns(), (i, j) -> 0))
                .fit();
    }

    /** {@code ln det} of the mean square: residuals are not centred, as a prediction that is off costs too. */
    private static double logDeterminant(Matrix residuals) {
        int n = residuals.rows();
        Matrix square = residuals.transpose().times(residuals);
        return Arrays.stream(
                        GaussianMi.pivots(Matrix.fill(square.rows(), square.rows(), (i, j) -> square.get(i, j) / n)))
                .map(Math::log)
                .sum();
    }

    /** The fold of every sample: all as large as possible alike, in random order. */
    private int[] assign(int n) {
        return Arrays.stream(RandomOrder.of(n, new SplittableRandom(seed)))
                .map(place -> place % folds)
                .toArray();
    }

    private static int[] members(int[] fold, int which, boolean inside) {
        return IntStream.range(0, fold.length)
                .filter(i -> fold[i] == which == inside)
                .toArray();
    }

    @Override
    public List<String> warnings(Matrix x, Matrix y) {
        SampleWarnings warnings = new SampleWarnings(x, y).constantColumns().fewSamplesPerColumn();
        return loss == Loss.LOG ? warnings.list() : warnings.wholeNumbers().list();
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("loss-difference", 1, this));
    }

    @Override
    public String name() {
        return "Loss difference, linear, " + (loss == Loss.LOG ? "log" : "squared") + " loss";
    }
}
