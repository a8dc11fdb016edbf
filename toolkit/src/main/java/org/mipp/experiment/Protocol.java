package org.mipp.experiment;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.training.TrainingPlan;

/**
 * How an {@link Experiment} treats all methods alike.
 *
 * @param when whether networks are pruned before or after training
 * @param sharing who says how many nodes of each layer stay
 * @param training of the whole network and, where it is pruned before training, of what is left of it
 * @param retraining of what is left after pruning a trained network: the same steps for all
 * @param images how many training images to capture, with their labels for the methods that use labels
 * @param retrained after which treatments to retrain; the others are judged without
 * @param scratch whether to train new networks of the same small architecture too, as long as training and retraining together
 */
public record Protocol(
        When when,
        Sharing sharing,
        TrainingPlan training,
        TrainingPlan retraining,
        int images,
        Set<RepairMethod> retrained,
        boolean scratch) {

    /** When a network is pruned. */
    public enum When {
        /** A new network; what is left is trained. */
        BEFORE_TRAINING("before training"),
        /** A trained network; what is left is retrained. */
        AFTER_TRAINING("after training");

        private final String label;

        When(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** Who shares a budget of the whole network out over the layers. */
    public enum Sharing {
        /** Each method itself; those that cannot keep as many nodes of every layer as the first method does. */
        EACH_ITSELF("each method shares the budget out itself"),
        /** The first method for all: what then differs is only which nodes stay. */
        LIKE_THE_FIRST("all methods at the widths of the first"),
        /**
         * As in the paper: the first method says how many nodes stay in all, whatever the budget, and each other method shares
         * them out; those that cannot keep as many nodes of every layer as the first method does.
         */
        AS_MANY_NODES("as many nodes in all as the first keeps, which each method shares out itself");

        private final String label;

        Sharing(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** After three epochs of training, one of retraining with and without g, 2,000 images, networks from scratch as well. */
    public static final Protocol DEFAULT = new Protocol(
            When.AFTER_TRAINING,
            Sharing.EACH_ITSELF,
            TrainingPlan.epochs(3),
            TrainingPlan.epochs(1),
            2000,
            EnumSet.of(RepairMethod.CUT, RepairMethod.G),
            true);

    /** Copies the treatments and checks the number of images. */
    public Protocol {
        positive(images, "images to capture");
        argument(!retrained.isEmpty(), "experiment: expected at least one treatment to retrain after, got none");
        retrained = Collections.unmodifiableSet(EnumSet.copyOf(retrained));
    }

    Protocol when(When changed) {
        return new Protocol(changed, sharing, training, retraining, images, retrained, scratch);
    }

    Protocol sharing(Sharing changed) {
        return new Protocol(when, changed, training, retraining, images, retrained, scratch);
    }

    Protocol training(TrainingPlan changed) {
        return new Protocol(when, sharing, changed, retraining, images, retrained, scratch);
    }

    Protocol retraining(TrainingPlan changed) {
        return new Protocol(when, sharing, training, changed, images, retrained, scratch);
    }

    Protocol images(int changed) {
        return new Protocol(when, sharing, training, retraining, changed, retrained, scratch);
    }

    Protocol retrained(Set<RepairMethod> changed) {
        return new Protocol(when, sharing, training, retraining, images, changed, scratch);
    }

    Protocol scratch(boolean changed) {
        return new Protocol(when, sharing, training, retraining, images, retrained, changed);
    }

    /** {@return how what is left after the cut is trained} */
    TrainingPlan afterCut() {
        return when == When.BEFORE_TRAINING ? training : retraining;
    }

    /**
     * Says what all runs of an experiment's folder have in common.
     *
     * @return the key, without networks from scratch, which may be added later
     */
    SettingsKey key() {
        SettingsKey key = SettingsKey.of("protocol", 1)
                .with("when", when)
                .with("sharing", sharing)
                .with("training", training)
                .with("images", images)
                .with("retrained", retrained);
        return when == When.AFTER_TRAINING ? key.with("retraining", retraining) : key;
    }

    @Override
    public String toString() {
        return "pruned " + when + ", " + sharing + "; training: " + training
                + (when == When.AFTER_TRAINING ? "; retraining: " + retraining : "") + "; " + images
                + " images captured; retrained "
                + retrained.stream().map(RepairMethod::toString).collect(Collectors.joining(" and "));
    }
}
