package org.mipp.spark;

import java.nio.file.Path;
import org.mipp.Budgets;
import org.mipp.Methods;
import org.mipp.Networks;
import org.mipp.data.Dataset;
import org.mipp.experiment.Experiment;
import org.mipp.training.TrainingPlan;

/**
 * A program as {@code spark-submit} runs it: an experiment whose runs are kept in a folder. Arguments: the folder and, where nobody
 * else says it, the master.
 */
public final class SubmittedExperiment {

    private SubmittedExperiment() {}

    static Experiment experiment() {
        Dataset data = new Dataset("noise", SparkExamples.IMAGES, SparkExamples.IMAGES.first(100));
        TrainingPlan once = TrainingPlan.epochs(1).batchSize(100);
        return Experiment.of(Networks.mlp(data, 8), data)
                .methods(Methods.mipp(), Methods.l1Norm(), Methods.random(0))
                .budgets(Budgets.keep(0.5), Budgets.keep(0.25))
                .seeds(2)
                .training(once)
                .retraining(once)
                .images(100);
    }

    /**
     * Runs it.
     *
     * @param arguments folder and master
     */
    public static void main(String[] arguments) {
        try (Cluster cluster = arguments.length > 1 ? SparkExamples.cluster(arguments[1]) : Clusters.spark()) {
            System.out.println(experiment().resumeFrom(Path.of(arguments[0])).runOn(cluster));
        }
    }
}
