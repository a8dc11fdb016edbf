package org.mipp.selection.terc.evidence;

import static org.mipp.run.Checks.refusedIn;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.Link;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.information.MiEstimator;
import org.mipp.information.NodeInformation;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.run.Provenance;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Progress;

/**
 * Estimates the information of every layer by any estimator of mutual information, from observations as {@code Terc} sees
 * them: standardised, with noise. The line below which chance alone would put a node comes from injected noise, see {@link
 * org.mipp.information.measure.InjectedNoiseNull}; there are no error bars.
 *
 * <p>Cost: {@code 2 nodes + 21} estimates per layer and map that reads it. If the activations hold no observations, 1,000 are
 * captured first.
 */
public final class ObservedInformation {

    private static final int ROWS = 1000;
    private static final double CONFIDENCE = 0.95;

    private final MiEstimator estimator;
    private final long seed;

    private ObservedInformation(MiEstimator estimator, long seed) {
        this.estimator = estimator;
        this.seed = seed;
    }

    /**
     * Estimates what every node tells the next layer, alone and beyond all other nodes.
     *
     * @param activations of the network
     * @param estimator how to estimate
     * @param seed of the noise
     * @return information in nats, layer by layer
     * @throws IllegalArgumentException if the estimator refuses or returns no finite number, with the layer's name
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one estimate
     */
    public static Information of(Activations activations, MiEstimator estimator, long seed) {
        Activations observed = ObservedLink.observed(activations, ROWS);
        ObservedInformation estimation = new ObservedInformation(estimator, seed);
        long estimates = observed.layers().stream()
                .mapToLong(layer -> layer.links().size()
                        * EstimatorEvidence.estimates(layer.layer().nodes(), CONFIDENCE))
                .sum();
        try (Progress progress = Progress.of("estimating information", estimates)) {
            List<LayerInformation> layers = new ArrayList<>();
            for (LayerActivations layer : observed.layers()) {
                layer.links().forEach(link -> layers.add(estimation.named(layer, link, progress)));
            }
            progress.complete();
            Provenance captured = observed.provenance();
            return new Information(
                    layers,
                    estimator.name() + " on observations of each layer",
                    observed.warnings(),
                    new Provenance(seed, captured.samples(), captured.device(), progress.seconds()));
        }
    }

    private LayerInformation named(LayerActivations layer, Link link, Progress progress) {
        String name = layer.name();
        try {
            return estimate(
                    layer,
                    link,
                    layer.links().size() == 1
                            ? name
                            : name + " > " + link.reader().map(),
                    progress);
        } catch (RefusedException e) {
            throw refusedIn("layer " + name, e);
        }
    }

    private LayerInformation estimate(LayerActivations layer, Link link, String name, Progress progress) {
        int[] targets = IntStream.range(0, link.sample().orElseThrow().targets().columns())
                .toArray();
        ObservedLink observed = ObservedLink.of(link, targets, Regularisation.DEFAULT, seed);
        EstimatorEvidence reader = new EstimatorEvidence(
                estimator, observed, OptionalDouble.of(CONFIDENCE), seed, done -> progress.advance(done, name));
        double[] unique = reader.phis(IntStream.range(0, layer.layer().nodes()).toArray());
        return new LayerInformation(
                name,
                link.reader().nodes().stream()
                        .filter(node -> node >= 0)
                        .map(node -> new NodeInformation(node, reader.alone(node), unique[node], Double.NaN))
                        .toList(),
                reader.nats(),
                reader.threshold(),
                CONFIDENCE,
                estimator.warnings(observed.x(), observed.y()));
    }
}
