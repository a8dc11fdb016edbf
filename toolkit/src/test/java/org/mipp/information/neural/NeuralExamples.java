package org.mipp.information.neural;

import java.util.stream.Stream;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;

/** Short trainings, and samples whose information is known. */
final class NeuralExamples {

    static final NeuralOptions SHORT = NeuralOptions.DEFAULT
            .withHidden(16, 16)
            .withBatchSize(256)
            .withLearning(1e-2, 0.05)
            .withSteps(600, 50, 5);
    static final NeuralOptions TINY = SHORT.withSteps(20, 10, 5);
    static final MiTask TASK = Tasks.get("1v1-normal-0.75");
    static final MiEstimator KSG = new KsgMi(KsgMi.Algorithm.FIRST, 3);
    static final Sample NORMAL = TASK.sample(4000, 1);
    static final Sample FEW = TASK.sample(300, 1);

    private NeuralExamples() {}

    /** One of each kind that hardly trains. */
    static Stream<NeuralEstimator> tiny() {
        return Stream.of(
                Mine.DEFAULT.with(TINY),
                DonskerVaradhan.DEFAULT.with(TINY),
                Nwj.DEFAULT.with(TINY),
                InfoNce.DEFAULT.with(TINY),
                Smile.DEFAULT.with(TINY),
                LatentMi.before(KSG).with(TINY),
                MlpLossDifference.of(MlpLossDifference.Target.NUMBERS).with(TINY));
    }
}
