package org.mipp.surgery.repair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mipp.data.Images;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;

/**
 * All images on their way through a network, batch by batch and up to one layer after the other, so that the weights of a layer
 * can be changed before it runs.
 *
 * <p>What the layers from one on will read is kept where it fits {@value #MEMORY} bytes; the next leg starts there. Where it
 * does not, as behind the first layers for many large images, the next leg starts again at the last place where it did, or at
 * the images. So no image is left out, and the memory is bounded.
 */
final class LayerwiseForward implements AutoCloseable {

    /** Bytes of outputs that may be kept. */
    static final long MEMORY = 300_000_000;

    private final LiveNetwork live;
    private final Images images;
    private final int atOnce;
    private final long most;
    private final List<Layer> layers;
    private final Map<String, Integer> made = new HashMap<>(); // by which layer, -1 for the input
    private final Map<String, Integer> lastRead = new HashMap<>(); // by which layer
    private NDManager keeper;
    private List<Map<String, NDArray>> kept = List.of(); // per batch; none while only the images are there
    private int at; // the first layer that has not run on what is kept

    /**
     * Starts with the images as the network's input.
     *
     * @param atOnce images of a batch
     */
    LayerwiseForward(LiveNetwork live, Images images, int atOnce) {
        this(live, images, atOnce, MEMORY);
    }

    /** The same with another bound on what is kept. */
    LayerwiseForward(LiveNetwork live, Images images, int atOnce, long most) {
        this.most = most;
        this.live = live;
        this.images = images;
        this.atOnce = atOnce;
        this.layers = live.network().architecture().layers();
        this.keeper = live.manager().newSubManager();
        made.put(Architecture.INPUT, -1);
        for (int i = 0; i < layers.size(); i++) {
            made.put(layers.get(i).name(), i);
            for (String input : layers.get(i).inputs()) {
                lastRead.put(input, i);
            }
        }
    }

    LiveNetwork live() {
        return live;
    }

    int batches() {
        return (images.size() + atOnce - 1) / atOnce;
    }

    /** The number of a batch's first image. */
    int firstImage(int batch) {
        return batch * atOnce;
    }

    /** Sets out for a layer, with the weights that the layers before it have now. */
    Leg before(Layer layer) {
        return new Leg(made.get(layer.name()));
    }

    /** The way of all batches to the inputs of one layer. */
    final class Leg {

        private final int target;
        private final Set<String> read; // by the target or later layers
        private final boolean keeps;
        private final NDManager memory = live.manager().newSubManager();
        private final List<Map<String, NDArray>> fresh = new ArrayList<>();

        private Leg(int target) {
            this.target = target;
            this.read = readFrom(target);
            Map<String, Shape> shapes = live.network().architecture().outputs();
            long each = read.stream().map(shapes::get).mapToLong(Shape::size).sum();
            this.keeps = target > at && each * Float.BYTES * images.size() <= most;
        }

        /** Whether a layer's output will be there. */
        boolean has(String layer) {
            return read.contains(layer);
        }

        /**
         * Runs a batch; all of them, in order.
         *
         * @param scope owns what comes out
         * @return what the target and later layers read of the layers before, by name
         */
        Map<String, NDArray> batch(int number, NDManager scope) {
            BatchForward forward = new BatchForward(live, start(number, scope), at, firstImage(number));
            forward.runTo(target, name -> false);
            Map<String, NDArray> outputs = forward.outputs();
            if (keeps) {
                Map<String, NDArray> copies = new HashMap<>();
                outputs.forEach((name, output) -> copies.put(name, handle(output, memory)));
                fresh.add(copies);
            }
            return outputs;
        }

        /** Ends the leg: what was kept before is freed. */
        void arrive() {
            if (keeps) {
                keeper.close();
                keeper = memory;
                kept = fresh;
                at = target;
            } else {
                memory.close();
            }
        }
    }

    private Map<String, NDArray> start(int number, NDManager scope) {
        Map<String, NDArray> outputs = new HashMap<>();
        if (kept.isEmpty()) {
            int from = firstImage(number);
            Images some = images.range(from, Math.min(images.size(), from + atOnce));
            try (NDArray bytes = live.upload(some, scope)) {
                outputs.put(Architecture.INPUT, LiveNetwork.toInput(bytes));
            }
        } else {
            kept.get(number).forEach((name, output) -> outputs.put(name, handle(output, scope)));
        }
        return outputs;
    }

    /** The same values in the same memory, which lives until the last handle is closed. */
    private static NDArray handle(NDArray array, NDManager owner) {
        NDArray handle = array.reshape(array.getShape());
        handle.attach(owner);
        return handle;
    }

    private Set<String> readFrom(int layer) {
        return lastRead.entrySet().stream()
                .filter(entry -> entry.getValue() >= layer && made.get(entry.getKey()) < layer)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        keeper.close();
    }
}
