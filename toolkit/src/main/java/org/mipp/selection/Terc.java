package org.mipp.selection;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.LayerSample;
import org.mipp.capture.Link;
import org.mipp.information.MiEstimator;
import org.mipp.information.Regularisation;
import org.mipp.linalg.Matrix;
import org.mipp.network.PrunableLayer;
import org.mipp.run.Progress;
import org.mipp.run.Provenance;

/**
 * MIPP with TERC (transfer entropy redundancy criterion) by any estimator of mutual information, your own included: keep
 * node i only if {@code I(X; Y) - I(X without i; Y) > 0}, tested one after the other on what is left (Westphal, Hailes,
 * Musolesi, arXiv:2411.00147).
 *
 * <p>With a budget that tests ({@link Budget.Confidence}) the paper's order is followed: every node is tested once, the one
 * that tells least by itself first. What a test must exceed comes from noise injected beside the nodes, see {@link
 * org.mipp.information.measure.InjectedNoiseNull}. With any other budget the least informative node is found anew after
 * every removal; that takes one scan per removal of a {@link org.mipp.information.LeaveOneOutEstimator}, but one estimate per
 * node and removal of any other.
 *
 * <p>Departures from the paper: Y is the next map's output before its activation. In a network without noise Y is a
 * function of X and their mutual information infinite, so that noise of the given variance is added to the standardised Y,
 * and the ridge likewise to X, where copies of columns would be as bad. Layers go from outputs to inputs, tied ones last.
 *
 * <p>Cost: about {@code 2 nodes + 20} estimates per layer and map that reads it at confidence 0.95. If the activations hold
 * no observations, {@code rows} of them are captured first.
 *
 * @param estimator the estimator; sees standardised columns
 * @param rows observations per layer, if they have to be captured
 * @param regularisation variances of the noise added to X (ridge) and Y (noise)
 * @param seed of the noise
 */
public record Terc(MiEstimator estimator, int rows, Regularisation regularisation, long seed)
        implements SelectionMethod {

    /** Checks the number of rows. */
    public Terc {
        positive(rows, "rows");
    }

    /**
     * Uses 1,000 observations, the noise of the closed form, and seed 0.
     *
     * @param estimator the estimator
     */
    public Terc(MiEstimator estimator) {
        this(estimator, 1000, Regularisation.DEFAULT, 0);
    }

    /**
     * Changes the number of observations.
     *
     * @param count observations per layer, if they have to be captured
     * @return the changed method
     */
    public Terc rows(int count) {
        return new Terc(estimator, count, regularisation, seed);
    }

    /**
     * Changes the seed.
     *
     * @param number of the noise
     * @return the changed method
     */
    public Terc seed(long number) {
        return new Terc(estimator, rows, regularisation, number);
    }

    @Override
    public String name() {
        return "TERC, " + estimator.name();
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        argument(
                !(budget instanceof Budget.UnexplainedShare),
                "%s: expected a budget in nats or nodes, got '%s', a share of variance that only the closed form knows;"
                        + " use a confidence, lost information or a kept fraction",
                name(),
                budget);
        long start = System.nanoTime();
        Activations observed = observed(activations);
        Targets targets = new Targets(activations.stage().network().architecture());
        Map<String, RemovalPath> paths = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        try (Progress progress = Progress.of("selecting masks by " + name(), estimates(observed, budget))) {
            for (LayerActivations layer : Targets.outputsToInputs(observed.layers())) {
                RemovalPath path = path(layer, targets, budget, warnings, progress);
                paths.put(path.layer(), path);
                targets.keepOnly(path.mask());
            }
        }
        List<RemovalPath> ordered = activations.layers().stream()
                .map(layer -> paths.get(layer.layer().name()))
                .toList();
        return new Masks(
                activations,
                name(),
                budget,
                ordered.stream().map(RemovalPath::mask).toList(),
                ordered,
                warnings,
                new Provenance(
                        seed,
                        activations.provenance().samples(),
                        activations.provenance().device(),
                        (System.nanoTime() - start) / 1e9));
    }

    private Activations observed(Activations activations) {
        boolean there = activations.layers().stream()
                .flatMap(layer -> layer.links().stream())
                .allMatch(link -> link.sample().isPresent());
        List<String> wanted =
                activations.layers().stream().map(layer -> layer.layer().name()).toList();
        return there
                ? activations
                : Capture.of(
                                activations.stage(),
                                activations.images(),
                                activations.options().sampleRows(rows).parts(1))
                        .only(layer -> wanted.contains(layer.name()));
    }

    /** How many estimates there will be, at most. */
    private static long estimates(Activations activations, Budget budget) {
        OptionalDouble level = budget.testedAt();
        long estimates = 0;
        for (LayerActivations layer : activations.layers()) {
            long nodes = layer.layer().nodes();
            long perMap = level.isPresent()
                    ? 2 * nodes + 2 + TercReading.repeats(level.getAsDouble())
                    : 1 + nodes * (nodes + 1) / 2;
            estimates += perMap * layer.links().size();
        }
        return estimates;
    }

    private RemovalPath path(
            LayerActivations activations, Targets targets, Budget budget, List<String> warnings, Progress progress) {
        PrunableLayer layer = activations.layer();
        try {
            TercSearch search = new TercSearch(
                    layer,
                    activations.links().stream()
                            .map(link -> reading(layer, link, targets.of(link.reader()), budget, warnings, progress))
                            .toList());
            List<Removal> removals = budget.testedAt().isPresent()
                    ? search.inFixedOrder()
                    : search.greedy(path -> spent(layer, path, budget));
            return new RemovalPath(
                    layer.name(), layer.nodes(), search.total(), removals, budget.removals(layer, removals));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("layer " + layer.name() + ": " + e.getMessage(), e);
        }
    }

    private static boolean spent(PrunableLayer layer, List<Removal> path, Budget budget) {
        int allowed = budget.removals(layer, path);
        return budget instanceof Budget.Widths ? path.size() >= allowed : path.size() > allowed;
    }

    private TercReading reading(
            PrunableLayer layer, Link link, int[] targets, Budget budget, List<String> warnings, Progress progress) {
        LayerSample sample = link.sample().orElseThrow();
        SplittableRandom random = new SplittableRandom(seed);
        int width = link.reader().columnsPerNode();
        List<Integer> nodes = link.reader().nodes();
        int[] live = IntStream.range(0, nodes.size())
                .filter(block -> varies(sample.inputs(), block * width, width))
                .toArray();
        int[] columns = IntStream.of(live)
                .flatMap(block -> IntStream.range(block * width, (block + 1) * width))
                .toArray();
        Matrix x = NoisyColumns.of(sample.inputs().columns(columns), regularisation.ridge(), random);
        Matrix y = NoisyColumns.of(sample.targets().columns(targets), regularisation.noise(), random);
        estimator.doubts(x, y).forEach(doubt -> warnings.add(layer.name() + ": " + doubt));
        return new TercReading(
                estimator,
                x,
                width,
                IntStream.of(live).mapToObj(nodes::get).toList(),
                layer.nodes(),
                y,
                budget.testedAt(),
                seed,
                estimates -> progress.advance(estimates, layer.name()));
    }

    private static boolean varies(Matrix x, int from, int width) {
        for (int i = 1; i < x.rows(); i++) {
            for (int j = from; j < from + width; j++) {
                if (x.get(i, j) != x.get(0, j)) {
                    return true;
                }
            }
        }
        return false;
    }
}
