package org.mipp.information.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.information.MiEstimator;
import org.mipp.information.Unit;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.table.ColumnKind;
import org.mipp.information.table.SampleColumn;
import org.mipp.information.table.TableSamples;
import org.mipp.linalg.Matrix;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Workers;

class RankColumnsTest {

    private static final RankColumns QUICK =
            RankColumns.towards("target").repeats(0).permutations(39);
    private static final TableSamples PLANTED = PlantedTable.of(1);

    @Test
    void whatTellsStandsAboveWhatDoesNotAndOnlyThatPasses() {
        ColumnRanking ranking = RankColumns.towards("target").permutations(99).of(PLANTED);
        assertEquals(
                List.of("R grade", "R strong", "R weak"),
                ranking.columns().stream()
                        .limit(3)
                        .map(RankedColumn::name)
                        .sorted()
                        .toList());
        List<String> passed =
                ranking.significant().stream().map(RankedColumn::name).toList();
        assertTrue(
                passed.contains("R strong") && passed.stream().allMatch(name -> name.startsWith("R")),
                passed.toString());
        assertTrue(
                ranking.columns().stream().allMatch(column -> column.interval().isPresent()));
        RankedColumn first = ranking.columns().get(0);
        assertEquals(0.01, first.correctedP().orElseThrow(), 1e-12);
        assertTrue(first.estimate() > first.threshold().orElseThrow());
    }

    @Test
    void everyColumnIsMeasuredByAnEstimatorThatFitsItsKind() {
        Predicate<RankedColumn> grade = column -> column.name().endsWith("grade");
        List<RankedColumn> columns = QUICK.of(PLANTED).columns();
        assertEquals(
                "[Ross k=5, labels in x]",
                columns.stream()
                        .filter(grade)
                        .map(RankedColumn::estimator)
                        .distinct()
                        .toList()
                        .toString());
        assertEquals(
                "[KSG-1 k=5]",
                columns.stream()
                        .filter(grade.negate())
                        .map(RankedColumn::estimator)
                        .distinct()
                        .toList()
                        .toString());
        assertEquals(
                "Discrete, corrected",
                FittingEstimator.of(PLANTED.column("R grade"), PLANTED.column("N grade"))
                        .name());
        TableSamples few = PLANTED.rows(IntStream.range(0, 50).toArray());
        assertEquals(
                "Gaussian copula",
                FittingEstimator.of(few.column("R weak"), few.column("target")).name());
    }

    @Test
    void thresholdAndCorrectedPAgreeAndNeitherIsBelowTheColumnsOwn() {
        for (RankedColumn column : QUICK.of(PLANTED).columns()) {
            assertTrue(column.correctedP().orElseThrow() >= column.p().orElseThrow(), column.name());
            assertEquals(
                    column.estimate() > column.threshold().orElseThrow(),
                    column.correctedP().orElseThrow() <= 0.05,
                    column.name());
        }
    }

    /** Two columns, three permutations: mean and deviation over all four values, largest of the standardised ones. */
    @Test
    void theLargestStatisticIsThatOfStandardisedEstimates() {
        LargestStatistic largest = new LargestStatistic(new double[] {3, 10}, new double[][] {{1, 1, 3}, {0, 30, 0}});
        assertEquals(2.0 / 4, largest.p(0), 1e-15);
        assertEquals(2.0 / 4, largest.p(1), 1e-15);
        // first: mean 2, deviation 1: 1; -1, -1, 1. second: mean 10, deviation 12.247: 0; -0.816, 1.633, -0.816
        assertEquals(3.0 / 4, largest.correctedP(0), 1e-15); // 1.633 and 1 are at least 1
        assertEquals(3.0 / 4, largest.correctedP(1), 1e-15);
        assertEquals(2 + 20 / Math.sqrt(150), largest.threshold(0, 0.75), 1e-12);
        assertEquals(10.0 + 20, largest.threshold(1, 0.75), 1e-12);
        assertEquals(1, new LargestStatistic(new double[] {2}, new double[][] {{2, 2}}).correctedP(0), 0);
    }

    @Test
    void theSameSeedGivesTheSameRankingInBitsToo() {
        ColumnRanking ranking = QUICK.of(PLANTED);
        assertEquals(ranking.columns(), QUICK.of(PLANTED).columns());
        ColumnRanking bits = ranking.bits();
        assertEquals(Unit.BITS, bits.unit());
        assertEquals(
                ranking.columns().get(0).estimate() / Math.log(2),
                bits.columns().get(0).estimate(),
                1e-12);
        assertEquals(bits.columns(), bits.bits().columns());
        assertTrue(bits.toString().contains(" bits (p "), bits.toString());
    }

