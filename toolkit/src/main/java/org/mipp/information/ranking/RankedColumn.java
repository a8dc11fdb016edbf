package org.mipp.information.ranking;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mipp.information.measure.Interval;
import org.mipp.information.table.ColumnKind;

/**
 * What one column tells about the target, in nats.
 *
 * @param name of the column
 * @param kind of the column
 * @param estimator by which it was estimated, with its parameters
 * @param estimate may be negative
 * @param interval how far it would move on another sample; absent if not asked for or the sample is too small
 * @param threshold what the estimate exceeds only if at most {@code 1 - level} of permuted targets have a column that stands out
 *     as much; absent without permutations
 * @param p how probable an estimate at least as large would be if this column alone were looked at; absent likewise
 * @param correctedP how probable it would be that any of the columns stands out as much; absent likewise
 * @param warnings what to know before the numbers are believed, for display
 */
public record RankedColumn(
        String name,
        ColumnKind kind,
        String estimator,
        double estimate,
        Optional<Interval> interval,
        OptionalDouble threshold,
        OptionalDouble p,
        OptionalDouble correctedP,
        List<String> warnings) {

    /** Copies the list. */
    public RankedColumn {
        warnings = List.copyOf(warnings);
    }

    RankedColumn scaled(double factor) {
        return new RankedColumn(
                name,
                kind,
                estimator,
                factor * estimate,
                interval.map(
                        range -> new Interval(factor * range.low(), factor * range.high(), range.level(), range.how())),
                threshold.isPresent() ? OptionalDouble.of(factor * threshold.getAsDouble()) : threshold,
                p,
                correctedP,
                warnings);
    }
}
