package org.mipp.information.measure;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.mipp.information.CheckedEstimate;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.MiEstimator;
import org.mipp.information.Unit;
import org.mipp.information.task.Sample;
import org.mipp.linalg.Matrix;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Progress;

/** How conditional information is measured: the estimate, halves, and permutations that respect what is known. */
final class ConditionalMeasurement {

    private static final int MANY_COLUMNS = 4; // up to three were measured: benchmark ConditionalErrors

    private final Measure measure;
    private final Matrix x;
    private final Matrix y;
    private final Matrix z;
    private final Progress progress;

    private ConditionalMeasurement(Measure measure, Sample sample, Matrix z, Progress progress) {
        this.measure = measure;
        this.x = sample.x();
        this.y = sample.y();
        this.z = z;
        this.progress = progress;
    }

    static Measurement of(Measure measure, Matrix x, Matrix y, Matrix z) {
        Sample sample = new Sample(x, y);
        given(z, "samples of z");
        argument(
                z.rows() == x.rows(),
                "z: expected as many rows as x, %d, got %d; pass the same samples",
                x.rows(),
                z.rows());
        String task = "Measuring by " + measure.estimator().name() + " given z";
        try (Progress progress = Progress.of(task, 1L + measure.repeats() + measure.permutations())) {
            return new ConditionalMeasurement(measure, sample, z, progress).measurement();
        }
    }

    private Measurement measurement() {
        MiEstimator estimator = measure.estimator();
        Matrix known = z.varyingColumns();
        List<String> warnings = new ArrayList<>(estimator.warnings(x, known.columns() == 0 ? y : y.beside(known)));
        if (known.columns() < z.columns()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "z has %d of %d columns that never vary; nothing is known by them",
                    z.columns() - known.columns(),
                    z.columns()));
        }
        if (!(estimator instanceof ConditionalMiEstimator) && known.columns() > 0) {
            warnings.add(
                    "this estimator knows no condition: it is the difference I(X, Z; Y) - I(Z; Y) of two estimates,"
                            + " with the errors of both");
        }
        if (known.columns() >= MANY_COLUMNS && measure.permutations() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "neighbours in the %d columns of z are far apart, and a smooth regression on so many may miss what x has to do with"
                            + " them: chance may come out too low; condition on fewer columns",
                    known.columns()));
        }
        SplittableRandom random = new SplittableRandom(measure.seed());
        SplittableRandom forHalves = random.split();
        LocalPermutation places = LocalPermutation.of(known, LocalPermutation.NEIGHBOURS);
        MovedRows moved = MovedRows.of(x, known, places);
        List<String> explained = new ArrayList<>(moved.explained("x"));
        explained.addAll(MovedRows.of(y, known, places).explained("y"));
        warnings.addAll(explained);
        double estimate = firstEstimate(explained);
        Optional<Interval> interval = measure.halves()
                .of(x.rows(), estimate, forHalves, measure.seedsOfHalves(), warnings, rows -> {
                    MiEstimator reseeded = measure.reseeded(forHalves);
                    return estimate(reseeded, x.rows(rows), y.rows(rows), z.rows(rows));
                });
        Optional<NullDistribution> chance = chance(estimate, moved, random);
        return measure.finished(
                new Measurement.Estimated(Unit.NATS, estimate, interval, chance),
                new Measurement.Columns(x.columns(), y.columns(), z.columns()),
                x.rows(),
                warnings,
                progress);
    }

    private double firstEstimate(List<String> explained) {
        try {
            return estimate(measure.estimator(), x, y, z);
        } catch (RefusedException e) {
            if (explained.isEmpty()) {
                throw e;
            }
            throw new RefusedException(String.join("; ", explained) + ": " + e.getMessage(), e);
        }
    }

    private double estimate(MiEstimator estimator, Matrix someX, Matrix someY, Matrix someZ) {
        double estimate = CheckedEstimate.of(estimator, someX, someY, someZ);
        progress.advance(1);
        return estimate;
    }

    private Optional<NullDistribution> chance(double estimate, MovedRows moved, SplittableRandom random) {
        int permutations = measure.permutations();
        if (permutations == 0) {
            return Optional.empty();
        }
        double[] nothing = new double[permutations];
        for (int i = 0; i < permutations; i++) {
            nothing[i] = estimate(measure.estimator(), moved.draw(random), y, z);
        }
        return Optional.of(new NullDistribution(
                Resampling.threshold(nothing, measure.level()),
                measure.level(),
                Resampling.pValue(estimate, nothing),
                permutations + " permutations " + moved.words()));
    }
}