    @Test
    void yourEstimatorRanksAllColumnsAndIsToldOfCodes() {
        MiEstimator mine = (x, y) -> new GaussianMi().estimate(x, y);
        ColumnRanking ranking = QUICK.by(MiEstimator.named("mine", mine)).of(PLANTED);
        assertTrue(
                ranking.columns().stream().allMatch(column -> column.estimator().equals("mine")));
        assertTrue(
                ranking.allWarnings().get(0).startsWith("R grade, N grade: ")
                        || ranking.allWarnings().stream().anyMatch(text -> text.contains("holds 4 labels, coded")),
                ranking.allWarnings().toString());
    }

    @Test
    void whatCannotBeMeasuredIsLeftOutWithTheReasonAndTheRestIsRanked() {
        double[] odd = PLANTED.column("R weak").values().toArray();
        MiEstimator moody = (x, y) -> {
            if (x.get(0, 0) == odd[0] && !y.equals(PLANTED.column("target").values())) {
                throw new IllegalStateException("I do not like this order");
            }
            if (x.get(0, 0) == PLANTED.column("N normal").values().get(0, 0)) {
                throw new IllegalArgumentException("no");
            }
            return x.get(0, 0) * y.get(0, 0);
        };
        TableSamples table = PlantedTable.with(PLANTED, SampleColumn.ofNumbers("constant", new double[PLANTED.rows()]));
        ColumnRanking ranking = QUICK.by(moody).of(table);
        assertEquals(
                "{N normal=no, constant=it is always 0.0, R weak=with the target permuted: I do not like this order}",
                ranking.leftOut().toString());
        assertEquals(3, ranking.columns().size());
        assertTrue(ranking.toString().contains("Note: N normal is left out: no"), ranking.toString());
    }

    @Test
    void refusesTargetsAboutWhichNothingCanBeTold() {
        assertRefused("table 'planted': expected a column of it, got 'R stong'; did you mean 'R strong'?", "R stong");
        TableSamples table = PlantedTable.with(
                PLANTED,
                SampleColumn.ofNumbers("constant", new double[PLANTED.rows()]),
                new SampleColumn(
                        "name",
                        ColumnKind.LABELS,
                        Matrix.fill(PLANTED.rows(), 1, (i, j) -> i),
                        IntStream.range(0, PLANTED.rows())
                                .mapToObj(i -> "n" + i)
                                .collect(Collectors.toList())));
        assertEquals(
                "target 'constant': expected different values, got '0.0' in all 300 rows; about it nothing can be told",
                assertThrows(RefusedException.class, () -> RankColumns.towards("constant")
                                .of(table))
                        .getMessage());
        assertEquals(
                "target 'name': expected labels that occur more than once, got 300 different ones in 300 rows; take a"
                        + " column of classes or of numbers",
                assertThrows(RefusedException.class, () -> RankColumns.towards("name")
                                .of(table))
                        .getMessage());
        TableSamples alone = PLANTED.without("N normal", "R weak", "R strong", "R grade", "N grade");
        assertEquals(
                "target 'target': expected other columns beside it, got none",
                assertThrows(RefusedException.class, () -> QUICK.of(alone)).getMessage());
        TableSamples three = PLANTED.rows(0, 1).without("R grade", "N grade");
        assertEquals(
                "ranking by 'target': expected a column that can be measured, got none; the first reason: samples: expected"
                        + " at least 3, got 2; capture more",
                assertThrows(RefusedException.class, () -> QUICK.of(three)).getMessage());
    }

    private static void assertRefused(String message, String target) {
        assertEquals(
                message,
                assertThrows(RefusedException.class, () -> RankColumns.towards(target)
                                .of(PLANTED))
                        .getMessage());
    }

    @Test
    void refusesNumbersThatMakeNoTest() {
        assertEquals(
                "permutations: expected at least 19 for level 0.95, or 0 for none, got 18",
                assertThrows(RefusedException.class, () -> QUICK.permutations(18))
                        .getMessage());
        assertEquals(
                "repeats: expected at least 2, or 0 for no intervals, got 1",
                assertThrows(RefusedException.class, () -> QUICK.repeats(1)).getMessage());
        assertThrows(RefusedException.class, () -> QUICK.level(95));
    }

    @Test
    void anInterruptEndsItAndSaysHowFarItCame() {
        Thread.currentThread().interrupt();
        String message = assertThrows(CancellationException.class, () -> QUICK.of(PLANTED))
                .getMessage();
        assertTrue(message.contains("interrupted"), message);
    }

