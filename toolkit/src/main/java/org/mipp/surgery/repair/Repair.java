package org.mipp.surgery.repair;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mipp.capture.MemoryNeed;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.HostMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.run.progress.Progress;
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
 * <p>Cost: all captured images are used. One pass of both networks over them, and O(p^3) per linear map of p columns; where what a
 * layer makes of all images does not fit {@value LayerwiseForward#MEMORY} bytes, a pass for each map from the last place where it
 * did. Memory: of a batch, of that, and of the rows that a rectified fit reads again, in a temporary file where they are many.
 */
public final class Repair {

    private final Network original;
    private final Network cut;
    private final CaptureOptions options;
    private final boolean rectified;
    private final Images images;
    private final Images seen; // by the network that is repaired
    private final Structure structure;
    private final KeptNodes kept;
    private final Map<String, Integer> widths = new HashMap<>(); // of the linear maps to fit, the columns per node

    private Repair(Network original, Network cut, Masks masks, boolean rectified) {
        this(
                original,
                cut,
                masks.kept(),
                masks.activations().options(),
                rectified,
                masks.activations().images(),
                masks.activations().images());
        for (PrunableLayer layer : original.architecture().prunable()) {
            layer.readers().forEach(reader -> widths.put(reader.map(), reader.neighbours()));
        }
    }

    private Repair(
            Network original,
            Network cut,
            KeptNodes kept,
            CaptureOptions options,
            boolean rectified,
            Images images,
            Images seen) {
        this.original = original;
        this.cut = cut;
        this.options = options;
        this.rectified = rectified;
        this.images = images;
        this.seen = seen;
        this.structure = original.architecture().structure();
        this.kept = kept;
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
        Network repaired = new Repair(original, cut, masks, true).run();
        return BatchNormAnchor.set(original, repaired, masks.activations().images());
    }

    /**
     * Repairs a network whose images have lost something, such as pixels that are now at their mean: every linear map gets from what
     * the layers before it make of the changed images what it got of the images as they were, as nearly as it can. Nothing is cut.
     *
     * @param network the network; left as it is
     * @param images as it knows them
     * @param changed the same images, in the same order, as it will see them
     * @param options of the rows that convolutions are fitted to
     * @return the repaired network
     * @throws IllegalArgumentException if the numbers of images differ
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Network forImages(Network network, Images images, Images changed, CaptureOptions options) {
        argument(
                images.size() == changed.size(),
                "repair: expected the same images before and after, got %,d and %,d",
                images.size(),
                changed.size());
        Repair repair = new Repair(network, network, KeptNodes.ALL, options, true, images, changed);
        for (Layer layer : network.architecture().layers()) {
            if (layer.operation() instanceof LinearMap map) {
                repair.widths.put(layer.name(), map.columnsPerInput());
            }
        }
        return BatchNormAnchor.set(network, repair.run(), changed);
    }

    /** What a trial needs: by least squares alone, batch norms as they come out. */
    public static Network trial(Network original, Network cut, Masks masks) {
        return new Repair(original, cut, masks, false).run();
    }

    private Network run() {
        Architecture architecture = original.architecture();
        List<Layer> mended = architecture.layers().stream()
                .filter(layer -> widths.containsKey(layer.name()) || BatchNormShift.needed(architecture, layer))
                .toList();
        int atOnce = BatchMemory.fastest(architecture);
        MemoryNeed need = RepairNeed.of(original, cut, widths.keySet(), images.size(), atOnce);
        try (LiveNetwork full = LiveNetwork.open(original);
                LiveNetwork small = LiveNetwork.open(cut);
                LayerwiseForward inFull = new LayerwiseForward(full, images, atOnce);
                LayerwiseForward inSmall = new LayerwiseForward(small, seen, atOnce);
                Progress progress =
                        Progress.of("repairing " + original.label(), (long) mended.size() * inFull.batches())) {
            need.say(progress);
            for (Layer layer : mended) {
                if (widths.containsKey(layer.name())) {
                    fit(layer, inFull, inSmall, progress);
                } else {
                    shift(layer, inFull, inSmall, progress);
                }
                HostMemory.release();
            }
            return small.snapshot();
        }
    }

    private void shift(Layer layer, LayerwiseForward inFull, LayerwiseForward inSmall, Progress progress) {
        ChannelStatistics before = new ChannelStatistics();
        ChannelStatistics after = new ChannelStatistics();
        inStep(layer, inFull, inSmall, progress, (batch, of) -> {
            before.add(of.full.get(layer.input()));
            after.add(of.small.get(layer.input()));
        });
        BatchNormShift.of(cut, layer, after, before, structure.kept(layer.name(), kept))
                .forEach(inSmall.live()::set);
    }

    private void fit(Layer layer, LayerwiseForward inFull, LayerwiseForward inSmall, Progress progress) {
        LinearTail downstream = LinearTail.of(original.architecture(), layer);
        List<String> others = downstream.others(layer);
        boolean late = others.stream().allMatch(inFull.before(layer)::has); // else a later branch corrects the sum
        AffineNorm norm = new AffineNorm(cut, layer, downstream.batchNorm());
        if (!norm.takesIntercept()) {
            return;
        }
        int[] outputs = structure.kept(layer.name(), kept);
        try (LinearMapFit fit = new LinearMapFit(
                cut.architecture(),
                new LinearMapFit.Fitted(layer, widths.get(layer.name()), rectified && downstream.rectified() && late),
                options,
                images.size(),
                inSmall.live().manager(),
                DataType.FLOAT64)) {
            inStep(layer, inFull, inSmall, progress, (batch, of) -> {
                NDArray made = inFull.live().apply(layer.name(), of.full.get(layer.input()));
                NDArray target = downstream
                        .batchNorm()
                        .map(next -> inFull.live().apply(next.name(), made))
                        .orElse(made);
                fit.add(
                        of.small.get(layer.input()),
                        target,
                        late ? all(others, of.full) : List.of(),
                        late ? all(others, of.small) : List.of(),
                        outputs,
                        inFull.firstImage(batch));
            });
            fit.solve(norm).forEach(inSmall.live()::set);
        }
    }

    private static List<NDArray> all(List<String> layers, Map<String, NDArray> outputs) {
        return layers.stream().map(outputs::get).toList();
    }

    /** What is there of a batch before a layer, in both networks. */
    private record Both(Map<String, NDArray> full, Map<String, NDArray> small) {}

    /** Looks at a batch before a layer. */
    @FunctionalInterface
    private interface Look {
        void at(int batch, Both of);
    }

    /** Takes all batches up to a layer, in both networks side by side. */
    private static void inStep(
            Layer layer, LayerwiseForward inFull, LayerwiseForward inSmall, Progress progress, Look look) {
        LayerwiseForward.Leg full = inFull.before(layer);
        LayerwiseForward.Leg small = inSmall.before(layer);
        for (int i = 0; i < inFull.batches(); i++) {
            try (NDManager scope = inFull.live().manager().newSubManager();
                    NDManager other = inSmall.live().manager().newSubManager()) {
                look.at(i, new Both(full.batch(i, scope), small.batch(i, other)));
            }
            progress.advance(1, layer.name());
        }
        full.arrive();
        small.arrive();
    }
}
