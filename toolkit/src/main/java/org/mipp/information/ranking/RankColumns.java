package org.mipp.information.ranking;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;
import static org.mipp.run.Checks.given;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.mipp.information.MiEstimator;
import org.mipp.information.Unit;
import org.mipp.information.measure.Measure;
import org.mipp.information.measure.Measurement;
import org.mipp.information.table.SampleColumn;
import org.mipp.information.table.TableSamples;
import org.mipp.run.Provenance;
import org.mipp.run.progress.Progress;
import org.mipp.run.progress.Workers;

/**
 * How the columns of a table are ranked by what each tells about one of them, the target.
 *
 * <p>Every column is measured by an estimator that fits what its values mean ({@link FittingEstimator}), or by yours, with an
 * interval from random halves ({@link Measure}). Then the rows of the target are permuted, the same permutation for all columns, and
 * p of every column is corrected for how many were looked at, by the largest statistic ({@link LargestStatistic}): where no column
 * tells anything, the smallest corrected p is at most 0.05 in 5 % of tables, whatever the dependence between the columns.
 *
 * <p>Cost: {@code columns * (1 + repeats + permutations)} estimates; those of permutations share what does not depend on the
 * pairing, see {@link org.mipp.information.estimator.PermutedMi}.
 * @param target name of the column that others are to tell about
 * @param estimator yours for all columns; absent for one that fits each
 * @param repeats random halves behind each interval, at least 2; 0 for no intervals
 * @param permutations behind thresholds and p, shared by all columns; 0 for none
 * @param level of intervals and thresholds, between 0 and 1
 * @param seed of all halves and permutations
 */
