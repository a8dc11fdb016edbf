package org.mipp.network.weights;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.mipp.network.Tensor;

/**
 * Named tensors as a file holds them, before they are known to fit a network. Immutable; both maps keep their order.
 *
 * <pre>{@code
 * Weights weights = WeightsFile.read(Path.of("resnet20.safetensors"))
 *         .withoutPrefix("module.")
 *         .withoutBatchCounters()
 *         .matching(architecture.parameters());
 * }</pre>
 *
 * @param tensors tensors by name, for example {@code conv1.weight}
 * @param metadata what the file says about itself, free text by free name
 */
public record Weights(Map<String, Tensor> tensors, Map<String, String> metadata) {

    private static final int NAMES_SHOWN = 12;
    private static final String BATCH_COUNTER = "num_batches_tracked";

    /** Copies both maps. */
    public Weights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Makes weights without metadata.
     *
     * @param tensors tensors by name
     * @return the weights
     */
    public static Weights of(Map<String, Tensor> tensors) {
        return new Weights(tensors, Map.of());
    }

    /**
     * Checks that these are exactly the tensors expected, and puts them into the expected order.
     *
     * @param expected shapes by name
     * @return the same weights in the order of {@code expected}
     * @throws IllegalArgumentException if tensors are missing, surplus or of another shape; it lists all of them at once
     */
    public Weights matching(Map<String, Shape> expected) {
        List<String> missing = new ArrayList<>(expected.keySet());
        missing.removeAll(tensors.keySet());
        List<String> surplus = new ArrayList<>(tensors.keySet());
        surplus.removeAll(expected.keySet());
        List<String> misshapen = new ArrayList<>();
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        expected.forEach((name, shape) -> {
            Tensor tensor = tensors.get(name);
            if (tensor != null && !tensor.shape().equals(shape)) {
                misshapen.add(name + " (expected " + shape + ", got " + tensor.shape() + ")");
            } else if (tensor != null) {
                ordered.put(name, tensor);
            }
        });
        argument(
                missing.isEmpty() && surplus.isEmpty() && misshapen.isEmpty(),
                "weights: expected exactly the %d tensors of the network, got %d; missing %s; surplus %s; of another"
                        + " shape %s; rename or drop some, or choose the architecture that the file was written for",
                expected.size(),
                tensors.size(),
                listed(missing),
                listed(surplus),
                listed(misshapen));
        return new Weights(ordered, metadata);
    }

    private static String listed(Collection<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String shown = String.join(", ", names.stream().limit(NAMES_SHOWN).toList());
        int more = names.size() - NAMES_SHOWN;
        return names.size() + ": " + shown + (more > 0 ? " and " + more + " more" : "");
    }

    /**
     * Renames the tensors.
     *
     * @param newName gives the new name for the old one
     * @return the same tensors under their new names, in the same order
     * @throws IllegalArgumentException if two tensors would get the same name
     */
    public Weights renamed(UnaryOperator<String> newName) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> argument(
                renamed.put(newName.apply(name), tensor) == null,
                "weights: expected a name of its own for every tensor, got %s twice, the second time for %s",
                newName.apply(name),
                name));
        return new Weights(renamed, metadata);
    }

    /**
     * Strips a prefix from the names that begin with it, such as the {@code module.} that PyTorch puts before every name
     * of a network trained on several devices.
     *
     * @param prefix what to strip
     * @return the same tensors; names that do not begin so stay as they are
     * @throws IllegalArgumentException if two tensors would get the same name
     */
    public Weights withoutPrefix(String prefix) {
        return renamed(name -> name.startsWith(prefix) ? name.substring(prefix.length()) : name);
    }

    /**
     * Drops tensors.
     *
     * @param dropped says by name which
     * @return the others
     */
    public Weights without(Predicate<String> dropped) {
        Map<String, Tensor> kept = new LinkedHashMap<>(tensors);
        kept.keySet().removeIf(dropped);
        return new Weights(kept, metadata);
    }

    /**
     * Drops PyTorch's {@code num_batches_tracked}, a count that batch normalisation keeps while it is trained and that
     * its result does not depend on.
     *
     * @return the other tensors
     */
    public Weights withoutBatchCounters() {
        return without(name -> name.equals(BATCH_COUNTER) || name.endsWith("." + BATCH_COUNTER));
    }

    @Override
    public String toString() {
        return "Weights: " + tensors.size() + " tensors, metadata " + metadata;
    }
}
