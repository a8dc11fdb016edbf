package org.mipp.surgery.trial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.Structure;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Interrupts;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.surgery.repair.BatchForward;

/**
 * Runs trials on the images that measure. The whole network runs once, layer by layer; when it comes to the map that reads the
 * layer of a trial, the cut network goes on from there.
 */
final class TrialRun {

    private static final long MEMORY = 600_000_000; // bytes that the largest of the layers' outputs may take

    private final Network dense;
    private final Images images;
    private final OutputReference reference;

    /** Runs the whole network, and refuses outputs that say nothing. */
    TrialRun(TrialImages split, double temperature) {
        this.dense = split.activations().stage().network();
        this.images = few(split.measuring(), dense.architecture());
        float[] logits = logits(dense);
        this.reference = OutputReference.of(logits, logits.length / images.size(), temperature);
        reference.requireTelling(dense.label(), images);
    }

    /** The first images, as many as leave the outputs of one layer within {@link #MEMORY}. */
    private static Images few(Images images, Architecture architecture) {
        long largest = architecture.outputs().values().stream()
                .mapToLong(Shape::size)
                .max()
                .orElseThrow();
        return images.first((int) Math.min(images.size(), Math.max(1, MEMORY / (Float.BYTES * largest))));
    }

    private float[] logits(Network network) {
        try (LiveNetwork live = LiveNetwork.open(network);
                NDArray bytes = live.upload(images, live.manager())) {
            List<float[]> parts = new ArrayList<>();
            int atOnce = BatchMemory.fastest(network.architecture());
            for (int from = 0; from < images.size(); from += atOnce) {
                Interrupts.check();
                try (NDManager scope = live.manager().newSubManager()) {
                    NDArray batch = bytes.get(new NDIndex("{}:{}", from, Math.min(images.size(), from + atOnce)));
                    batch.attach(scope);
                    parts.add(live.forward(LiveNetwork.toInput(batch)).toFloatArray());
                }
            }
            return joined(parts);
        }
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int to = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, to, part.length);
            to += part.length;
        }
        return all;
    }

    /** Runs trials in the order in which the network comes to them. */
    void run(List<Mask> trials, TrialRepair repair, Progress progress, ObjDoubleConsumer<Mask> finished) {
        Map<String, List<Mask>> byReader = new HashMap<>();
        for (Mask trial : trials) {
            repair.reader(trial)
                    .ifPresentOrElse(
                            map -> byReader.computeIfAbsent(map, own -> new ArrayList<>())
                                    .add(trial),
                            () -> {
                                finished.accept(trial, whole(trial, repair));
                                progress.advance(1, trial.toString());
                            });
        }
        if (byReader.isEmpty()) {
            return;
        }
        try (LiveNetwork live = LiveNetwork.open(dense)) {
            List<BatchForward> batches = batches(live);
            List<Layer> layers = dense.architecture().layers();
            for (int i = 0; i < layers.size(); i++) {
                for (Mask trial : byReader.getOrDefault(layers.get(i).name(), List.of())) {
                    finished.accept(trial, behind(trial, repair, batches));
                    progress.advance(1, trial.toString());
                }
                for (BatchForward batch : batches) {
                    batch.runTo(i + 1, name -> false);
                }
            }
        }
    }

    private List<BatchForward> batches(LiveNetwork live) {
        List<BatchForward> batches = new ArrayList<>();
        int atOnce = BatchMemory.fastest(dense.architecture());
        for (int from = 0; from < images.size(); from += atOnce) {
            Images some = images.range(from, Math.min(images.size(), from + atOnce));
            try (NDArray bytes = live.upload(some, live.manager())) {
                batches.add(new BatchForward(live, LiveNetwork.toInput(bytes), from));
            }
        }
        return batches;
    }

    /** NaN too if the repair itself comes upon values that are not finite. */
    private double whole(Mask trial, TrialRepair repair) {
        try {
            return reference.divergence(logits(repair.of(trial)));
        } catch (RefusedException e) {
            return Double.NaN;
        }
    }

    /** What the cut network says, which goes on where the whole one is. */
    private double behind(Mask trial, TrialRepair repair, List<BatchForward> batches) {
        Structure structure = dense.architecture().structure();
        try (LiveNetwork live = LiveNetwork.open(repair.of(trial))) {
            List<float[]> parts = new ArrayList<>();
            for (BatchForward batch : batches) {
                BatchForward rest = batch.fork(live, layer -> structure.kept(layer, Masks.kept(List.of(trial))));
                try (NDArray logits = rest.finish()) {
                    parts.add(logits.toFloatArray());
                }
            }
            return reference.divergence(joined(parts));
        } catch (RefusedException e) {
            return Double.NaN;
        }
    }
}
