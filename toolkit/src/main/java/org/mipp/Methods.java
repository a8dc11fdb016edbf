package org.mipp;

import org.mipp.baseline.IterativeMagnitudePruning;
import org.mipp.baseline.L1Norm;
import org.mipp.baseline.OnlyTrainOnce;
import org.mipp.baseline.RandomSelection;
import org.mipp.baseline.Reinitialised;
import org.mipp.information.MiEstimator;
import org.mipp.information.Regularisation;
import org.mipp.selection.ClosedFormTerc;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.Terc;
import org.mipp.training.TrainingPlan;

/**
 * Ways to choose which nodes stay, by short names: MIPP and its competitors.
 *
 * <pre>{@code
 * selectMasks(acts, terc(ksg(5)));
 * compare(small).against(random(0), l1Norm());
 * }</pre>
 */
public final class Methods {

    private Methods() {}

    /**
     * Searches by the paper's TERC with any estimator, your own lambda included.
     *
     * @param estimator of mutual information
     * @return the method, on 1,000 observations per layer
     */
    public static Terc terc(MiEstimator estimator) {
        return new Terc(estimator);
    }

    /**
     * Searches by TERC as published, with small networks that are trained on whenever a node is taken away.
     *
     * @param repeats how many networks, whose losses are averaged; the paper has five, one takes a fifth of the time
     * @return the method, on 5,120 observations per layer
     */
    public static Terc publishedTerc(int repeats) {
        return Terc.published(repeats);
    }

    /** {@return MIPP with TERC in closed form} */
    public static SelectionMethod mipp() {
        return new ClosedFormTerc(Regularisation.DEFAULT);
    }

    /**
     * Keeps nodes at random: what every method has to beat.
     *
     * @param seed of the choice
     * @return the method
     */
    public static SelectionMethod random(long seed) {
        return new RandomSelection(seed);
    }

    /** {@return the method that keeps the nodes with the largest incoming weights} */
    public static SelectionMethod l1Norm() {
        return new L1Norm();
    }

    /**
     * Keeps the nodes with the largest weights after training, sets them back and trains again, round after round.
     *
     * @param plan of each round's training
     * @return the method; its networks have still to be trained
     */
    public static SelectionMethod imp(TrainingPlan plan) {
        return new IterativeMagnitudePruning(plan);
    }

    /**
     * Shrinks nodes to zero while it trains, by the scores of HESSO.
     *
     * @param plan of the training
     * @return the method
     */
    public static SelectionMethod oto(TrainingPlan plan) {
        return new OnlyTrainOnce(plan);
    }

    /**
     * Keeps MIPP's widths and draws new weights: the control that shows what the kept weights are worth.
     *
     * @param seed of the weights
     * @return the method; its networks have still to be trained
     */
    public static SelectionMethod reinitialisedMipp(long seed) {
        return new Reinitialised(mipp(), seed);
    }
}
