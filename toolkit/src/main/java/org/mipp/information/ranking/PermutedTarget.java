package org.mipp.information.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.mipp.information.CheckedEstimate;
import org.mipp.information.estimator.PermutedMi;
import org.mipp.information.table.SampleColumn;
import org.mipp.linalg.Matrix;
import org.mipp.run.RandomOrder;
import org.mipp.run.progress.Parallel;
import org.mipp.run.progress.Progress;

/** Estimates of all columns while the rows of the target change places, for all columns in the same way. */
final class PermutedTarget {

    private final List<RankColumns.Measured> measured;
    private final SampleColumn y;
    private final Map<String, String> leftOut;
    private final boolean[] failed;
    private final double[][] nothing; // one row per column, one value per permutation
    private int done; // permutations

    PermutedTarget(List<RankColumns.Measured> measured, SampleColumn y, int permutations, Map<String, String> leftOut) {
        this.measured = measured;
        this.y = y;
        this.leftOut = leftOut;
        this.failed = new boolean[measured.size()];
        this.nothing = new double[measured.size()][permutations];
    }

    /** The columns whose estimator did not fail on a permutation, in order. */
    List<RankColumns.Measured> left() {
        return IntStream.range(0, failed.length)
                .filter(j -> !failed[j])
                .mapToObj(measured::get)
                .toList();
    }

    /** Estimates with all permutations; an interrupt leaves those that are done. */
    void run(SplittableRandom random, Progress progress) {
        int columns = measured.size();
        List<Optional<PermutedMi>> prepared = new ArrayList<>();
        for (RankColumns.Measured one : measured) {
            prepared.add(PermutedMi.of(one.estimator(), one.x().values(), y.values()));
        }
        int[] quick = IntStream.range(0, columns)
                .filter(j -> prepared.get(j).isPresent())
                .toArray();
        for (int b = 0; columns > 0 && b < nothing[0].length; b++) {
            int permutation = b;
            int[] order = RandomOrder.of(y.rows(), random);
            Parallel.each(
                    quick.length,
                    i -> nothing[quick[i]][permutation] =
                            prepared.get(quick[i]).orElseThrow().estimate(order));
            if (quick.length < columns) {
                Matrix shuffled = y.values().rows(order);
                for (int j = 0; j < columns; j++) {
                    if (prepared.get(j).isEmpty() && !failed[j]) {
                        nothing[j][b] = estimate(j, shuffled);
                    }
                }
            }
            done = b + 1;
            progress.advance(columns, "permutation " + done);
        }
    }

    /** How many permutations all columns have been estimated with. */
    int done() {
        return done;
    }

    /** One row per column that is left, one value per permutation that is done. */
    double[][] estimates() {
        return IntStream.range(0, failed.length)
                .filter(j -> !failed[j])
                .mapToObj(j -> Arrays.copyOf(nothing[j], done))
                .toArray(double[][]::new);
    }

    /** On this thread: nobody knows whether somebody's estimator may run on several. */
    private double estimate(int j, Matrix shuffled) {
        RankColumns.Measured one = measured.get(j);
        try {
            return CheckedEstimate.of(one.estimator(), one.x().values(), shuffled);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) { // of whatever estimator
            failed[j] = true;
            leftOut.put(one.x().name(), "with the target permuted: " + TargetChecks.reason(e));
            return 0;
        }
    }
}
