package org.mipp.information.ranking;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.DiscreteMi;
import org.mipp.information.estimator.RossMi;
import org.mipp.information.table.ColumnKind;
import org.mipp.information.table.SampleColumn;
import org.mipp.information.table.TableSamples;

/** What a target must be, and what there is to doubt about codes taken for numbers. */
final class TargetChecks {

    private TargetChecks() {}

    /** The target, if others can tell something about it. */
    static SampleColumn target(TableSamples samples, String name) {
        SampleColumn target = samples.column(name);
        argument(samples.columns().size() > 1, "target '%s': expected other columns beside it, got none", name);
        int different = target.different();
        argument(
                different > 1,
                "target '%s': expected different values, got '%s' in all %,d rows; about it nothing can be told",
                name,
                target.text(0),
                samples.rows());
        argument(
                target.kind() != ColumnKind.LABELS || different < samples.rows(),
                "target '%s': expected labels that occur more than once, got %,d different ones in %,d rows; take a column of"
                        + " classes or of numbers",
                name,
                different,
                samples.rows());
        return target;
    }

    /** A doubt where an estimator takes the codes of labels for points on a line. */
    static List<String> codes(MiEstimator estimator, SampleColumn... columns) {
        boolean counts = estimator instanceof DiscreteMi || estimator instanceof RossMi;
        return Stream.of(columns)
                .filter(column -> !counts
                        && column.kind() == ColumnKind.LABELS
                        && column.labels().size() > 2)
                .map(column -> String.format(
                        Locale.ROOT,
                        "%s holds %d labels, coded in alphabetical order: an estimator that asks how far values are apart, or"
                                + " which is larger, finds what the alphabet makes of them",
                        column.name(),
                        column.labels().size()))
                .toList();
    }

    /** Why an estimator failed, in one line. */
    static String reason(RuntimeException failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
