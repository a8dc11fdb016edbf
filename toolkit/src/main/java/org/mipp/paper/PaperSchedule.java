package org.mipp.paper;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mipp.data.Augmentation;
import org.mipp.training.Optimiser;
import org.mipp.training.Schedule;
import org.mipp.training.TrainingPlan;
import org.mipp.training.loss.TrainingLoss;

/**
 * How networks are trained on a data set. The paper's schedules have the form 'rate 1e-2 [30, 60], 90 epochs', its numbers for
 * each network and its optimisers are not known: these are the field's usual ones, so ours. The share of the epochs that
 * retraining has is the paper's.
 *
 * @param epochs of the original training
 * @param batch images per step
 * @param rate learning rate before it falls
 * @param optimiser makes steps of gradients
 * @param drops the shares of all epochs after which the rate is divided by ten
 * @param augmentation of training images
 * @param share of the original epochs that retraining has
 */
record PaperSchedule(
        int epochs,
        int batch,
        double rate,
        Optimiser optimiser,
        List<Double> drops,
        Augmentation augmentation,
        double share) {

    PaperSchedule {
        drops = List.copyOf(drops);
    }

    PaperSchedule epochs(int count) {
        return new PaperSchedule(count, batch, rate, optimiser, drops, augmentation, share);
    }

    PaperSchedule batch(int count) {
        return new PaperSchedule(epochs, count, rate, optimiser, drops, augmentation, share);
    }

    /** The original training, of all images. */
    TrainingPlan training() {
        return plan(epochs);
    }

    /** The same course over the paper's share of the epochs, at least one. */
    TrainingPlan retraining() {
        return plan(retrainingEpochs());
    }

    int retrainingEpochs() {
        return (int) Math.max(1, Math.round(share * epochs));
    }

    private TrainingPlan plan(int count) {
        return new TrainingPlan(
                count,
                0,
                batch,
                optimiser,
                new Schedule(rate, 0, new Schedule.Drops(drops)),
                augmentation,
                new TrainingLoss.Labels(0),
                Optional.empty(),
                0);
    }

    /** In the paper's form. */
    @Override
    public String toString() {
        String falls = drops.stream()
                .map(at -> String.valueOf(Math.round(at * epochs)))
                .collect(Collectors.joining(", ", "[", "]"));
        return optimiser + ", rate " + rate + " " + falls + ", " + epochs + (epochs == 1 ? " epoch" : " epochs")
                + ", retrained for " + retrainingEpochs() + ", batches of " + batch;
    }
}
