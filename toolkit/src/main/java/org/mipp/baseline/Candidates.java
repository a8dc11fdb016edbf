package org.mipp.baseline;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.run.Provenance;
import org.mipp.selection.Budget;
import org.mipp.selection.LossCurve;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.budget.MeasuredSharing;
import org.mipp.training.TrainingPlan;

/**
 * The nodes that a ranking method chooses from, while {@link LowestScoreRemoval} take out those with the lowest scores in one step or
 * several until a budget is met: what the scores may rest on, and what becomes of the choice in the end.
 */
public final class Candidates {

    private final String method;
    private final Activations activations;
    private final Budget budget;
    private final Structure structure;
    private final long start = System.nanoTime();
    private final List<String> warnings = new ArrayList<>();
    private final LowestScoreRemoval removals;
    private Network weights; // of all nodes, those that have gone too
    private List<LossCurve> losses = List.of(); // at the outputs, where they share out the budget
    private int samples;

    /**
     * Starts with all nodes.
     *
     * @param method the name of the method
     * @param activations what it chooses from
     * @param budget when to stop
     * @param steps in how many steps to get there
     * @throws IllegalArgumentException if scores cannot follow such a budget, or it is too small for the network
     */
    public Candidates(String method, Activations activations, Budget budget, int steps) {
        this.method = method;
        this.activations = activations;
        this.budget = budget;
        this.weights = activations.stage().network();
        this.structure = weights.architecture().structure();
        this.removals = new LowestScoreRemoval(method, structure, layers(), budget, steps);
    }

    /**
     * Says in how many steps to get where a budget wants it if each takes away no more than a share of what is left.
     *
     * @param activations what to choose from
     * @param budget when to stop
     * @param share of each layer's nodes, or of what a budget of the whole network counts
     * @return the least number of steps
     */
    public static int steps(Activations activations, Budget budget, double share) {
        double left = 1;
        if (budget instanceof Budget.Widths widths) {
            for (LayerActivations layer : activations.layers()) {
                left = Math.min(
                        left,
                        (double) widths.kept(layer.layer()) / layer.layer().nodes());
            }
        } else if (budget instanceof NetworkBudget whole) {
            Architecture architecture = activations.stage().network().architecture();
            double most = Math.max(1, whole.most(architecture)); // nothing at all is refused by the choice itself
            left = Math.min(left, most / whole.resource().of(architecture));
        }
        double exactly = Math.log(left) / Math.log(1 - share);
        return (int) Math.max(1, Math.ceil(exactly - 1e-9)); // what is a whole number but for rounding stays one
    }

    /** {@return where the nodes are} */
    public Structure structure() {
        return structure;
    }

    /** {@return the layers to choose from} */
    public List<PrunableLayer> layers() {
        return activations.layers().stream().map(LayerActivations::layer).toList();
    }

    /** {@return what was captured} */
    public Activations activations() {
        return activations;
    }

    /** {@return the layers of the captured network} */
    Architecture architecture() {
        return structure.architecture();
    }

    /** Sets what belongs to parameters of nodes that have gone to zero, in place. */
    public void mask(Map<String, double[]> values) {
        Masking.rows(structure, kept()).forEach((name, rows) -> {
            double[] entries = values.get(name);
            for (int i = 0; i < entries.length; i++) {
                entries[i] = rows[i / (entries.length / rows.length)] ? 0 : entries[i];
            }
        });
    }

    /** {@return the network with its weights of now, the parameters of nodes that have gone being zero} */
    public Network network() {
        return Masking.of(weights, structure, kept());
    }

    /** Goes on with other weights than the captured ones: what a method has made of them. */
    public void weights(Network changed) {
        weights = changed;
    }

    /** {@return the nodes that are left} */
    public KeptNodes kept() {
        return removals.kept();
    }

    /** Notes that the scores rest on all that was captured. */
    public void useCaptured() {
        samples = activations.provenance().samples();
    }

    /**
     * Takes the first of the captured images; notes how many, and doubts if there are fewer.
     *
     * @param wanted how many
     * @return so many, or all
     * @throws IllegalArgumentException if they have no labels
     */
    public Images images(int wanted) {
        Images all = labelled();
        return noted(all.first(Math.min(wanted, all.size())), wanted);
    }

    /**
     * Takes the first captured images of each class; notes how many, and doubts if there are fewer.
     *
     * @param wanted how many of each class
     * @return so many, or as many as there are
     * @throws IllegalArgumentException if they have no labels
     */
    public Images imagesOfEachClass(int wanted) {
        Images all = labelled();
        return noted(all.firstOfEachClass(wanted), (int) Math.min(Integer.MAX_VALUE, (long) wanted * all.classes()));
    }

    private Images labelled() {
        Images all = activations.images();
        argument(all.labelled(), "%s: expected labelled images, got '%s'; capture images with labels", method, all);
        return all;
    }

    private Images noted(Images images, int wanted) {
        samples = images.size();
        if (samples < wanted) {
            warn(String.format(
                    Locale.ROOT, "%s: expected %d images, got only %d; capture more", method, wanted, samples));
        }
        return images;
    }

    /**
     * Finds the data to train on; notes how many images the plan takes.
     *
     * @param plan how to train
     * @return the data that the captured network is trained and judged by
     * @throws IllegalArgumentException if nobody has said which
     */
    public Dataset data(TrainingPlan plan) {
        NetworkStage stage = activations.stage();
        argument(
                stage.data().isPresent(),
                "%s: expected a network whose training data are known, since it trains while it chooses, got %s;"
                        + " name them before capturing: evaluate(network, data)",
                method,
                stage.label());
        Dataset data = stage.data().get();
        samples = plan.chosen(data).size();
        return data;
    }

    /** Adds a doubt, once. */
    void warn(String doubt) {
        if (!warnings.contains(doubt)) {
            warnings.add(doubt);
        }
    }

    /**
     * Takes out the nodes with the lowest scores, as long as they may go and the step's share is not reached.
     *
     * @param step which step, from 1
     * @param scores for every layer to choose from one per node; those of nodes that have gone do not matter
     * @throws IllegalArgumentException if a score is not a number, or the budget cannot be met
     */
    public void takeOut(int step, Map<String, double[]> scores) {
        if (step == 1
                && budget instanceof NetworkBudget whole
                && whole.measured().isPresent()) {
            MeasuredSharing measured = new MeasuredSharing(activations, whole, removals.orders(scores));
            removals.shared(measured.widths(whole.most(architecture())));
            losses = measured.curves();
            measured.warnings().forEach(this::warn);
        }
        removals.takeOut(step, scores);
    }

    /** {@return the nodes that are left, of every layer to choose from} */
    public List<Mask> left() {
        KeptNodes kept = kept();
        return layers().stream()
                .map(layer -> new Mask(
                        layer.name(),
                        layer.nodes(),
                        IntStream.of(kept.of(layer)).boxed().toList()))
                .toList();
    }

    /**
     * Ends the choice.
     *
     * @param seed behind the scores, 0 where there is none
     * @param changed what to go on with, where the method has changed the weights
     * @return the nodes that are left
     */
    public Masks masks(long seed, Optional<Network> changed) {
        double seconds = (System.nanoTime() - start) / 1e9;
        Provenance provenance =
                new Provenance(seed, samples, activations.provenance().device(), seconds);
        return new Masks(activations, method, budget, left(), List.of(), warnings, changed, provenance, losses);
    }
}
