package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Networks;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.run.RefusedException;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.TrainingPlan;

/** Methods that fail in the middle of an experiment, and experiments that cannot be run at all. */
class ExperimentFailureTest {

    private static final Dataset DIGITS = Examples.digits().first(1500, 500);
    private static final Network NEW = Networks.mlp(DIGITS, 24, 12);
    private static final TrainingPlan SHORT =
            TrainingPlan.epochs(1).batchSize(32).learningRate(0.003);

    private static Experiment experiment() {
        return Experiment.of(NEW, DIGITS)
                .methods(Methods.mipp(), Methods.l1Norm(), Methods.random(7))
                .budgets(Budgets.keep(0.5))
                .seeds(1)
                .training(SHORT)
                .retraining(SHORT)
                .images(500);
    }

    /** Refuses everything. */
    private record Moody() implements SelectionMethod {
        @Override
        public String name() {
            return "moody";
        }

        @Override
        public Masks select(Activations activations, Budget budget) {
            throw new RefusedException("moody: expected a better mood");
        }
    }

    @Test
    void aMethodThatFailsFailsAloneWithItsReason() {
        ExperimentResult result = experiment()
                .methods(Methods.mipp(), new Moody())
                .withoutScratch()
                .run();
        assertEquals(2, result.runs().size());
        assertEquals(
                "moody: expected a better mood",
                result.failures().get(0).failure().orElseThrow());
        assertEquals(1, result.summaries().get(1).failed());
        assertTrue(result.toString().contains("1 failed"), result::toString);
    }

    /** Hands on weights that are not numbers. */
    private record Diverging() implements SelectionMethod {
        @Override
        public String name() {
            return "diverging";
        }

        @Override
        public Masks select(Activations activations, Budget budget) {
            Masks masks = Methods.l1Norm().select(activations, budget);
            Network network = activations.stage().network();
            return new Masks(
                    activations,
                    name(),
                    budget,
                    masks.masks(),
                    List.of(),
                    List.of(),
                    Optional.of(Examples.with(network, "fc1.weight", 0, Float.NaN)),
                    masks.provenance());
        }
    }

    /** Refuses without saying why. */
    private record Sullen() implements SelectionMethod {
        @Override
        public String name() {
            return "sullen";
        }

        @Override
        public Masks select(Activations activations, Budget budget) {
            throw new RefusedException("");
        }
    }

    @Test
    void aMethodWhoseNetworkCannotBeRepairedFailsAloneTooAndSoDoesOneThatSaysNothing() {
        ExperimentResult result = experiment()
                .methods(Methods.mipp(), new Diverging(), new Sullen(), Methods.l1Norm())
                .withoutScratch()
                .run();
        assertEquals(
                List.of("diverging", "sullen"),
                result.failures().stream().map(PruningRun::method).toList());
        assertTrue(result.failures().get(0).failure().orElseThrow().contains("diverged weights"), result::toString);
        assertEquals(
                "org.mipp.run.RefusedException: ",
                result.failures().get(1).failure().orElseThrow());
        assertFalse(result.runs().get(3).hasFailed());
    }

    /** Has a mistake in its program. */
    private record Mistaken() implements SelectionMethod {
        @Override
        public String name() {
            return "mistaken";
        }

        @Override
        public Masks select(Activations activations, Budget budget) {
            throw new IllegalArgumentException("not a refusal, but a bug");
        }
    }

    @Test
    void aMistakeInAProgramIsNotTakenForAMethodThatFailed() {
        Experiment experiment =
                experiment().methods(Methods.mipp(), new Mistaken()).withoutScratch();
        assertEquals(
                "not a refusal, but a bug",
                assertThrows(IllegalArgumentException.class, experiment::run).getMessage());
    }

    @Test
    void whatCannotBeRunIsRefusedBeforeAnythingStarts() {
        assertRefused(
                "at least one method, budget and seed, got 0, 1 and 1; name them: methods(...), budgets(...), seeds(...)",
                () -> Experiment.of(NEW, DIGITS).budgets(Budgets.keep(0.5)).run());
        assertRefused(
                "different method names, got [MIPP, MIPP]", () -> experiment().methods(Methods.mipp(), Methods.mipp()));
        assertRefused("different budgets", () -> experiment().budgets(Budgets.keep(0.5), Budgets.keep(0.5)));
        assertRefused("different seeds", () -> experiment().seeds(1L, 1L));
        assertRefused("images to capture", () -> experiment().images(0));
        assertRefused(
                "images to capture: expected at most the 1,500 training images of MNIST, got 1,501; capture fewer: images(...)",
                () -> experiment().images(1501).run());
        TrainingPlan many = SHORT.images(1501);
        assertRefused("1501", () -> experiment().training(many).run());
        assertRefused("1501", () -> experiment().retraining(many).run());
        TrainedNetwork trained = Examples.lenet();
        assertRefused(
                "experiment before training: expected a new network",
                () -> Experiment.of(trained, Examples.digits()).beforeTraining());
    }

    private static void assertRefused(String part, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
