package org.mipp.information.ranking;

import java.util.List;
import org.mipp.information.CheckedEstimate;
import org.mipp.information.EntropyEstimator;
import org.mipp.information.MiEstimator;
import org.mipp.information.Unit;
import org.mipp.information.estimator.DiscreteEntropy;
import org.mipp.information.estimator.DiscreteMi;
import org.mipp.information.estimator.NeighbourEntropy;
import org.mipp.information.measure.MeasureQuantity;
import org.mipp.information.measure.Measurement;
import org.mipp.information.table.SampleColumn;
import org.mipp.linalg.Matrix;

/** How much there is to know of a column of a table, what is left of it when another is known, and what share the other tells. */
public final class ColumnEntropy {

    private static final int K = 5; // neighbours

    private ColumnEntropy() {}

    /**
     * Measures H(X): of a discrete column the entropy of its frequencies, with Miller's correction; of numbers that of their density.
     *
     * @param x a column
     * @return the measurement in nats
     */
    public static Measurement of(SampleColumn x) {
        return MeasureQuantity.entropy(fitting(x), x.values());
    }

    private static EntropyEstimator fitting(SampleColumn x) {
        return x.kind().discrete() ? new DiscreteEntropy(true) : new NeighbourEntropy(K);
    }

    /**
     * Measures {@code H(X | Y) = H(X) - I(X; Y)} (Cover and Thomas, Elements of Information Theory, 2nd ed. 2006, eq. 2.43), both by
     * estimators that fit.
     *
     * @param x a column
     * @param y another of the same rows
     * @return the measurement in nats
     */
    public static Measurement of(SampleColumn x, SampleColumn y) {
        EntropyEstimator entropy = fitting(x);
        MiEstimator information = FittingEstimator.of(x, y);
        String name = (entropy.differential() ? "conditional differential entropy, " : "conditional entropy, ")
                + entropy.name() + ", less " + information.name();
        return new MeasureQuantity(name, Unit.NATS, 1, 1)
                .of(x.rows(), information.warnings(x.values(), y.values()), rows -> {
                    Matrix someX = x.values().rows(rows);
                    return entropy.estimate(someX)
                            - CheckedEstimate.of(information, someX, y.values().rows(rows));
                });
    }

    /**
     * Measures information on a scale from 0 to 1. Of two discrete columns {@code 2 I(X; Y) / (H(X) + H(Y))} of their frequencies,
     * without correction (Strehl and Ghosh, Journal of Machine Learning Research 3, 2002, with the arithmetic mean). Otherwise, as a
     * density has no largest information, {@code sqrt(1 - exp(-2 I))}: the correlation that a normal distribution of that information
     * has (Linfoot, Information and Control 1, 1957), with the sign of the estimate.
     *
     * @param x a column
     * @param y another of the same rows
     * @return the measurement, without a unit
     */
    public static Measurement normalised(SampleColumn x, SampleColumn y) {
        boolean discrete = x.kind().discrete() && y.kind().discrete();
        MiEstimator information = discrete ? new DiscreteMi() : FittingEstimator.of(x, y);
        String name = (discrete ? "share of the entropies' mean, " : "correlation of that information, ")
                + information.name();
        List<String> warnings = information.warnings(x.values(), y.values());
        return new MeasureQuantity(name, Unit.SHARE, 1, 1).of(x.rows(), warnings, rows -> {
            Matrix someX = x.values().rows(rows);
            Matrix someY = y.values().rows(rows);
            double nats = CheckedEstimate.of(information, someX, someY);
            return discrete
                    ? shared(nats, someX, someY)
                    : Math.signum(nats) * Math.sqrt(-Math.expm1(-2 * Math.abs(nats)));
        });
    }

    /** Of two columns that never vary all is known, and so is all that each tells of the other. */
    private static double shared(double nats, Matrix x, Matrix y) {
        EntropyEstimator frequencies = new DiscreteEntropy(false);
        double both = frequencies.estimate(x) + frequencies.estimate(y);
        return both > 0 ? 2 * nats / both : 1;
    }
}
