package org.mipp.surgery;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.run.Progress;
import org.mipp.selection.Masks;

/**
 * Installs g: rewrites the weights after a cut so that every layer gets from the nodes that are left what it got from all
 * of them, as nearly as a linear map can. No labels, no training step.
 *
 * <p>Theorem 1 of the paper (Westphal, Hailes, Musolesi, arXiv:2411.00147) says that a function g with {@code X_(l+1) =
 * g(X'_l)} exists if the information is preserved; here g is the least-squares map from the pruned network's inputs to what
 * the original network made of them, behind batch norm and a residual addition where there are such, with the following
 * rectifier taken into account (see LinearMapFit). Layers are treated from input to output and each reads the repaired layers
 * before it, so that errors do not add up: the last map before an addition also makes up for what the other branch has
 * lost. This is an addition to the paper.
 *
 * <p>Cost: one pass of both networks over the images, and O(p^3) per linear map of p columns. Of many large images only the
 * first are used, so that one layer's outputs fit {@value LayerwiseForward#MEMORY} bytes.
 */
public final class Repair {

    private final Network original;
    private final Network cut;
    private final Masks masks;
    private final Images images;
    private final Structure structure;
    private final KeptNodes kept;
    private final Map<String, DownstreamLayer> readers = new HashMap<>(); // linear maps that read prunable nodes

    private Repair(Network original, Network cut, Masks masks) {
        Architecture architecture = original.architecture();
        this.original = original;
        this.cut = cut;
        this.masks = masks;
        this.images = LayerwiseForward.few(masks.activations().images(), architecture);
        this.structure = architecture.structure();
        this.kept = masks.kept();
        for (PrunableLayer layer : architecture.prunable()) {
            layer.readers().forEach(reader -> readers.put(reader.map(), reader));
        }
    }

    /**
     * Repairs a network after a cut, with the images that were captured.
     *
     * @param original the network before the cut
     * @param cut the network after it; left as it is
     * @param masks which nodes stayed, and the images
     * @return the repaired network, of the same size as the cut one
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Network install(Network original, Network cut, Masks masks) {
        Network repaired = new Repair(original, cut, masks).run();
        return BatchNormAnchor.set(original, repaired, masks.activations().images());
    }

    private Network run() {
        List<Layer> layers = original.architecture().layers();
        try (Progress progress = Progress.of(
                        "repairing " + original.label(), 2L * layers.size() * LayerwiseForward.batches(images));
                LiveNetwork full = LiveNetwork.open(original);
                LiveNetwork small = LiveNetwork.open(cut)) {
            LayerwiseForward inFull = new LayerwiseForward(full, images);
            LayerwiseForward inSmall = new LayerwiseForward(small, images);
            for (Layer layer : layers) {
                inFull.run(layer, progress);
                if (readers.containsKey(layer.name())) {
                    fit(layer, inFull, inSmall);
                } else if (BatchNormShift.needed(original.architecture(), layer)) {
                    BatchNormShift.of(
                                    cut,
                                    layer,
                                    inSmall.of(layer.input()),
                                    inFull.of(layer.input()),
                                    structure.kept(layer.name(), kept))
                            .forEach(small::set);
                }
                inSmall.run(layer, progress);
                inFull.release(layer);
                inSmall.release(layer);
            }
            return small.snapshot();
        }
    }

    private void fit(Layer layer, LayerwiseForward inFull, LayerwiseForward inSmall) {
        LinearTail downstream = LinearTail.of(original.architecture(), layer);
        List<String> others = downstream.others(layer);
        boolean late = others.stream().allMatch(inFull::has); // else a later branch corrects the sum
        AffineNorm norm = new AffineNorm(cut, layer, downstream.batchNorm());
        if (!norm.takesIntercept()) {
            return;
        }
        int[] outputs = structure.kept(layer.name(), kept);
        try (LinearMapFit fit = new LinearMapFit(
                cut.architecture(),
                layer,
                readers.get(layer.name()).columnsPerNode(),
                downstream.rectified() && late,
                masks.activations().options(),
                inSmall.live().manager())) {
            for (int i = 0; i < LayerwiseForward.batches(images); i++) {
                NDArray made = inFull.of(layer.name(), i);
                NDArray target = downstream
                        .batchNorm()
                        .map(next -> inFull.live().apply(next.name(), made))
                        .orElse(made);
                fit.add(
                        inSmall.of(layer.input(), i),
                        target,
                        late ? inFull.all(others, i) : List.of(),
                        late ? inSmall.all(others, i) : List.of(),
                        outputs,
                        images.size());
                if (target != made) {
                    target.close();
                }
            }
            fit.solve(norm).forEach(inSmall.live()::set);
        }
    }
}
