package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Networks;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.TrainingPlan;

/** A device that goes away in the middle of an experiment, as an engine says it; there is none here that could. */
class VanishingDeviceTest {

    private static final String GONE = "CUDA error: no CUDA-capable device is detected";
    private static final Dataset DIGITS = Examples.digits().first(1500, 500);
    private static final Network NEW = Networks.mlp(DIGITS, 24, 12);
    private static final TrainingPlan SHORT =
            TrainingPlan.epochs(1).batchSize(32).learningRate(0.003);

    /** The L1 norm, on a device that is there or not. */
    private record OnDevice(boolean there) implements SelectionMethod {
        @Override
        public String name() {
            return "on a device";
        }

        @Override
        public Optional<SettingsKey> key() {
            return Optional.of(SettingsKey.of("on-a-device", 1));
        }

        @Override
        public Masks select(Activations activations, Budget budget) {
            if (!there) {
                throw new EngineException(GONE);
            }
            return Methods.l1Norm().select(activations, budget);
        }
    }

    private static Experiment experiment(Path folder, boolean there) {
        return Experiment.of(NEW, DIGITS)
                .methods(Methods.mipp(), new OnDevice(there))
                .budgets(Budgets.keep(0.5))
                .seeds(1)
                .training(SHORT)
                .retraining(SHORT)
                .images(500)
                .withoutScratch()
                .resumeFrom(folder);
    }

    @Test
    void stopsTheExperimentIsNoFailureOfTheMethodAndLosesNothing(@TempDir Path folder) {
        Experiment disturbed = experiment(folder, false);
        assertEquals(
                GONE, assertThrows(EngineException.class, disturbed::run).getMessage(), "what the engine says is said");

        ExperimentResult after = experiment(folder, true).run();
        assertEquals(List.of(), after.failures(), "nothing was taken down as failed");
        assertEquals(2, after.runs().size());
        ExperimentResult undisturbed = experiment(folder.resolveSibling(folder.getFileName() + "-alone"), true)
                .run();
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    undisturbed.runs().get(i).retrained(), after.runs().get(i).retrained());
            assertTrue(after.runs().get(i).retrained().size() > 0);
        }
    }
}
