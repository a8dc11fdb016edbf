package org.mipp.baseline.saliency;

import java.util.Map;
import java.util.Optional;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.NodeSums;
import org.mipp.network.Network;
import org.mipp.network.structure.Structure;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.training.Gradients;

/**
 * GraSP: keeps the nodes without which the norm of the gradient would fall most, {@code sum(w (Hg)_w)} over the incoming
 * weights, g being the gradient and H the Hessian of the loss at a temperature of 200 (Wang, Zhang, Grosse, Picking Winning
 * Tickets Before Training by Preserving Gradient Flow, arXiv:2002.07376). Meant for networks before training.
 *
 * <p>IterGraSP scores what is left anew in every step of an exponential schedule; nodes that have gone stay away, though their
 * score of zero is larger than negative ones. Departures: Hg by differences of gradients ({@link Gradients#hessianTimes}); all
 * images at once; batch norms use their running statistics; weights are left as they were initialised.
 */
public final class Grasp extends SensitivityRanking<Grasp> {

    private static final double TEMPERATURE = 200;

    private final boolean absolute;

    /** Makes GraSP with 10 images per class. */
    public Grasp() {
        this(10, 1, false);
    }

    private Grasp(int imagesPerClass, int steps, boolean absolute) {
        super(imagesPerClass, steps);
        this.absolute = absolute;
    }

    /** {@return IterGraSP with 100 steps} */
    public static Grasp iterative() {
        return new Grasp().steps(100);
    }

    @Override
    Grasp with(int changedImagesPerClass, int changedSteps) {
        return new Grasp(changedImagesPerClass, changedSteps, absolute);
    }

    /**
     * Adds up absolute values, as Westphal, Hailes and Musolesi do to make GraSP structured (arXiv:2411.00147). It loses the
     * sign, and with it what the score means.
     *
     * @return the changed method
     */
    public Grasp absolute() {
        return new Grasp(imagesPerClass, steps, true);
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("grasp", 1)
                .with("imagesPerClass", imagesPerClass)
                .with("steps", steps)
                .with("absolute", absolute));
    }

    @Override
    public String name() {
        return (steps == 1 ? "GraSP" : "IterGraSP") + (absolute ? ", absolute" : "");
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        Network network = candidates.network();
        Structure structure = candidates.structure();
        Gradients gradients = new Gradients(network, candidates.imagesOfEachClass(imagesPerClass), TEMPERATURE);
        Map<String, double[]> gradient = gradients.mean();
        candidates.mask(gradient);
        return NodeSums.of(
                structure,
                NodeSums.parameters(structure, NodeSums.Part.WEIGHTS),
                NodeSums.products(network, gradients.hessianTimes(gradient)),
                absolute ? Math::abs : product -> product);
    }
}
