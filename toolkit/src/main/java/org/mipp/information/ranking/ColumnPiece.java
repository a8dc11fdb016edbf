package org.mipp.information.ranking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.mipp.information.table.SampleColumn;
import org.mipp.run.progress.Progress;

/**
 * One column of a table that a worker measures, with the target as it is and permuted as for all columns.
 *
 * @param how to rank
 * @param x the column
 * @param y the target
 */
record ColumnPiece(RankColumns how, SampleColumn x, SampleColumn y) implements Callable<ColumnPiece.Done> {

    /**
     * What came out.
     *
     * @param measured the column; absent if it could not be measured
     * @param nothing its estimates with the target permuted; none if one of them failed
     * @param leftOut the reason, by the column's name
     */
    record Done(Optional<RankColumns.Measured> measured, double[][] nothing, Map<String, String> leftOut) {}

    @Override
    public Done call() {
        Map<String, String> leftOut = new LinkedHashMap<>();
        try (Progress progress = Progress.of("ranking " + x.name(), 1L + how.permutations())) {
            Optional<RankColumns.Measured> measured = how.measure(x, y, leftOut);
            if (measured.isEmpty() || how.permutations() == 0) {
                return new Done(measured, new double[0][], leftOut);
            }
            PermutedTarget permuted = new PermutedTarget(List.of(measured.get()), y, how.permutations(), leftOut);
            permuted.run(new SplittableRandom(how.seed()), progress);
            return new Done(measured, permuted.estimates(), leftOut);
        }
    }

    @Override
    public String toString() {
        return "column " + x.name();
    }
}
