package org.mipp.training;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.notNegative;

/** How a step is made of a gradient and the learning rate. */
public sealed interface Optimiser {

    /** Adam (Kingma and Ba, arXiv:1412.6980) with its usual constants: 0.9, 0.999 and 1e-8. */
    record Adam() implements Optimiser {

        @Override
        public String toString() {
            return "Adam";
        }
    }

    /**
     * Stochastic gradient descent: {@code v <- momentum * v + rate * (gradient + decay * w)}, then {@code w <- w - v}. PyTorch
     * multiplies by the rate after the sum instead, which is the same as long as the rate does not change.
     *
     * @param momentum what a step keeps of the one before, at least 0 and below 1
     * @param weightDecay the multiple of every weight that is added to its gradient, at least 0
     */
    record Sgd(double momentum, double weightDecay) implements Optimiser {

        /** Checks the numbers. */
        public Sgd {
            argument(
                    momentum >= 0 && momentum < 1,
                    "momentum: expected a number of at least 0 and below 1, got %s",
                    momentum);
            notNegative(weightDecay, "weight decay");
        }

        @Override
        public String toString() {
            return "SGD (momentum " + momentum + ", weight decay " + weightDecay + ")";
        }
    }
}
