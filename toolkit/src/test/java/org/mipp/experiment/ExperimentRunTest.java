package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Mipp;
import org.mipp.Networks;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.network.Network;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.TrainingPlan;

class ExperimentRunTest {

    private static final Dataset DIGITS = Examples.digits().first(1500, 500);
    private static final Network NEW = Networks.mlp(DIGITS, 24, 12);
    private static final TrainingPlan SHORT =
            TrainingPlan.epochs(1).batchSize(32).learningRate(0.003);

    private static Experiment experiment() {
        return Experiment.of(NEW, DIGITS)
                .methods(Methods.mipp(), Methods.l1Norm(), Methods.random(7))
                .budgets(Budgets.parameters(0.5), Budgets.keep(0.25))
                .seeds(0, 3)
                .training(SHORT)
                .retraining(SHORT)
                .images(500);
    }

    private static final ExperimentResult RESULT = experiment().run();

    @Test
    void thereIsOneRunPerMethodBudgetAndSeedAndOneFromScratch() {
        assertEquals(List.of("MIPP", "L1 norm", "random", "from scratch"), RESULT.methods());
        assertEquals(List.of("2x fewer parameters", "keep 25 %"), RESULT.budgets());
        assertEquals(4 * 2 * 2, RESULT.runs().size());
        assertEquals(
                4 * 2 * 2,
                RESULT.runs().stream()
                        .map(run -> run.method() + run.budget() + run.seed())
                        .distinct()
                        .count());
        assertEquals(
                List.of(0L, 3L), RESULT.whole().stream().map(PruningRun::seed).toList());
        assertEquals(List.of(), RESULT.failures());
    }

    @Test
    void everyMethodMeetsTheBudgetAndIsJudgedAfterEveryTreatment() {
        long most = NEW.architecture().parameterCount() / 2;
        for (PruningRun run : RESULT.runs()) {
            boolean scratch = run.method().equals("from scratch");
            assertTrue(run.budget().startsWith("keep") || run.size().parameters() <= most, run::toString);
            assertEquals(scratch ? 1 : 3, run.treated().size(), run::toString);
            assertEquals(scratch ? 1 : 2, run.retrained().size(), run::toString);
            run.treated().values().forEach(share -> assertTrue(share >= 0 && share <= 1));
        }
        assertTrue(run("MIPP", 0).retrained().get(RepairMethod.G) > 0.5);
    }

    private static PruningRun run(String method, long seed) {
        return RESULT.runs().stream()
                .filter(run -> run.method().equals(method) && run.seed() == seed)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameSeedsGiveTheSameNumbers() {
        assertEquals(numbers(RESULT, PruningRun::treated), numbers(experiment().run(), PruningRun::treated));
        assertFalse(run("random", 0).treated().equals(run("random", 3).treated()));
    }

    private static <T> List<T> numbers(ExperimentResult result, Function<PruningRun, T> number) {
        return result.runs().stream().map(number).toList();
    }

    @Test
    void aRunIsWhatTheVerbsGiveOneAfterTheOther() {
        TrainedNetwork trained = Mipp.train(Networks.mlp(DIGITS, 24, 12), DIGITS, SHORT);
        Activations captured = Mipp.capture(trained, DIGITS.sample(500));
        PrunedNetwork pruned = Mipp.prune(trained, Mipp.selectMasks(captured, Budgets.parameters(0.5)));
        PruningRun run = run("MIPP", 0);
        assertEquals(
                RESULT.whole().get(0).treated().get(RepairMethod.CUT),
                trained.test().accuracy());
        assertEquals(
                Map.of(
                        RepairMethod.CUT,
                                pruned.accuracy().orElseThrow().afterCut().accuracy(),
                        RepairMethod.G,
                                pruned.accuracy().orElseThrow().afterRepair().accuracy()),
                Map.of(
                        RepairMethod.CUT, run.treated().get(RepairMethod.CUT),
                        RepairMethod.G, run.treated().get(RepairMethod.G)));
        assertEquals(
                Mipp.retrain(pruned, DIGITS, SHORT).test().accuracy(),
                run.retrained().get(RepairMethod.G));
        assertEquals(pruned.network().architecture().macs(), run.size().macs());
    }

    @Test
    void methodsCanBeHeldToTheWidthsOfTheFirst() {
        ExperimentResult result = experiment()
                .atTheSameWidths()
                .withoutScratch()
                .retrainedAfter(RepairMethod.G)
                .budgets(Budgets.parameters(0.3), Budgets.confidence(0.9))
                .seeds(1)
                .run();
        for (String budget : result.budgets()) {
            assertEquals(
                    1,
                    result.runs().stream()
                            .filter(run -> run.budget().equals(budget))
                            .map(PruningRun::kept)
                            .distinct()
                            .count());
        }
    }

    @Test
    void pruningBeforeTrainingStartsFromNewWeights() {
        ExperimentResult result = experiment().beforeTraining().seeds(1).run();
        for (PruningRun run : result.runs()) {
            double before = run.treated().get(RepairMethod.CUT);
            assertTrue(before < 0.35 && run.retrained().get(RepairMethod.CUT) > before, run::toString);
        }
    }

    @Test
    void methodsThatStartOverAreTrainedLikeTheWholeNetworkFirst() {
        ExperimentResult result = experiment()
                .methods(Methods.mipp(), Methods.reinitialisedMipp(5))
                .budgets(Budgets.keep(0.5))
                .seeds(1)
                .run();
        PruningRun again = result.runs().get(1);
        assertEquals(
                result.runs().get(2).retrained().get(RepairMethod.CUT),
                again.retrained().get(RepairMethod.CUT),
                0);
        assertTrue(
                again.retrained().get(RepairMethod.CUT) > again.treated().get(RepairMethod.CUT) + 0.3, again::toString);
    }

    @Test
    void meansAndDeviationsAreThoseOfTheSeeds() {
        ExperimentSummary summary = RESULT.summaries().get(0);
        double one = run("MIPP", 0).treated().get(RepairMethod.G);
        double two = run("MIPP", 3).treated().get(RepairMethod.G);
        assertEquals((one + two) / 2, summary.treated().get(RepairMethod.G).mean(), 1e-12);
        assertEquals(
                Math.abs(one - two) / Math.sqrt(2),
                summary.treated().get(RepairMethod.G).deviation(),
                1e-12);
        assertEquals(0, summary.mask().collapsed().mean());
        assertTrue(summary.left().compression().mean() >= 2);
    }
}
