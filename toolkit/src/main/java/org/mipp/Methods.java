package org.mipp;

import static org.mipp.run.Checks.given;

import org.mipp.baseline.activation.ThiNet;
import org.mipp.baseline.control.CustomScores;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.baseline.control.Reinitialised;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.baseline.magnitude.L2Norm;
import org.mipp.baseline.magnitude.Slimming;
import org.mipp.baseline.saliency.Grasp;
import org.mipp.baseline.saliency.ProsPr;
import org.mipp.baseline.saliency.Snip;
import org.mipp.baseline.saliency.Sosp;
import org.mipp.baseline.saliency.SynFlow;
import org.mipp.baseline.saliency.Taylor;
import org.mipp.baseline.training.IterativeMagnitudePruning;
import org.mipp.baseline.training.OnlyTrainOnce;
import org.mipp.baseline.training.SparseSlimming;
import org.mipp.information.MiEstimator;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.selection.terc.LabelTerc;
import org.mipp.selection.terc.Terc;
import org.mipp.training.TrainingPlan;

/**
 * Ways to choose which nodes stay, by short names: MIPP and its competitors.
 *
 * <pre>{@code
 * selectMasks(acts, terc(ksg(5)));
 * compare(small).against(random(0), l1Norm());
 * compare(small).against(mipp(), normalisedL1Norm(), l2Norm(), normalisedL2Norm(), slimming(), thiNet());
 * compare(small).against(taylor(), snip(), grasp(), sospH(), synFlow(), iterSnip(), iterGrasp(), prosPr());
 * compare(small).against(labelTargets(), reinitialisedMipp(0));
 * compare(small).against(sparseSlimming(epochs(1)), imp(epochs(1)), oto(epochs(1)), publishedTerc(5));
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
        return new Terc(given(estimator, "an estimator"));
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

    /**
     * Keeps the nodes that tell the labels most, by MIPP in closed form with the labels in place of the next layer. It uses
     * labels. Before training it goes with {@link Repairs#readOut}.
     *
     * @return the method
     */
    public static LabelTerc labelTargets() {
        return new LabelTerc(Regularisation.DEFAULT);
    }

    /**
     * Keeps the nodes with the largest scores of your own: {@code scored("mine", (network, layer) -> scores)}.
     *
     * @param name for tables and figures
     * @param scores one for every node of a layer, from weights, activations or both
     * @return the method
     */
    public static CustomScores scored(String name, CustomScores.Scores scores) {
        return new CustomScores(given(name, "a name"), given(scores, "scores"));
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

    /** {@return the method that keeps the nodes whose incoming weights have the largest sum of absolute values} */
    public static SelectionMethod l1Norm() {
        return new L1Norm();
    }

    /** {@return the same with norms divided by their layer's mean, so that layers can be compared with each other} */
    public static SelectionMethod normalisedL1Norm() {
        return new L1Norm().normalised();
    }

    /** {@return the method that keeps the nodes whose incoming weights have the largest sum of squares} */
    public static SelectionMethod l2Norm() {
        return new L2Norm();
    }

    /** {@return the same with norms divided by their layer's mean, so that layers can be compared with each other} */
    public static SelectionMethod normalisedL2Norm() {
        return new L2Norm().normalised();
    }

    /** {@return the method that keeps the nodes whose batch norm scales them most; only for networks with batch norm} */
    public static SelectionMethod slimming() {
        return new Slimming();
    }

    /**
     * Trains on with a penalty on the scales of batch norms, then keeps the largest.
     *
     * @param plan of the training
     * @return the method
     */
    public static SelectionMethod sparseSlimming(TrainingPlan plan) {
        return new SparseSlimming(given(plan, "a training plan"));
    }

    /** {@return the method that keeps the nodes whose gates the loss is most sensitive to, squared; needs labels} */
    public static SelectionMethod taylor() {
        return new Taylor();
    }

    /** {@return the method that keeps the nodes whose weights the loss is most sensitive to; needs labels} */
    public static SelectionMethod snip() {
        return new Snip();
    }

    /** {@return SNIP in 60 steps, scoring anew what is left} */
    public static SelectionMethod iterSnip() {
        return Snip.iterative();
    }

    /** {@return the method that keeps the nodes which the norm of the gradient needs; needs labels} */
    public static SelectionMethod grasp() {
        return new Grasp();
    }

    /** {@return GraSP in 100 steps, scoring anew what is left} */
    public static SelectionMethod iterGrasp() {
        return Grasp.iterative();
    }

    /** {@return the method that keeps the nodes through whose weights most would flow, in 100 steps; needs no data} */
    public static SelectionMethod synFlow() {
        return new SynFlow();
    }

    /** {@return the method that keeps the nodes whose removal would raise the loss to second order; needs labels} */
    public static SelectionMethod sospH() {
        return new Sosp();
    }

    /** {@return the method that keeps the nodes which the next map's outputs need} */
    public static SelectionMethod thiNet() {
        return new ThiNet();
    }

    /** {@return the method that scores nodes after a few trial steps of training; needs labels} */
    public static SelectionMethod prosPr() {
        return new ProsPr();
    }

    /**
     * Keeps the nodes with the largest weights after training, sets them back and trains again, round after round.
     *
     * @param plan of each round's training
     * @return the method; its networks have still to be trained
     */
    public static SelectionMethod imp(TrainingPlan plan) {
        return new IterativeMagnitudePruning(given(plan, "a training plan"));
    }

    /**
     * Shrinks nodes to zero while it trains, by the scores of HESSO.
     *
     * @param plan of the training
     * @return the method
     */
    public static SelectionMethod oto(TrainingPlan plan) {
        return new OnlyTrainOnce(given(plan, "a training plan"));
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
