package org.mipp.surgery.repair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.run.progress.Interrupts;

/**
 * The outputs of one network's layers on one batch, as far as it has run. Whoever goes through a network layer by layer, because
 * weights change on the way or another network is to go on from there, goes by these; how many batches are kept is his to say.
 */
public final class BatchForward {

    private final LiveNetwork live;
    private final List<Layer> layers;
    private final Map<String, Integer> lastRead = new HashMap<>(); // by which layer
    private final Map<String, NDArray> outputs = new HashMap<>();
    private final int firstImage;
    private int next; // the layer to run

    /** Starts with the network's input, and the number of its first image. */
    public BatchForward(LiveNetwork live, NDArray input, int firstImage) {
        this(live, Map.of(Architecture.INPUT, input), 0, firstImage);
    }

    /** Starts before a layer, with what it and those behind it will read. */
    BatchForward(LiveNetwork live, Map<String, NDArray> there, int next, int firstImage) {
        this.live = live;
        this.layers = live.network().architecture().layers();
        this.next = next;
        this.firstImage = firstImage;
        outputs.putAll(there);
        for (int i = 0; i < layers.size(); i++) {
            for (String input : layers.get(i).inputs()) {
                lastRead.put(input, i);
            }
        }
    }

    /**
     * Lets another network, from which nodes are gone, go on from here: with copies of what is still to be read, of the
     * channels that stay. They are closed with that network.
     */
    public BatchForward fork(LiveNetwork other, Function<String, int[]> kept) {
        Map<String, NDArray> copies = new HashMap<>();
        outputs.forEach((layer, output) -> {
            try (NDArray channels = other.manager().create(kept.apply(layer))) {
                NDArray some = output.get(new NDIndex(":, {}", channels));
                some.attach(other.manager());
                copies.put(layer, some);
            }
        });
        return new BatchForward(other, copies, next, firstImage);
    }

    /** The number of its first image. */
    public int firstImage() {
        return firstImage;
    }

    /** What a layer has made, as long as it is there. */
    public NDArray of(String layer) {
        return outputs.get(layer);
    }

    /** What several layers have made. */
    public List<NDArray> all(List<String> names) {
        return names.stream().map(this::of).toList();
    }

    /** What is there now, by layer. */
    Map<String, NDArray> outputs() {
        return outputs;
    }

    /** Runs the layers before a number, with the weights that they have now, and frees what is not needed any more. */
    public void runTo(int end, Predicate<String> needed) {
        while (next < end) {
            Interrupts.check();
            Layer layer = layers.get(next++);
            outputs.put(
                    layer.name(), live.apply(layer.name(), all(layer.inputs()).toArray(NDArray[]::new)));
            release(name -> name.equals(layer.name()) || readLater(name) || needed.test(name));
        }
        release(name -> readLater(name) || needed.test(name));
    }

    /** Runs all that is left, and gives the network's output. */
    public NDArray finish() {
        String last = layers.get(layers.size() - 1).name();
        runTo(layers.size(), last::equals);
        return of(last);
    }

    private boolean readLater(String name) {
        return lastRead.getOrDefault(name, -1) >= next;
    }

    private void release(Predicate<String> keep) {
        for (String name : List.copyOf(outputs.keySet())) {
            if (!keep.test(name)) {
                NDArray gone = outputs.remove(name);
                if (outputs.values().stream().noneMatch(other -> other == gone)) { // a layer may pass on what it reads
                    gone.close();
                }
            }
        }
    }
}