    /** Measures as KSG does and interrupts itself at its n-th estimate. */
    private static MiEstimator interruptedAt(int call) {
        AtomicInteger calls = new AtomicInteger();
        return MiEstimator.named("interrupted", (x, y) -> {
            if (calls.incrementAndGet() == call) {
                Thread.currentThread().interrupt();
            }
            return new KsgMi(KsgMi.Algorithm.FIRST, 3).estimate(x, y);
        });
    }

    @Test
    void whatWasMeasuredBeforeAnInterruptIsKeptAndShown() {
        RankColumns plain = RankColumns.towards("target").repeats(0).permutations(0);
        ColumnRanking whole = plain.by(new KsgMi(KsgMi.Algorithm.FIRST, 3)).of(PLANTED);
        InterruptedRanking stopped = assertThrows(
                InterruptedRanking.class, () -> plain.by(interruptedAt(4)).of(PLANTED));
        ColumnRanking kept = stopped.kept();
        assertEquals(3, kept.columns().size());
        assertEquals(whole.columns().size() - 3, kept.leftOut().size());
        assertTrue(kept.leftOut().values().stream().allMatch("the interrupt came first"::equals));
        for (RankedColumn column : kept.columns()) {
            assertEquals(
                    whole.columns().stream()
                            .filter(same -> same.name().equals(column.name()))
                            .findFirst()
                            .orElseThrow()
                            .estimate(),
                    column.estimate());
        }
        assertTrue(stopped.getMessage().contains("interrupted"), stopped.getMessage());
        assertTrue(stopped.getMessage().endsWith("; what was ranked until then:\n" + kept), stopped.getMessage());
    }

    @Test
    void permutationsBeforeAnInterruptCountIfTheyAreEnough() {
        RankColumns tested = RankColumns.towards("target").repeats(0).permutations(99);
        int columns = PLANTED.columns().size() - 1;
        ColumnRanking few = assertThrows(InterruptedRanking.class, () -> tested.by(interruptedAt(5 * columns))
                        .of(PLANTED))
                .kept();
        assertEquals(0, few.permutations());
        assertEquals(columns, few.columns().size());
        assertTrue(few.columns().get(0).correctedP().isEmpty());
        ColumnRanking enough = assertThrows(InterruptedRanking.class, () -> tested.by(interruptedAt(30 * columns))
                        .of(PLANTED))
                .kept();
        assertEquals(28, enough.permutations());
        assertTrue(enough.columns().get(0).correctedP().isPresent());
    }

    @Test
    void pairsAreMeasuredOnceAndSymmetric() {
        PairwiseInformation pairs = PairwiseInformation.of(PLANTED, Optional.empty());
        assertEquals(pairs.information(), pairs.information().transpose());
        assertEquals("target", pairs.pairs().get(0).y());
        assertEquals(15, pairs.pairs().size());
        assertEquals(
                List.of("KSG-1 k=5", "Ross k=5, labels in y", "Discrete, corrected", "Ross k=5, labels in x"),
                pairs.estimators());
        assertEquals(
                pairs.pairs().get(0).information() / Math.log(2),
                pairs.bits().pairs().get(0).information(),
                1e-12);
        assertEquals(
                "pairwise: expected at least two columns that vary, got 1",
                assertThrows(
                                RefusedException.class,
                                () -> PairwiseInformation.of(
                                        PLANTED.without("N normal", "R weak", "R strong", "R grade", "N grade"),
                                        Optional.empty()))
                        .getMessage());
        assertEquals(
                "pairwise: expected a pair that can be measured, got none; the first reason: no",
                assertThrows(
                                RefusedException.class,
                                () -> PairwiseInformation.of(PLANTED, Optional.of((x, y) -> {
                                    throw new IllegalArgumentException("no");
                                })))
                        .getMessage());
    }

    @Test
    void workersFindWhatOneProcessFinds() {
        assertEquals(
                QUICK.of(PLANTED).columns(),
                QUICK.of(PLANTED, Workers.threads()).columns());
        MiEstimator failing = (x, y) -> {
            if (x.get(0, 0) < 0) {
                throw new RefusedException("below zero");
            }
            return x.get(0, 0) * y.get(0, 0);
        };
        RankColumns by = QUICK.by(failing).repeats(3);
        assertEquals(
                by.of(PLANTED).leftOut(), by.of(PLANTED, Workers.oneByOne()).leftOut());
        assertEquals(
                by.of(PLANTED).columns(), by.of(PLANTED, Workers.oneByOne()).columns());
        assertEquals(
                QUICK.permutations(0).of(PLANTED).columns(),
                QUICK.permutations(0).of(PLANTED, Workers.oneByOne()).columns());
    }
}
