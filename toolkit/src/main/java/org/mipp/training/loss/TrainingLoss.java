package org.mipp.training.loss;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.util.Optional;
import org.mipp.network.Network;

/** What a training makes small: how far the outputs are from labels, or from the outputs of another network. */
public sealed interface TrainingLoss {

    /**
     * The cross-entropy with the labels, in nats.
     *
     * @param smoothing which share of every label is spread evenly over all classes (Szegedy et al., arXiv:1512.00567,
     *     section 7), at least 0 and below 1; 0 for none
     */
    record Labels(double smoothing) implements TrainingLoss {

        /** Checks the share. */
        public Labels {
            argument(
                    smoothing >= 0 && smoothing < 1,
                    "label smoothing: expected a number of at least 0 and below 1, got %s; usual is 0.1",
                    smoothing);
        }

        @Override
        public String toString() {
            return smoothing > 0 ? "labels smoothed by " + smoothing : "labels";
        }
    }

    /**
     * The Kullback-Leibler divergence from a teacher's outputs, for which no label is read (Hinton, Vinyals and Dean,
     * arXiv:1503.02531): {@code T^2 KL(softmax(teacher / T) || softmax(outputs / T))} at a temperature T. The teacher sees the
     * very images that are learned from, mirrored or cropped as they are.
     *
     * @param teacher whose outputs; absent for those of the network that was pruned, which an experiment puts in
     * @param temperature what outputs are divided by; above 1 what they say of the less likely classes counts for more
     * @param labels how much of the loss is the cross-entropy with the labels instead, at least 0 and below 1; 0 for none of it
     */
    record Outputs(Optional<Network> teacher, double temperature, double labels) implements TrainingLoss {

        private static final double USUAL = 2; // of the temperature: what was measured

        /** Checks the numbers. */
        public Outputs {
            positive(temperature, "temperature");
            argument(
                    labels >= 0 && labels < 1,
                    "share of the labels in the loss: expected a number of at least 0 and below 1, got %s; without a"
                            + " teacher's outputs, train on labels",
                    labels);
        }

        /**
         * Takes a teacher, at temperature 2 and without labels.
         *
         * @param teacher whose outputs to come close to
         * @return the loss
         */
        public static Outputs of(Network teacher) {
            return new Outputs(Optional.of(teacher), USUAL, 0);
        }

        /** {@return the loss on the outputs of the network that was pruned, as an experiment knows it} */
        public static Outputs own() {
            return new Outputs(Optional.empty(), USUAL, 0);
        }

        /**
         * Changes the temperature.
         *
         * @param divisor of all outputs, above 0
         * @return the changed loss
         */
        public Outputs temperature(double divisor) {
            return new Outputs(teacher, divisor, labels);
        }

        /**
         * Mixes it with the cross-entropy with the labels.
         *
         * @param share how much of the loss that is to be, at least 0 and below 1
         * @return the changed loss
         */
        public Outputs mixedWithLabels(double share) {
            return new Outputs(teacher, temperature, share);
        }

        /** Puts the teacher in where there is none yet. */
        public Outputs from(Network network) {
            return teacher.isPresent() ? this : new Outputs(Optional.of(network), temperature, labels);
        }

        @Override
        public String toString() {
            return "the outputs of " + teacher.map(Network::label).orElse("the network that was pruned")
                    + " at temperature " + temperature + (labels > 0 ? ", labels for " + labels + " of it" : "");
        }
    }
}
