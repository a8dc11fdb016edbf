package org.mipp.information.ranking;

import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.positive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.mipp.information.MiEstimator;
import org.mipp.information.Unit;
import org.mipp.information.table.SampleColumn;
import org.mipp.information.table.TableSamples;
import org.mipp.run.Provenance;
import org.mipp.run.progress.Progress;

/**
 * How columns are chosen that together tell most about one of them, the target: one after the other, each for what it adds.
 *
 * <p>A column that says the same as one chosen before, under other names or on another scale, is set aside and never chosen. The
 * search by conditional information ends where no column left adds anything, as far as the estimator sees, so that there may be
 * fewer than wanted. Which estimator is used is said by the result: yours; or, where all columns concerned are discrete, {@link
 * org.mipp.information.estimator.DiscreteMi}, and neighbours otherwise, as {@link FittingEstimator} says.
 *
 * <p>Cost: one estimate per column and column chosen; TERC: {@code 20 + 2 columns} of all columns at once.
 *
 * @param target name of the column that others are to tell about
 * @param count how many columns are wanted
 * @param criterion by what they are chosen
 * @param estimator yours for all of it; absent for one that fits
 * @param seed of the noise that TERC injects
 */
public record SelectColumns(
        String target, int count, SelectionCriterion criterion, Optional<MiEstimator> estimator, long seed) {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if no column is wanted
     */
    public SelectColumns {
        given(target, "the name of a target");
        given(criterion, "a criterion");
        positive(count, "columns wanted");
    }

    /**
     * Starts with conditional information and fitting estimators.
     *
     * @param target name of the target
     * @param count how many columns are wanted
     * @return how to select
     */
    public static SelectColumns towards(String target, int count) {
        return new SelectColumns(target, count, SelectionCriterion.CONDITIONAL, Optional.empty(), 0);
    }

    /** {@return the same by another criterion} */
    public SelectColumns by(SelectionCriterion other) {
        return new SelectColumns(target, count, other, estimator, seed);
    }

    /** {@return the same by one estimator for everything} */
    public SelectColumns by(MiEstimator own) {
        return new SelectColumns(target, count, criterion, Optional.of(given(own, "an estimator")), seed);
    }

    /**
     * Selects. Columns that cannot be measured are left out with the reason.
     *
     * @param samples a table of at least two columns
     * @return the columns in the order in which they were chosen
     * @throws IllegalArgumentException if there is no such target, it has one value only, or no column can be measured
     * @throws CancellationException if the thread is interrupted
     */
    public ColumnSelection of(TableSamples samples) {
        SampleColumn y = TargetChecks.target(samples, target);
        Map<String, String> leftOut = new LinkedHashMap<>();
        List<SampleColumn> candidates = new ArrayList<>();
        for (SampleColumn column : samples.columns()) {
            if (column.different() == 1) {
                leftOut.put(column.name(), "it is always " + column.text(0));
            } else if (!column.name().equals(target)) {
                candidates.add(column);
            }
        }
        ColumnEstimates estimates = new ColumnEstimates(estimator);
        String what = "Selecting columns by " + criterion;
        long steps = criterion == SelectionCriterion.TERC
                ? 2L * candidates.size() + ColumnTerc.REPEATS
                : (long) candidates.size() * Math.min(count, candidates.size());
        try (Progress progress = Progress.of(what, steps)) {
            ColumnSearch search = criterion == SelectionCriterion.TERC
                    ? new ColumnTerc(estimates, y, leftOut, seed, progress)
                    : new ForwardSearch(criterion, estimates, y, leftOut, progress);
            List<ColumnSelection.Chosen> chosen = search.choose(candidates, count);
            progress.complete();
            List<String> warnings = new ArrayList<>(samples.warnings());
            estimator.ifPresent(own -> warnings.addAll(TargetChecks.codes(
                    own, Stream.concat(candidates.stream(), Stream.of(y)).toArray(SampleColumn[]::new))));
            return new ColumnSelection(
                    samples.name(),
                    target,
                    criterion,
                    estimator.map(MiEstimator::name).orElse("fitting estimators"),
                    Unit.NATS,
                    chosen,
                    leftOut,
                    warnings,
                    new Provenance(seed, samples.rows(), Provenance.OF_JAVA, progress.seconds()));
        }
    }
}
