package org.mipp.surgery.trial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mipp.data.Images;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.run.Progress;

/**
 * The outputs of a network's layers on a few images, in batches, layer by layer, so that another network can go on from any
 * place. Each is kept as long as some layer has still to read it. Of many images {@code LayerwiseForward} keeps what fits.
 */
final class HeldForward {

    /** Bytes that the largest of the layers' outputs may take. */
    static final long MEMORY = 600_000_000;

    private static final int BATCH = 500;

    private final LiveNetwork live;
    private final Map<String, List<NDArray>> outputs = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>(); // how many layers have still to read a layer's output

    /** Starts with the images as the network's input. */
    HeldForward(LiveNetwork live, Images images) {
        this.live = live;
        live.network().architecture().layers().forEach(layer -> layer.inputs()
                .forEach(input -> uses.merge(input, 1, Integer::sum)));
        List<NDArray> inputs = new ArrayList<>();
        for (int from = 0; from < images.size(); from += BATCH) {
            Images some = images.range(from, Math.min(images.size(), from + BATCH));
            try (NDArray batch = live.upload(some, live.manager())) {
                inputs.add(LiveNetwork.toInput(batch));
            }
        }
        outputs.put(Architecture.INPUT, inputs);
    }

    private HeldForward(LiveNetwork live, Map<String, Integer> uses) {
        this.live = live;
        this.uses.putAll(uses);
    }

    /**
     * Lets another network, from which nodes are gone, go on from here: with copies of what is still to be read, of the
     * channels that stay. They are closed with that network.
     */
    HeldForward fork(LiveNetwork other, Function<String, int[]> kept) {
        HeldForward fork = new HeldForward(other, uses);
        outputs.forEach((layer, batches) -> {
            NDIndex channels = new NDIndex(":, {}", other.manager().create(kept.apply(layer)));
            fork.outputs.put(
                    layer,
                    batches.stream()
                            .map(batch -> {
                                NDArray some = batch.get(channels);
                                some.attach(other.manager());
                                return some;
                            })
                            .toList());
        });
        return fork;
    }

    /** The first images, as many as leave the outputs of one layer within {@link #MEMORY}. */
    static Images few(Images images, Architecture architecture) {
        long largest = architecture.outputs().values().stream()
                .mapToLong(Shape::size)
                .max()
                .orElseThrow();
        return images.first((int) Math.min(images.size(), Math.max(1, MEMORY / (4 * largest))));
    }

    /** How many batches so many images make. */
    static int batches(Images images) {
        return (images.size() + BATCH - 1) / BATCH;
    }

    LiveNetwork live() {
        return live;
    }

    boolean has(String layer) {
        return outputs.containsKey(layer);
    }

    List<NDArray> of(String layer) {
        return outputs.get(layer);
    }

    NDArray of(String layer, int batch) {
        return outputs.get(layer).get(batch);
    }

    List<NDArray> all(List<String> layers, int batch) {
        return layers.stream().map(layer -> of(layer, batch)).toList();
    }

    /** Runs a layer with the weights that it has now. */
    void run(Layer layer, Progress progress) {
        run(layer, () -> progress.advance(1, layer.name()));
    }

    /** Runs a layer with the weights that it has now; says so after each batch. */
    void run(Layer layer, Runnable afterBatch) {
        List<NDArray> made = new ArrayList<>();
        int batches = outputs.get(layer.input()).size();
        for (int i = 0; i < batches; i++) {
            made.add(live.apply(layer.name(), all(layer.inputs(), i).toArray(NDArray[]::new)));
            afterBatch.run();
        }
        outputs.put(layer.name(), made);
    }

    /** Frees what a layer was the last to read. */
    void release(Layer layer) {
        for (String input : layer.inputs()) {
            if (uses.merge(input, -1, Integer::sum) == 0) {
                outputs.remove(input).forEach(NDArray::close);
            }
        }
    }
}
