package org.mipp.selection.terc;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.positive;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.information.MiEstimator;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.RefusedException;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.RemainingNodes;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.RuledLosses;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.terc.evidence.Evidence;
import org.mipp.selection.terc.evidence.ObservedLink;

/**
 * MIPP with TERC (transfer entropy redundancy criterion) by any estimator of mutual information, your own included: keep
 * node i only if {@code I(X; Y) - I(X without i; Y) > 0}, tested one after the other on what is left (Westphal, Hailes,
 * Musolesi, arXiv:2411.00147).
 *
 * <p>With a budget that tests ({@link Budget.Confidence}) the paper's order is followed: every node is tested once, the one
 * that tells least by itself first. What a test must exceed comes from noise injected beside the nodes, see {@link
 * org.mipp.information.measure.InjectedNoiseNull}. With any other budget the least informative node is found anew after
 * every removal; that takes one scan per removal of a {@link org.mipp.information.LeaveOneOutEstimator}, but one estimate per
 * node and removal of any other. A {@link NetworkBudget} takes such a search twice, the first
 * one down to the last node.
 *
 * <p>Departures from the paper: Y is the next map's output before its activation. In a network without noise Y is a
 * function of X and their mutual information infinite, so that noise of the given variance is added to the standardised Y,
 * and the ridge likewise to X, where copies of columns would be as bad. Layers go from outputs to inputs, tied ones last.
 *
 * <p>Cost: about {@code 2 nodes + 20} estimates per layer and map that reads it at confidence 0.95. If the activations hold
 * no observations, {@code rows} of them are captured first.
 *
 * @param how what tells whether a node is needed
 * @param rows observations per layer, if they have to be captured
 * @param regularisation variances of the noise added to X (ridge) and Y (noise)
 * @param seed of the noise
 * @param file where finished layers are kept; absent to keep them in memory only, where an interrupt loses them
 */
