package org.mipp.experiment;

import java.util.List;
import org.mipp.capture.Activations;
import org.mipp.information.GaussianEstimator;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.run.Progress;
import org.mipp.run.Provenance;

/** Estimates the information of every layer of a network. */
public final class Estimation {

    private Estimation() {}

    /**
     * Estimates what every node tells the next layer, alone and beyond all other nodes.
     *
     * @param activations of the network
     * @param estimator how to estimate
     * @return information in nats, layer by layer
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one layer
     */
    public static Information of(Activations activations, GaussianEstimator estimator) {
        try (Progress progress =
                Progress.of("estimating information", activations.layers().size())) {
            List<LayerInformation> layers = activations.layers().stream()
                    .map(layer -> {
                        progress.advance(1, layer.layer().name());
                        return estimator.estimate(
                                layer.layer().name(),
                                layer.parts(),
                                layer.layer().columnsPerNode());
                    })
                    .toList();
            Provenance captured = activations.provenance();
            return new Information(
                    layers,
                    estimator.toString(),
                    new Provenance(captured.seed(), captured.samples(), captured.device(), progress.seconds()));
        }
    }
}
