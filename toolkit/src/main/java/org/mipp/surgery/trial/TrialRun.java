package org.mipp.surgery.trial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.Structure;
import org.mipp.run.Interrupts;
import org.mipp.run.Progress;
import org.mipp.run.RefusedException;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;

/**
 * Runs trials on the images that measure. The whole network runs once, layer by layer; when it comes to the map that reads the
 * layer of a trial, the cut network goes on from there.
 */
final class TrialRun {

    private static final int BATCH = 256;

    private final Network dense;
    private final Images images;
    private final OutputReference reference;

    /** Runs the whole network, and refuses outputs that say nothing. */
    TrialRun(TrialImages split, double temperature) {
        this.dense = split.activations().stage().network();
        this.images = HeldForward.few(split.measuring(), dense.architecture());
        float[] logits = logits(dense);
        this.reference = OutputReference.of(logits, logits.length / images.size(), temperature);
        reference.requireTelling(dense.label(), images);
    }

    private float[] logits(Network network) {
        try (LiveNetwork live = LiveNetwork.open(network);
                NDArray bytes = live.upload(images, live.manager())) {
            List<float[]> parts = new ArrayList<>();
            for (int from = 0; from < images.size(); from += BATCH) {
                Interrupts.check();
                try (NDManager scope = live.manager().newSubManager()) {
                    NDArray batch = bytes.get(new NDIndex("{}:{}", from, Math.min(images.size(), from + BATCH)));
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
            HeldForward flow = new HeldForward(live, images);
            for (Layer layer : dense.architecture().layers()) {
                for (Mask trial : byReader.getOrDefault(layer.name(), List.of())) {
                    finished.accept(trial, behind(layer, trial, repair, flow));
                    progress.advance(1, trial.toString());
                }
                flow.run(layer, Interrupts::check);
                flow.release(layer);
            }
        }
    }

    /** NaN too if the repair itself comes upon values that are not finite. */
    private double whole(Mask trial, TrialRepair repair) {
        try {
            return reference.divergence(logits(repair.of(trial)));
        } catch (RefusedException e) {
            return Double.NaN;
        }
    }

    private double behind(Layer reader, Mask trial, TrialRepair repair, HeldForward flow) {
        Structure structure = dense.architecture().structure();
        List<Layer> layers = dense.architecture().layers();
        try (LiveNetwork live = LiveNetwork.open(repair.of(trial))) {
            HeldForward rest = flow.fork(live, layer -> structure.kept(layer, Masks.kept(List.of(trial))));
            for (Layer layer : layers.subList(layers.indexOf(reader), layers.size())) {
                rest.run(layer, Interrupts::check);
                rest.release(layer);
            }
            return reference.divergence(
                    joined(rest.of(dense.architecture().last().name()).stream()
                            .map(NDArray::toFloatArray)
                            .toList()));
        } catch (RefusedException e) {
            return Double.NaN;
        }
    }
}
