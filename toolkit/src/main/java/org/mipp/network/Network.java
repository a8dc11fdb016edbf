package org.mipp.network;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Cost;
import org.mipp.run.ClosestName;
import org.mipp.run.RefusedException;
import org.mipp.run.TextColumn;

/**
 * A network: an architecture and its weights. Immutable; every operation on networks returns a new one.
 *
 * @param architecture the layers
 * @param weights one tensor per parameter and running statistic, by PyTorch's name, for example {@code conv1.weight}
 */
public record Network(Architecture architecture, Map<String, Tensor> weights) implements NetworkStage {

    private static final int MOST_NAMED = 3; // parameters in a refusal

    /**
     * Checks that the weights are those of the architecture.
     *
     * @throws IllegalArgumentException if weights are missing or surplus (it lists them) or of another shape
     */
    public Network {
        weights = fitted(architecture, weights);
    }

    private static Map<String, Tensor> fitted(Architecture architecture, Map<String, Tensor> weights) {
        Map<String, Shape> expected = new LinkedHashMap<>(architecture.parameters());
        expected.putAll(architecture.buffers());
        Set<String> missing = new TreeSet<>(expected.keySet());
        missing.removeAll(weights.keySet());
        Set<String> surplus = new TreeSet<>(weights.keySet());
        surplus.removeAll(expected.keySet());
        argument(
                missing.isEmpty() && surplus.isEmpty(),
                "weights of %s: expected exactly its parameters, missing %s, surplus %s",
                architecture.name(),
                missing,
                surplus);
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        expected.forEach((name, shape) -> {
            Tensor tensor = weights.get(name);
            argument(
                    tensor.shape().equals(shape),
                    "weight %s of %s: expected the shape %s, got %s",
                    name,
                    architecture.name(),
                    shape,
                    tensor.shape());
            ordered.put(name, tensor);
        });
        return Collections.unmodifiableMap(ordered);
    }

    /**
     * Finds a weight.
     *
     * @param name its name, for example {@code conv1.weight}
     * @return the tensor
     * @throws IllegalArgumentException if there is none of that name
     */
    public Tensor weight(String name) {
        Tensor tensor = weights.get(given(name, "the name of a weight"));
        if (tensor == null) { // looked up by loops: the closest name is looked for only where it is needed
            throw new RefusedException("weight: expected one of " + weights.keySet() + ", got '" + name + "'"
                    + ClosestName.didYouMean(name, weights.keySet()));
        }
        return tensor;
    }

    /**
     * Refuses weights that no answer can rest on. Looked for once per tensor; all of ResNet-18's take 3 ms, 22 in a JVM that has just started.
     *
     * @return the same network
     * @throws NotFiniteException if a weight is NaN or infinite: it says of which parameters, how many and where the first is
     */
    public Network requireFinite() {
        List<String> found = weights.entrySet().stream()
                .filter(weight -> weight.getValue().firstNotFinite() >= 0)
                .map(weight -> notFinite(weight.getKey(), weight.getValue()))
                .toList();
        if (!found.isEmpty()) {
            throw new NotFiniteException(
                    "weights of " + label(),
                    String.join(", ", found.subList(0, Math.min(MOST_NAMED, found.size())))
                            + (found.size() > MOST_NAMED ? " and in " + (found.size() - MOST_NAMED) + " more" : ""));
        }
        return this;
    }

    private static String notFinite(String name, Tensor tensor) {
        return String.format(
                Locale.ROOT,
                "%s in %s (%,d of %,d values, the first at index %d)",
                tensor.toArray()[tensor.firstNotFinite()],
                name,
                tensor.countNotFinite(),
                tensor.shape().size(),
                tensor.firstNotFinite());
    }

    /**
     * Identifies the network by its weights: the same in every process, for files that refer to it.
     *
     * @return the start of a SHA-256 over names, shapes and values, in hexadecimal digits
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            weights.forEach((name, tensor) -> {
                float[] values = tensor.toArray();
                ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
                bytes.asFloatBuffer().put(values);
                digest.update(
                        (name + " " + Arrays.toString(tensor.shape().getShape())).getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Replaces some weights.
     *
     * @param replacements new tensors by name, of the old shapes
     * @return the changed network
     * @throws IllegalArgumentException if a name or shape does not fit
     */
    public Network withWeights(Map<String, Tensor> replacements) {
        Map<String, Tensor> changed = new LinkedHashMap<>(weights);
        changed.putAll(given(replacements, "weights"));
        return new Network(architecture, changed);
    }

    /**
     * Makes a block of DJL that computes what this network does, for DJL's models, predictors and trainers in the same program.
     *
     * <pre>{@code
     * try (Model model = Model.newInstance("small")) {
     *     Block block = network.block();
     *     block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 1, 28, 28));
     *     model.setBlock(block);
     *     model.save(folder, "small");   // and model.load(folder, "small") into the block of the same architecture
     * }
     * }</pre>
     *
     * @return a new block, with the weights of this network once it is initialised
     */
    public NetworkBlock block() {
        return new NetworkBlock(this);
    }

    @Override
    public Network network() {
        return this;
    }

    @Override
    public String label() {
        return architecture.name();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d parameters, %,d MACs, %d prunable nodes%n",
                architecture.name(),
                architecture.parameterCount(),
                architecture.macs(),
                architecture.nodes()));
        String layer = TextColumn.of(8, architecture.costs().stream().map(Cost::layer));
        for (Cost cost : architecture.costs()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  " + layer + " %-14s %,10d parameters %,12d MACs%n",
                    cost.layer(),
                    cost.output(),
                    cost.parameters(),
                    cost.macs()));
        }
        return text.toString().stripTrailing();
    }
}
