package org.mipp.information.ranking;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.mipp.information.CheckedEstimate;
import org.mipp.information.MiEstimator;
import org.mipp.information.Unit;
import org.mipp.information.table.SampleColumn;
import org.mipp.information.table.TableSamples;
import org.mipp.linalg.Matrix;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.run.progress.Progress;

/**
 * What the columns of a table tell about each other, pair by pair.
 *
 * @param table its name
 * @param names of the columns
 * @param estimators by which was estimated: one, or those that fitted
 * @param unit of all information here
 * @param information shape {@code [columns, columns]}, symmetric; NaN on the diagonal, where it would be an entropy, and where a pair
 *     could not be measured
 * @param leftOut why pairs or columns could not be measured
 * @param warnings what to know of the rows, for display
 * @param provenance seed, samples, seconds
 */
public record PairwiseInformation(
        String table,
        List<String> names,
        List<String> estimators,
        Unit unit,
        Matrix information,
        Map<String, String> leftOut,
        List<String> warnings,
        Provenance provenance) {

    /** One pair. */
    public record Pair(String x, String y, double information) {}

    /** Copies the lists and the map. */
    public PairwiseInformation {
        names = List.copyOf(names);
        estimators = List.copyOf(estimators);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        warnings = List.copyOf(warnings);
    }

    /**
     * Measures every pair of columns once. Cost: {@code columns * (columns - 1) / 2} estimates.
     *
     * @param samples a table of at least two columns
     * @param own an estimator for all pairs; absent for one that fits each, see {@link FittingEstimator}
     * @return the estimates
     * @throws IllegalArgumentException if there are not two columns that vary, or no pair can be measured
     * @throws CancellationException if the thread is interrupted
     */
    public static PairwiseInformation of(TableSamples samples, Optional<MiEstimator> own) {
        Map<String, String> leftOut = new LinkedHashMap<>();
        List<SampleColumn> columns = new ArrayList<>();
        for (SampleColumn column : samples.columns()) {
            if (column.different() > 1) {
                columns.add(column);
            } else {
                leftOut.put(column.name(), "it is always " + column.text(0));
            }
        }
        int count = columns.size();
        argument(count >= 2, "pairwise: expected at least two columns that vary, got %d", count);
        List<String> estimators = new ArrayList<>();
        double[][] nats = new double[count][count];
        int measured = 0;
        try (Progress progress = Progress.of("Measuring pairs of columns", (long) count * (count - 1) / 2)) {
            for (int i = 0; i < count; i++) {
                nats[i][i] = Double.NaN;
                for (int j = 0; j < i; j++) {
                    SampleColumn x = columns.get(j);
                    SampleColumn y = columns.get(i);
                    MiEstimator chosen = own.orElseGet(() -> FittingEstimator.of(x, y));
                    nats[i][j] = nats[j][i] = estimate(chosen, x, y, leftOut);
                    measured += Double.isNaN(nats[i][j]) ? 0 : 1;
                    if (!estimators.contains(chosen.name())) {
                        estimators.add(chosen.name());
                    }
                    progress.advance(1, y.name());
                }
            }
            argument(
                    measured > 0,
                    "pairwise: expected a pair that can be measured, got none; the first reason: %s",
                    leftOut.values().stream().findFirst().orElse(""));
            return new PairwiseInformation(
                    samples.name(),
                    columns.stream().map(SampleColumn::name).toList(),
                    estimators,
                    Unit.NATS,
                    Matrix.of(nats),
                    leftOut,
                    samples.warnings(),
                    new Provenance(0, samples.rows(), Provenance.OF_JAVA, progress.seconds()));
        }
    }

    private static double estimate(MiEstimator estimator, SampleColumn x, SampleColumn y, Map<String, String> leftOut) {
        try {
            return CheckedEstimate.of(estimator, x.values(), y.values());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) { // of whatever estimator: the other pairs are worth measuring all the same
            leftOut.put(x.name() + " with " + y.name(), TargetChecks.reason(e));
            return Double.NaN;
        }
    }

    /** {@return the same in bits} */
    public PairwiseInformation bits() {
        double factor = unit.in(Unit.BITS);
        return new PairwiseInformation(
                table,
                names,
                estimators,
                Unit.BITS,
                Matrix.fill(names.size(), names.size(), (i, j) -> factor * information.get(i, j)),
                leftOut,
                warnings,
                provenance);
    }

    /** {@return every pair that was measured, those that tell most about each other first} */
    public List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!Double.isNaN(information.get(i, j))) {
                    pairs.add(new Pair(names.get(j), names.get(i), information.get(i, j)));
                }
            }
        }
        pairs.sort((a, b) -> Double.compare(b.information(), a.information()));
        return pairs;
    }

    /** {@return all doubts} */
    public List<String> allWarnings() {
        List<String> all = new ArrayList<>(warnings);
        leftOut.forEach((what, reason) -> all.add(what + " is left out: " + reason));
        return all;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d columns of %s, pair by pair, by %s (%s)",
                names.size(),
                table,
                String.join(", ", estimators),
                provenance));
        pairs().stream()
                .limit(8)
                .forEach(pair -> text.append(String.format(
                        Locale.ROOT, "%n  %s and %s: %.4f %s", pair.x(), pair.y(), pair.information(), unit)));
        return text + Notes.of(allWarnings());
    }
}
