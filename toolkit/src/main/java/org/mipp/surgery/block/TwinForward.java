package org.mipp.surgery.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.mipp.data.Images;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.surgery.repair.BatchForward;

/**
 * The original and the pruned network side by side on the same images, in batches: the pruned one stands before a layer whose
 * weights are being chosen, the original one as far ahead as it takes to know what they aim at.
 *
 * <p>What the networks have made by then stays in memory for as many batches as fit {@value #MEMORY} bytes, which is computed
 * beforehand; the other batches start from their images each time they are visited. The result is the same.
 */
final class TwinForward implements AutoCloseable {

    /** Bytes that the outputs of all batches that are kept may take together. */
    static final long MEMORY = 600_000_000;

    private static final long BATCH_MEMORY = 32_000_000; // bytes of the largest output of a batch
    private static final int LARGEST_BATCH = 128;

    /** What is done with a batch. */
    @FunctionalInterface
    interface Visitor {
        void visit(BatchForward full, BatchForward small);
    }

    private final LiveNetwork full;
    private final LiveNetwork small;
    private final Images images;
    private final Targets targets;
    private final NDManager manager;
    private final int batch; // images
    private final List<Pair> kept = new ArrayList<>();
    private int at; // the layer before which the pruned network stands

    private record Pair(NDManager scope, BatchForward full, BatchForward small) {}

    /** What the layers of the pruned network aim at, by their number: names of layers of the original network. */
    private record Targets(List<Layer> layers, TreeMap<Integer, Set<String>> names) {

        /** How many layers the original network has to have run. */
        int ahead(int at) {
            Set<String> wanted = new HashSet<>();
            names.headMap(at, true).values().forEach(wanted::addAll);
            return IntStream.range(0, layers.size())
                            .filter(i -> wanted.contains(layers.get(i).name()))
                            .max()
                            .orElse(-1)
                    + 1;
        }

        boolean needed(String name, int at) {
            return names.tailMap(at, true).values().stream().anyMatch(some -> some.contains(name));
        }
    }

    TwinForward(LiveNetwork full, LiveNetwork small, Images images, Map<Integer, Set<String>> targets, long memory) {
        Architecture architecture = full.network().architecture();
        this.full = full;
        this.small = small;
        this.images = images;
        this.targets = new Targets(architecture.layers(), new TreeMap<>(targets));
        this.batch = batch(architecture);
        this.manager = small.manager().newSubManager();
        long fitting = memory / mostBytesPerImage(small.network().architecture());
        for (int i = 0; i < batches() && (long) (i + 1) * batch <= Math.max(fitting, 0); i++) {
            kept.add(start(i));
        }
        moveTo(0);
    }

    private static int batch(Architecture architecture) {
        long largest = architecture.outputs().values().stream()
                .mapToLong(Shape::size)
                .max()
                .orElseThrow();
        return (int) Math.max(1, Math.min(LARGEST_BATCH, BATCH_MEMORY / (Float.BYTES * largest)));
    }

    /** How many images there are. */
    int images() {
        return images.size();
    }

    int batches() {
        return (images.size() + batch - 1) / batch;
    }

    /** How many batches keep what the networks have made. */
    int batchesKept() {
        return kept.size();
    }

    /** Moves on: the layers of the pruned network before a number have their weights. */
    void moveTo(int layer) {
        at = layer;
        kept.forEach(this::run);
    }

    private void run(Pair pair) {
        pair.full().runTo(targets.ahead(at), name -> targets.needed(name, at));
        pair.small().runTo(at, name -> false);
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < batches(); i++) {
            if (i < kept.size()) {
                visitor.visit(kept.get(i).full(), kept.get(i).small());
            } else {
                Pair pair = start(i);
                try {
                    run(pair);
                    visitor.visit(pair.full(), pair.small());
                } finally {
                    pair.scope().close();
                }
            }
        }
    }

    private Pair start(int i) {
        NDManager scope = manager.newSubManager();
        int from = i * batch;
        NDArray input =
                LiveNetwork.toInput(small.upload(images.range(from, Math.min(images.size(), from + batch)), scope));
        return new Pair(scope, new BatchForward(full, input, from), new BatchForward(small, input.duplicate(), from));
    }

    /** Bytes of what both networks hold of one image where they hold most. */
    private long mostBytesPerImage(Architecture cut) {
        Map<String, Integer> until = new HashMap<>();
        List<Layer> layers = targets.layers();
        for (int i = 0; i < layers.size(); i++) {
            for (String input : layers.get(i).inputs()) {
                until.put(input, i);
            }
        }
        long most = 1;
        for (int i = 0; i < layers.size(); i++) {
            int position = i;
            int ahead = targets.ahead(i);
            most = Math.max(
                    most,
                    held(full.network().architecture(), ahead, until, name -> targets.needed(name, position))
                            + held(cut, i, until, name -> false));
        }
        return most;
    }

    private static long held(Architecture architecture, int run, Map<String, Integer> until, Predicate<String> needed) {
        long bytes = 0;
        Map<String, Shape> shapes = architecture.outputs();
        List<String> made = new ArrayList<>(List.of(Architecture.INPUT));
        architecture.layers().subList(0, run).forEach(layer -> made.add(layer.name()));
        for (String name : made) {
            if (until.getOrDefault(name, -1) >= run || needed.test(name)) {
                bytes += Float.BYTES * shapes.get(name).size();
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        manager.close();
    }
}