public record Terc(How how, int rows, Regularisation regularisation, long seed, Optional<Path> file)
        implements SelectionMethod {

    /** What tells whether a node is needed. */
    public sealed interface How {

        /** {@return what files know it by; absent for an estimator without a name} */
        Optional<SettingsKey> key();

        /**
         * An estimator, asked anew for every node.
         *
         * @param estimator of mutual information; sees standardised columns
         */
        record Estimates(MiEstimator estimator) implements How {
            @Override
            public Optional<SettingsKey> key() {
                return estimator.key();
            }
        }

        /**
         * Networks trained on from the weights that they have, as the paper does it; see {@link
         * org.mipp.information.neural.WarmStartNetwork}.
         *
         * @param repeats how many networks, whose losses are averaged; the paper has five
         */
        record WarmNetworks(int repeats) implements How {

            /** Checks the number. */
            public WarmNetworks {
                positive(repeats, "repeats");
            }

            @Override
            public Optional<SettingsKey> key() {
                return Optional.of(SettingsKey.of("warm-networks", 1, this));
            }
        }
    }

    /** Checks the number of rows. */
    public Terc {
        positive(rows, "rows");
    }

    /**
     * Searches with an estimator, on 1,000 observations, with the noise of the closed form, and seed 0.
     *
     * @param estimator the estimator
     */
    public Terc(MiEstimator estimator) {
        this(new How.Estimates(estimator), 1000, Regularisation.DEFAULT, 0, Optional.empty());
    }

    /**
     * Searches as the paper does, with networks, on 5,120 observations.
     *
     * @param repeats how many networks; the paper has five
     * @return the method
     */
    public static Terc published(int repeats) {
        return new Terc(new How.WarmNetworks(repeats), 5120, Regularisation.DEFAULT, 0, Optional.empty());
    }

    /**
     * Changes the number of observations.
     *
     * @param count observations per layer, if they have to be captured
     * @return the changed method
     */
    public Terc rows(int count) {
        return new Terc(how, count, regularisation, seed, file);
    }

    /**
     * Changes the seed.
     *
     * @param number of the noise
     * @return the changed method
     */
    public Terc seed(long number) {
        return new Terc(how, rows, regularisation, number, file);
    }

    /**
     * Keeps every finished layer in a file and takes over those that are there already: a search that was interrupted goes
     * on where it was. With a budget of the whole network these are the paths that it is shared out by, whatever its target.
     *
     * @param path the file; made if it is not there. Name an estimator anew when you change it
     * @return the changed method
     */
    public Terc resumeFrom(Path path) {
        return new Terc(how, rows, regularisation, seed, Optional.of(given(path, "a file")));
    }

    /** The file is left out: it changes nothing. */
    @Override
    public Optional<SettingsKey> key() {
        return how.key().map(own -> SettingsKey.of("terc", 1)
                .with("how", own)
                .with("rows", rows)
                .with("regularisation", regularisation)
                .with("seed", seed));
    }

    @Override
    public String name() {
        return how instanceof How.Estimates estimates
                ? "TERC, " + estimates.estimator().name()
                : "TERC as published";
    }

    @Override
    public Terc seeded(long other) {
        return seed(other);
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        argument(
                !(budget instanceof Budget.UnexplainedShare)
                        && !(budget instanceof RuledLosses ruled && ruled.budget() instanceof Budget.UnexplainedShare),
                "%s: expected a budget in nats or nodes, got '%s', a share of variance that only the closed form knows;"
                        + " use a confidence, lost information or a kept fraction",
                name(),
                budget);
        argument(
                how instanceof How.Estimates || budget.testedAt().isPresent(),
                "%s: expected a budget that tests every node, got '%s'; use a confidence, or an estimator's search",
                name(),
                budget);
        Activations observed = ObservedLink.observed(activations, rows);
        if (file.isEmpty()) {
            return search(activations, observed, budget, Optional.empty());
        }
        try (PathFile finished = PathFile.open(file.get(), PathFile.key(required(), observed, budget))) {
            return search(activations, observed, budget, Optional.of(finished));
        }
    }

    private Masks search(Activations activations, Activations observed, Budget budget, Optional<PathFile> finished) {
        return new BackwardSweep(activations, name(), budget, seed, finished)
                .select(observed.layers(), source().estimates(observed, budget), this::path);
    }

    private EvidenceSource source() {
        return new EvidenceSource(how, regularisation, seed);
    }

    /** What a file knows the search by. */
    private SettingsKey required() {
        return key().orElseThrow(() -> new RefusedException(name()
                + ": expected an estimator with a name, by which its file knows it again, got one without; name it, as in"
                + " terc(MiEstimator.named(\"mine 1\", estimator)), or leave out resumeFrom(...)"));
    }

    private String manner() {
        return how instanceof How.WarmNetworks networks ? networks.repeats() + " networks" : "anew for every node";
    }

    @Override
    public String toString() {
        return name() + " (" + manner() + ", " + rows + " rows, " + regularisation + ", seed " + seed + ")";
    }

    private RemovalPath path(
            LayerActivations activations, List<int[]> targets, Stop stop, List<String> warnings, Progress progress) {
        PrunableLayer layer = activations.layer();
        boolean tests = stop.testedAt().isPresent();
        RemainingNodes remaining = new RemainingNodes(layer);
        try (Evidence evidence = source().of(activations, remaining, targets, stop, warnings, progress)) {
            LayerSearch search = tests
                    ? new FixedOrderSearch(evidence, remaining)
                    : new GreedySearch(evidence, remaining, Comparator.comparingDouble(Removal::nats));
            List<Removal> removals = search.follow(path -> !tests && stop.enough(layer, path));
            int taken = stop.taken(layer, removals);
            if (tests && taken == layer.nodes() - 1 && taken > 0) {
                warnings.add(layer.name()
                        + ": no node but one tells more than noise in its place would, by this estimator; see"
                        + " whether it finds anything, as in benchmark(estimator), or set a size, as in keep(0.5)");
            }
            return new RemovalPath(layer.name(), layer.nodes(), evidence.total(), removals, taken);
        }
    }
}
