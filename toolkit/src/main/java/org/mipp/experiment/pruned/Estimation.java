package org.mipp.experiment.pruned;

import java.util.ArrayList;
import java.util.List;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.Link;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.information.NodeInformation;
import org.mipp.information.gaussian.GaussianNodeInformation;
import org.mipp.run.Provenance;
import org.mipp.run.progress.Progress;

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
    public static Information of(Activations activations, GaussianNodeInformation estimator) {
        List<Link> links = activations.layers().stream()
                .flatMap(layer -> layer.links().stream())
                .toList();
        try (Progress progress = Progress.of("estimating information", links.size())) {
            List<LayerInformation> layers = new ArrayList<>();
            for (LayerActivations layer : activations.layers()) {
                for (Link link : layer.links()) {
                    layers.add(estimate(layer, link, estimator));
                    progress.advance(1, layer.name());
                }
            }
            Provenance captured = activations.provenance();
            return new Information(
                    layers,
                    estimator.toString(),
                    activations.warnings(),
                    new Provenance(captured.seed(), captured.samples(), captured.device(), progress.seconds()));
        }
    }

    /** One link; a layer that several maps read goes by its own name and the map's. */
    private static LayerInformation estimate(LayerActivations layer, Link link, GaussianNodeInformation estimator) {
        String name = layer.name();
        List<Integer> nodeOfBlock = link.reader().nodes();
        LayerInformation blocks = estimator.estimate(
                layer.links().size() == 1 ? name : name + " > " + link.reader().map(),
                link.parts(),
                link.reader().columnsPerNode());
        return new LayerInformation(
                blocks.layer(),
                blocks.nodes().stream()
                        .filter(block -> nodeOfBlock.get(block.node()) >= 0)
                        .map(block -> new NodeInformation(
                                nodeOfBlock.get(block.node()), block.alone(), block.unique(), block.spread()))
                        .toList(),
                blocks.total(),
                blocks.threshold(),
                blocks.confidence(),
                blocks.warnings());
    }
}