public record RankColumns(
        String target, Optional<MiEstimator> estimator, int repeats, int permutations, double level, long seed) {

    /** More rows than these are drawn from, unless one says otherwise: minutes, and estimates that scatter little. */
    public static final int ROWS = 10_000;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is one repeat, or fewer permutations than the level needs
     */
    public RankColumns {
        given(target, "the name of a target");
        betweenZeroAndOne(level, "level");
        argument(repeats == 0 || repeats >= 2, "repeats: expected at least 2, or 0 for no intervals, got %d", repeats);
        double least = leastPermutations(level);
        argument(
                permutations == 0 || permutations >= least,
                "permutations: expected at least %.0f for level %s, or 0 for none, got %d",
                least,
                level,
                permutations);
    }

    /**
     * Starts with fitting estimators, 20 repeats, 200 permutations, level 0.95, seed 0.
     *
     * @param target name of the target
     * @return how to rank
     */
    public static RankColumns towards(String target) {
        return new RankColumns(target, Optional.empty(), 20, 200, 0.95, 0);
    }

    /** {@return the same by one estimator for all columns} */
    public RankColumns by(MiEstimator own) {
        return new RankColumns(target, Optional.of(given(own, "an estimator")), repeats, permutations, level, seed);
    }

    /** {@return the same with so many random halves behind each interval, 0 for none} */
    public RankColumns repeats(int count) {
        return new RankColumns(target, estimator, count, permutations, level, seed);
    }

    /** {@return the same with so many permutations behind thresholds and p, 0 for none} */
    public RankColumns permutations(int count) {
        return new RankColumns(target, estimator, repeats, count, level, seed);
    }

    /** {@return the same with another level of intervals and thresholds} */
    public RankColumns level(double newLevel) {
        return new RankColumns(target, estimator, repeats, permutations, newLevel, seed);
    }

    /** {@return the same with another seed of all halves and permutations} */
    public RankColumns seed(long newSeed) {
        return new RankColumns(target, estimator, repeats, permutations, level, newSeed);
    }

    /**
     * Ranks. Columns that cannot be measured are left out with the reason.
     *
     * @param samples a table of at least two columns
     * @return the columns, the one that tells most first
     * @throws IllegalArgumentException if there is no such target, it has one value only or classes of one sample only, or no column
     *     can be measured
     * @throws CancellationException if the thread is interrupted
     */
    public ColumnRanking of(TableSamples samples) {
        SampleColumn y = TargetChecks.target(samples, target);
        Map<String, String> leftOut = new LinkedHashMap<>();
        List<SampleColumn> others = others(samples);
        long estimates = (long) others.size() * (1 + repeats + permutations);
        List<Measured> measured = new ArrayList<>();
        PermutedTarget none = new PermutedTarget(measured, y, 0, leftOut);
        PermutedTarget permuted = none;
        try (Progress progress = Progress.of("Ranking " + others.size() + " columns by " + target, estimates)) {
            try {
                for (SampleColumn x : others) {
                    measure(x, y, leftOut).ifPresent(measured::add);
                    progress.advance(1L + repeats, x.name());
                }
                requireSome(measured, leftOut);
                permuted = new PermutedTarget(measured, y, permutations, leftOut);
                permuted.run(new SplittableRandom(seed), progress);
            } catch (CancellationException e) {
                if (measured.isEmpty()) {
                    throw e;
                }
                others.stream()
                        .skip(measured.size() + (long) leftOut.size())
                        .forEach(x -> leftOut.put(x.name(), "the interrupt came first"));
                PermutedTarget enough = permuted.done() >= leastPermutations(level) ? permuted : none;
                if (enough == none) { // then nothing is said by permutations, not even of columns that failed on one
                    measured.forEach(one -> leftOut.remove(one.x().name()));
                }
                throw new InterruptedRanking(
                        e, ranking(samples, judged(measured, enough, y), enough.done(), leftOut, progress.seconds()));
            }
            progress.complete();
            return ranking(samples, judged(measured, permuted, y), permuted.done(), leftOut, progress.seconds());
        }
    }

    private static double leastPermutations(double level) {
        return Math.ceil(1 / (1 - level) - 1 - 1e-9);
    }

    private List<RankedColumn> judged(List<Measured> measured, PermutedTarget permuted, SampleColumn y) {
        return permuted.done() == 0
                ? JudgedColumns.of(measured, new double[0][], level, y)
                : JudgedColumns.of(permuted.left(), permuted.estimates(), level, y);
    }

    /**
     * Ranks by several workers: every column is a piece of work.
     *
     * @param samples a table of at least two columns
     * @param workers who measures
     * @return the same as {@link #of(TableSamples)}, which says how it fails
     */
    public ColumnRanking of(TableSamples samples, Workers workers) {
        long began = System.nanoTime();
        SampleColumn y = TargetChecks.target(samples, target);
        List<ColumnPiece> pieces =
                others(samples).stream().map(x -> new ColumnPiece(this, x, y)).toList();
        List<ColumnPiece.Done> done = workers.all("Ranking " + pieces.size() + " columns by " + target, pieces);
        Map<String, String> leftOut = new LinkedHashMap<>();
        done.forEach(column -> leftOut.putAll(column.leftOut()));
        requireSome(done.stream().flatMap(column -> column.measured().stream()).toList(), leftOut);
        List<ColumnPiece.Done> left =
                done.stream().filter(column -> column.leftOut().isEmpty()).toList();
        List<RankedColumn> ranked = JudgedColumns.of(
                left.stream().map(column -> column.measured().orElseThrow()).toList(),
                left.stream().flatMap(column -> Arrays.stream(column.nothing())).toArray(double[][]::new),
                level,
                y);
        return ranking(samples, ranked, permutations, leftOut, (System.nanoTime() - began) / 1e9);
    }

    private List<SampleColumn> others(TableSamples samples) {
        return samples.columns().stream()
                .filter(column -> !column.name().equals(target))
                .toList();
    }

    private void requireSome(List<Measured> measured, Map<String, String> leftOut) {
        argument(
                !measured.isEmpty(),
                "ranking by '%s': expected a column that can be measured, got none; the first reason: %s",
                target,
                leftOut.values().stream().findFirst().orElse(""));
    }

    private ColumnRanking ranking(
            TableSamples samples,
            List<RankedColumn> ranked,
            int permuted,
            Map<String, String> leftOut,
            double seconds) {
        return new ColumnRanking(
                samples.name(),
                target,
                Unit.NATS,
                ranked,
                leftOut,
                level,
                permuted,
                samples.warnings(),
                new Provenance(seed, samples.rows(), Provenance.OF_JAVA, seconds));
    }

    /** A column with its estimator and what was measured. */
    record Measured(SampleColumn x, MiEstimator estimator, Measurement measurement) {}

    Optional<Measured> measure(SampleColumn x, SampleColumn y, Map<String, String> leftOut) {
        if (x.different() == 1) {
            leftOut.put(x.name(), "it is always " + x.text(0));
            return Optional.empty();
        }
        MiEstimator chosen = estimator.orElseGet(() -> FittingEstimator.of(x, y));
        try {
            Measure how = new Measure(chosen, repeats, 0, level, seed);
            return Optional.of(new Measured(x, chosen, how.of(x.values(), y.values())));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) { // of whatever estimator: the other columns are worth ranking all the same
            leftOut.put(x.name(), TargetChecks.reason(e));
            return Optional.empty();
        }
    }
}
