package org.mipp.information.neural;

import java.util.List;
import java.util.Locale;

/**
 * A lower bound on mutual information as a function of a critic's scores, and the loss that trains the critic. {@link
 * CriticMi} makes an estimator of it.
 */
public interface CriticBound {

    /** What a critic is trained by, for one training: it may remember the batches so far. */
    @FunctionalInterface
    interface Loss {

        /**
         * Computes the slope of the loss in every score.
         *
         * @param scores of a batch
         * @return one slope per score, in their order
         */
        float[] slopes(Scores scores);
    }

    /** {@return the bound's name with its parameters} */
    String name();

    /** {@return how many pairs that do not belong together a sample has in every step, unless another number is asked for} */
    int usualNegatives();

    /**
     * Computes the bound.
     *
     * @param scores of a critic
     * @return nats
     */
    double value(Scores scores);

    /** {@return a loss for one training, which falls where what the critic ascends rises} */
    Loss loss();

    /**
     * Says what there is to doubt about an estimate.
     *
     * @param estimate in nats
     * @param scores behind it
     * @return one sentence per warning
     */
    default List<String> warnings(double estimate, Scores scores) {
        double trusted = Math.log(scores.rows());
        return estimate < trusted
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%.2f nats from %,d test samples: above ln %d = %.2f no bound by exponentials can be trusted",
                        estimate,
                        scores.rows(),
                        scores.rows(),
                        trusted));
    }
}
