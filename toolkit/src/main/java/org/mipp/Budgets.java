package org.mipp;

import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import java.util.Map;
import org.mipp.selection.Budget;
import org.mipp.selection.KeptInLayer;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.OutputLoss;
import org.mipp.surgery.MeasuredLatency;
import org.mipp.surgery.trial.OutputDivergence;

/**
 * When to stop pruning, by short names: per layer or for the whole network.
 *
 * <pre>{@code
 * selectMasks(acts, confidence(0.95));
 * selectMasks(acts, keep(0.5));
 * selectMasks(acts, parameters(0.25));
 * selectMasks(acts, macs(0.25));
 * selectMasks(acts, nodes(0.25));
 * selectMasks(acts, latency(0.5));
 * selectMasks(acts, unexplained(0.05));
 * selectMasks(acts, lose(0.1));
 * selectMasks(acts, measured(macs(0.25), divergence()));
 * }</pre>
 */
public final class Budgets {

    private static final int USUAL_BATCH = 32;

    private Budgets() {}

    /**
     * The paper's budget: keep a node only if we are more than this sure that it tells the next layer something.
     *
     * @param level between 0 and 1; 0.5 prunes sparingly, 0.99 aggressively
     * @return the budget
     */
    public static Budget confidence(double level) {
        return new Budget.Confidence(level);
    }

    /**
     * Keeps the same fraction of every layer's nodes.
     *
     * @param fraction above 0, at most 1
     * @return the budget
     */
    public static Budget keep(double fraction) {
        return new Budget.KeptFraction(fraction);
    }

    /**
     * Keeps so many nodes of each layer: {@code selectMasks(acts.only("conv1", "fc1"), keep(Map.of("conv1", 4, "fc1", 50)))}.
     *
     * @param nodes how many, by the layer's name; one number for every layer that is chosen from
     * @return the budget
     */
    public static Budget keep(Map<String, Integer> nodes) {
        given(nodes, "numbers of nodes");
        givenAll(nodes.keySet(), "the name of a layer");
        givenAll(nodes.values(), "a number of nodes");
        return new Budget.KeptCounts(nodes);
    }

    /**
     * Keeps so many nodes of one layer, and all of the others: {@code selectMasks(acts, keep("fc1", 10))}.
     *
     * @param layer the layer's name
     * @param nodes how many of its nodes stay, at least 1
     * @return the budget
     */
    public static Budget keep(String layer, int nodes) {
        return new KeptInLayer(given(layer, "the name of a layer"), nodes);
    }

    /**
     * Lets a share of the next layer's variance become unexplained in every layer.
     *
     * @param share between 0 and 1
     * @return the budget
     */
    public static Budget unexplained(double share) {
        return new Budget.UnexplainedShare(share);
    }

    /**
     * Lets an amount of information be lost in every layer.
     *
     * @param nats per layer, at least 0
     * @return the budget
     */
    public static Budget lose(double nats) {
        return new Budget.LostInformation(nats);
    }

    /**
     * Cuts the whole network down to a number of parameters, shared out over the layers at equal marginal loss.
     *
     * @param most how many may stay, at least 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget parameters(long most) {
        return NetworkBudget.of(NetworkBudget.Resource.PARAMETERS, most);
    }

    /**
     * Cuts the whole network down to a share of its parameters, shared out over the layers at equal marginal loss.
     *
     * @param share above 0, at most 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget parameters(double share) {
        return NetworkBudget.share(NetworkBudget.Resource.PARAMETERS, share);
    }

    /**
     * Cuts the whole network down to a number of multiply-accumulates for one sample, shared out over the layers at equal
     * marginal loss.
     *
     * @param most how many may stay, at least 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget macs(long most) {
        return NetworkBudget.of(NetworkBudget.Resource.MACS, most);
    }

    /**
     * Cuts the whole network down to a share of its multiply-accumulates, shared out over the layers at equal marginal
     * loss.
     *
     * @param share above 0, at most 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget macs(double share) {
        return NetworkBudget.share(NetworkBudget.Resource.MACS, share);
    }

    /**
     * Cuts the whole network down to a number of nodes, shared out over the layers at equal marginal loss.
     *
     * @param most how many may stay, at least 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget nodes(long most) {
        return NetworkBudget.of(NetworkBudget.Resource.NODES, most);
    }

    /**
     * Cuts the whole network down to a share of its nodes, shared out over the layers at equal marginal loss.
     *
     * @param share above 0, at most 1
     * @return the budget, see {@link NetworkBudget}
     */
    public static NetworkBudget nodes(double share) {
        return NetworkBudget.share(NetworkBudget.Resource.NODES, share);
    }

    /**
     * Cuts the whole network down to a share of the time that it takes on this machine for 32 images at once.
     *
     * @param share above 0, at most 1
     * @return the budget, see {@link MeasuredLatency}
     */
    public static NetworkBudget latency(double share) {
        return latency(share, USUAL_BATCH);
    }

    /**
     * Cuts the whole network down to a share of the time that it takes on this machine: {@code measured(latency(0.5, 1))}. The
     * layers are measured first, at a few widths; {@code compare(net, small)} shows what came out, with its spread.
     *
     * @param share above 0, at most 1
     * @param batch images at once
     * @return the budget, see {@link MeasuredLatency}
     */
    public static NetworkBudget latency(double share, int batch) {
        return NetworkBudget.share(new MeasuredLatency(batch), share);
    }

    /**
     * Shares a budget of the whole network out by what is lost at the outputs, measured after trial cuts of each layer: {@code
     * selectMasks(acts, measured(macs(0.25)))}. Takes seconds, and many points of accuracy on residual networks; for trained
     * networks only.
     *
     * @param budget of the whole network
     * @return the budget, see {@link org.mipp.selection.budget.MeasuredSharing}
     */
    public static NetworkBudget measured(NetworkBudget budget) {
        return measured(budget, divergence());
    }

    /**
     * Shares a budget of the whole network out by losses at the outputs that are measured in another way than usual: {@code
     * measured(macs(0.25), divergence().resumeFrom(Path.of("losses")))}.
     *
     * @param budget of the whole network
     * @param loss how to measure
     * @return the budget
     */
    public static NetworkBudget measured(NetworkBudget budget, OutputLoss loss) {
        return given(budget, "a budget").sharedBy(given(loss, "a loss"));
    }

    /** {@return the loss at the outputs as their divergence, in nats, on 256 captured images; its methods change the rest} */
    public static OutputDivergence divergence() {
        return OutputDivergence.DEFAULT;
    }
}
