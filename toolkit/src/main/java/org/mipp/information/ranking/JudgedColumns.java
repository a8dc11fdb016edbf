package org.mipp.information.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.mipp.information.table.SampleColumn;

/** Columns that were measured, the most telling first, each with what it would be by chance. */
final class JudgedColumns {

    private JudgedColumns() {}

    /**
     * Judges columns together.
     *
     * @param left what was measured of each
     * @param nothing one row per column, one value per permutation of the target; none if it was not permuted
     * @param level of the thresholds
     * @param y the target
     * @return the columns, in falling order of their estimates
     */
    static List<RankedColumn> of(List<RankColumns.Measured> left, double[][] nothing, double level, SampleColumn y) {
        if (nothing.length == 0) {
            return left.stream().map(one -> ranked(one, y)).sorted(mostFirst()).toList();
        }
        double[] observed =
                left.stream().mapToDouble(one -> one.measurement().estimate()).toArray();
        List<RankedColumn> ranked = new ArrayList<>();
        if (!left.isEmpty()) {
            LargestStatistic largest = new LargestStatistic(observed, nothing);
            for (int j = 0; j < left.size(); j++) {
                RankedColumn column = ranked(left.get(j), y);
                ranked.add(new RankedColumn(
                        column.name(),
                        column.kind(),
                        column.estimator(),
                        column.estimate(),
                        column.interval(),
                        OptionalDouble.of(largest.threshold(j, level)),
                        OptionalDouble.of(largest.p(j)),
                        OptionalDouble.of(largest.correctedP(j)),
                        column.warnings()));
            }
        }
        ranked.sort(mostFirst());
        return ranked;
    }

    private static Comparator<RankedColumn> mostFirst() {
        return Comparator.comparingDouble(RankedColumn::estimate).reversed();
    }

    private static RankedColumn ranked(RankColumns.Measured one, SampleColumn y) {
        List<String> warnings = new ArrayList<>(one.measurement().warnings());
        warnings.addAll(TargetChecks.codes(one.estimator(), one.x(), y));
        return new RankedColumn(
                one.x().name(),
                one.x().kind(),
                one.estimator().name(),
                one.measurement().estimate(),
                one.measurement().interval(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                warnings);
    }
}
