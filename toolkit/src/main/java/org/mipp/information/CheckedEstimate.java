package org.mipp.information;

import static org.mipp.run.Checks.argument;

import java.util.Locale;
import org.mipp.linalg.Matrix;
import org.mipp.run.progress.WatchedCall;

/** An estimate by an estimator that may be anybody's: watched while it is made, and a finite number or refused. */
public final class CheckedEstimate {

    private CheckedEstimate() {}

    /**
     * Estimates I(X; Y).
     *
     * @param estimator the estimator
     * @param x shape {@code [samples, dx]}
     * @param y shape {@code [samples, dy]}
     * @return the estimate in nats
     * @throws IllegalArgumentException if the estimator refuses or returns no finite number
     */
    public static double of(MiEstimator estimator, Matrix x, Matrix y) {
        String from =
                String.format(Locale.ROOT, " from %d samples of %d + %d columns", x.rows(), x.columns(), y.columns());
        return finite(named(estimator.name()) + ": ", from, watched(estimator.name(), estimator, x, y));
    }

    /**
     * Estimates I(X; Y | Z), as {@link Derived#conditional} does.
     *
     * @param estimator the estimator
     * @param x shape {@code [samples, dx]}
     * @param y shape {@code [samples, dy]}
     * @param z what is known already, shape {@code [samples, dz]}
     * @return the estimate in nats
     * @throws IllegalArgumentException if the estimator refuses or returns no finite number
     */
    public static double of(MiEstimator estimator, Matrix x, Matrix y, Matrix z) {
        String from = String.format(
                Locale.ROOT,
                " from %d samples of %d + %d columns given %d",
                x.rows(),
                x.columns(),
                y.columns(),
                z.columns());
        String name = named(estimator.name());
        return finite(name + ": ", from, WatchedCall.call(name, () -> Derived.conditional(estimator, x, y, z)));
    }

    /**
     * Estimates I(X; Y) for a table, where estimator and sample stand beside the reason of a failure.
     *
     * @param name what the estimator is called in the table
     * @param estimator the estimator
     * @param x shape {@code [samples, dx]}
     * @param y shape {@code [samples, dy]}
     * @return the estimate in nats
     * @throws IllegalArgumentException if the estimator refuses or returns no finite number; the same for all samples
     */
    public static double ofCell(String name, MiEstimator estimator, Matrix x, Matrix y) {
        return finite("", "", watched(name, estimator, x, y));
    }

    private static double finite(String before, String from, double nats) {
        argument(Double.isFinite(nats), "%sexpected a finite number of nats%s, got %s", before, from, nats);
        return nats;
    }

    private static double watched(String name, MiEstimator estimator, Matrix x, Matrix y) {
        return WatchedCall.call(named(name), () -> estimator.estimate(x, y));
    }

    private static String named(String name) {
        return "estimator '" + name + "'";
    }
}
