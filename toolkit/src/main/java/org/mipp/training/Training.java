package org.mipp.training;

import static org.mipp.run.Checks.argument;

import java.util.function.Function;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.NotFiniteException;
import org.mipp.run.Provenance;
import org.mipp.training.judge.Evaluation;

/**
 * Trains a network on labelled images, or on the outputs of another network.
 *
 * <p>Trainings in several threads of one process take turns step by step, since DJL collects one gradient at a time; each
 * comes out as it would alone.
 */
public final class Training {

    private Training() {}

    /**
     * Trains a network, from the weights that it has, and judges it.
     *
     * @param start where to start from; left as it is
     * @param data training images, and test images to judge the result by
     * @param plan how to train
     * @return the trained network
     * @throws IllegalArgumentException if the network does not fit the images, or a weight to start from is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static TrainedNetwork train(NetworkStage start, Dataset data, TrainingPlan plan) {
        return train(start, data, plan, network -> judge(network, data.test()));
    }

    /**
     * Trains a network on the outputs of another one, from the weights that it has. It is judged by the test images of the
     * data that it knows; where it knows none, it is not judged.
     *
     * @param start where to start from; left as it is
     * @param images what to train on; labels are read only where the plan mixes them in
     * @param plan how to train, on the outputs of a network
     * @return the trained network
     * @throws IllegalArgumentException if the network or its teacher does not fit the images, or a weight or an output of the
     *     teacher is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static TrainedNetwork train(NetworkStage start, Images images, TrainingPlan plan) {
        return start.data()
                .map(data -> train(start, new Dataset(data.name(), images, data.test()), plan))
                .orElseGet(() ->
                        train(start, new Dataset(images.name(), images, images), plan, network -> Evaluation.UNJUDGED));
    }

    private static TrainedNetwork train(
            NetworkStage start, Dataset data, TrainingPlan plan, Function<Network, Evaluation> judge) {
        Images images = plan.chosen(data);
        TrainingLoop.Outcome outcome = TrainingLoop.whole(start.network(), start.label(), images, plan);
        return new TrainedNetwork(
                outcome.network(),
                start,
                data,
                plan.withoutCheckpoint(),
                outcome.curve(),
                judge.apply(outcome.network()),
                new Provenance(plan.seed(), images.size(), outcome.device(), outcome.seconds()));
    }

    /** What has diverged comes back too: its curve shows when. */
    private static Evaluation judge(Network network, Images images) {
        try {
            return Evaluation.of(network, images);
        } catch (NotFiniteException e) {
            return Evaluation.none(images);
        }
    }

    /**
     * Takes some of the steps of a plan, in the plan's order of images and at its learning rates, and does not judge: what
     * methods that train while they choose are made of.
     *
     * <p>The optimiser starts without memory of former steps. So, by plain gradient descent, the steps up to a number and
     * those from it on together do exactly what the whole plan does; other optimisers need a few steps to get going again.
     *
     * @param start the weights before the first of these steps; left as they are
     * @param data whose training images to use
     * @param plan how to train
     * @param from the number of the first step, counted from 0
     * @param to the number of the step not to take any more, at most that of all steps
     * @param hook what to do within every step
     * @return the weights after the last of these steps
     * @throws IllegalArgumentException if there are no such steps, or the network does not fit the images
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Network part(Network start, Dataset data, TrainingPlan plan, long from, long to, StepHook hook) {
        argument(
                0 <= from && from <= to && to <= plan.steps(data),
                "part of a training: expected steps between 0 and the plan's %d, the first not after the last, got %d to %d",
                plan.steps(data),
                from,
                to);
        TrainingLoop.Course course = new TrainingLoop.Course(start.label(), plan.chosen(data), plan, hook);
        return TrainingLoop.part(start, course, from, to).network();
    }
}
