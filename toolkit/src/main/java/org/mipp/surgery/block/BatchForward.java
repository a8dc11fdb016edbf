package org.mipp.surgery.block;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;

/** The outputs of one network's layers on one batch, as far as it has run. */
public final class BatchForward {

    private final LiveNetwork live;
    private final Map<String, NDArray> outputs = new HashMap<>();
    private final int firstImage;
    private int next; // the layer to run

    /** Starts with the network's input, and the number of its first image. */
    public BatchForward(LiveNetwork live, NDArray input, int firstImage) {
        this.live = live;
        this.firstImage = firstImage;
        outputs.put(Architecture.INPUT, input);
    }

    int firstImage() {
        return firstImage;
    }

    public NDArray of(String layer) {
        return outputs.get(layer);
    }

    List<NDArray> all(List<String> layers) {
        return layers.stream().map(this::of).toList();
    }

    /** Runs the layers before a number, with the weights that they have now, and frees what is not needed any more. */
    public void runTo(int end, Predicate<String> needed) {
        List<Layer> layers = live.network().architecture().layers();
        for (; next < end; next++) {
            Layer layer = layers.get(next);
            outputs.put(
                    layer.name(), live.apply(layer.name(), all(layer.inputs()).toArray(NDArray[]::new)));
            release(name -> name.equals(layer.name()) || readLater(name) || needed.test(name));
        }
        release(name -> readLater(name) || needed.test(name));
    }

    private boolean readLater(String name) {
        List<Layer> layers = live.network().architecture().layers();
        return layers.subList(next, layers.size()).stream()
                .anyMatch(layer -> layer.inputs().contains(name));
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
