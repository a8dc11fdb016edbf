package org.mipp.surgery;

import static org.mipp.run.Checks.given;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.RelativeDifference;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.run.RandomOrder;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Mask;

/**
 * Whether pruning understands a network: every prunable layer loses half of its nodes, alone, once by cutting and once by
 * setting all weights that read these nodes to zero; both networks have to compute the same for random images. Worth a
 * look before a network of your own is pruned. Print it to see it.
 *
 * <p>Some weights would hide a difference: a last layer of zeros, or rectifiers that let nothing of a layer through. So the
 * same is done once more with random weights above zero in their place.
 *
 * @param network what was checked
 * @param layers what came out for each prunable layer, from inputs to outputs
 * @param excluded the linear maps whose nodes cannot be pruned, with the reason
 * @param seed of images and nodes
 */
public record StructureCheck(String network, List<Finding> layers, Map<String, String> excluded, long seed) {

    /** The largest relative difference that rounding may make. */
    public static final double TOLERANCE = 1e-4;

    private static final int IMAGES = 4;

    /**
     * What came out for a layer.
     *
     * @param layer its name
     * @param nodes how many it has
     * @param cut how many of them were removed; none from a layer all of whose nodes are needed
     * @param difference the largest difference between the outputs of both networks, relative to the largest output; NaN
     *     if they cannot be compared
     * @param problem why the network could not be cut; empty if it could
     */
    public record Finding(String layer, int nodes, int cut, double difference, Optional<String> problem) {

        /** {@return whether nodes were removed and both networks compute the same} */
        public boolean verified() {
            return cut > 0 && difference <= TOLERANCE;
        }

        @Override
        public String toString() {
            String what = layer + ": " + cut + " of " + nodes + " nodes cut, ";
            if (problem.isPresent()) {
                return what + "NOT VERIFIED, " + problem.get();
            }
            if (cut == 0) {
                return what + "not checked, every node is needed";
            }
            String size = String.format(Locale.ROOT, "relative difference %.1g", difference);
            return what + (verified() ? "verified, " : "NOT VERIFIED, ") + size;
        }
    }

    /** Copies the collections. */
    public StructureCheck {
        layers = List.copyOf(layers);
        excluded = Collections.unmodifiableMap(new LinkedHashMap<>(excluded));
    }

    /**
     * Checks a network, with seed 0. Cost: four forward passes of four images per prunable layer.
     *
     * @param network the network, pruned or not
     * @return what came out
     */
    public static StructureCheck of(NetworkStage network) {
        return of(network, 0);
    }

    /**
     * Checks a network.
     *
     * @param network the network, pruned or not
     * @param seed of images and nodes
     * @return what came out
     */
    public static StructureCheck of(NetworkStage network, long seed) {
        Network whole = given(network, "a network").network();
        Structure structure = whole.architecture().structure();
        List<Finding> findings = new ArrayList<>();
        try (Progress progress = Progress.of("check", structure.prunable().size())) {
            for (PrunableLayer layer : structure.prunable()) {
                findings.add(finding(whole, layer, seed));
                progress.advance(1, layer.name());
            }
        }
        return new StructureCheck(network.label(), findings, structure.excluded(), seed);
    }

    /** {@return whether every prunable layer from which nodes can go is verified} */
    public boolean passed() {
        return layers.stream()
                .allMatch(finding -> finding.verified() || finding.problem().isEmpty() && finding.cut() == 0);
    }

    /** Cuts half of one layer; where it reads and is read is what the structure says. */
    static Finding finding(Network whole, PrunableLayer layer, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mask mask = half(layer, random);
        float[] images = images(whole, random);
        int removed = layer.nodes() - mask.kept().size();
        try {
            double difference = Math.max(
                    difference(whole, layer, mask, images), difference(positive(whole, random), layer, mask, images));
            return new Finding(layer.name(), layer.nodes(), removed, difference, Optional.empty());
        } catch (RefusedException e) {
            Optional<String> problem = Optional.of(String.valueOf(e.getMessage()));
            return new Finding(layer.name(), layer.nodes(), removed, Double.NaN, problem);
        }
    }

    private static double difference(Network network, PrunableLayer layer, Mask mask, float[] images) {
        return RelativeDifference.between(
                logits(masked(network, layer, mask), images), logits(Cut.apply(network, List.of(mask)), images));
    }

    /** Half of the nodes, and one more for every map that would be left without. */
    private static Mask half(PrunableLayer layer, SplittableRandom random) {
        int half = (layer.nodes() + 1) / 2;
        List<Integer> kept = new ArrayList<>(Arrays.stream(RandomOrder.some(half, layer.nodes(), random))
                .boxed()
                .toList());
        for (List<Integer> part : layer.parts()) {
            if (Collections.disjoint(kept, part)) {
                kept.add(part.get(0));
            }
        }
        return new Mask(layer.name(), layer.nodes(), kept);
    }

    /** The same network with the weights that read removed nodes set to zero. */
    private static Network masked(Network network, PrunableLayer layer, Mask mask) {
        boolean[] kept = mask.flags();
        Map<String, Tensor> changed = new LinkedHashMap<>();
        for (DownstreamLayer reader : layer.readers()) {
            String name = reader.map() + ".weight";
            Tensor whole = network.weight(name);
            float[] weights = whole.toArray();
            LinearMap map = network.architecture().map(reader.map());
            int[] nodes = reader.nodeOfInput(map.inputs());
            for (int i = 0; i < weights.length; i++) {
                int node = nodes[i % map.columns() / map.columnsPerInput()];
                weights[i] = node >= 0 && !kept[node] ? 0 : weights[i];
            }
            changed.put(name, Tensor.of(whole.shape(), weights));
        }
        return network.withWeights(changed);
    }

    /**
     * The same structure with weights that let everything through: above zero, as the images are, and of mean 1 / inputs, so
     * that nothing grows from map to map.
     */
    private static Network positive(Network network, SplittableRandom random) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        network.weights().forEach((name, tensor) -> {
            Shape shape = tensor.shape();
            float[] values = tensor.toArray();
            double mean = shape.dimension() > 1 ? (double) shape.get(0) / shape.size() : 1;
            for (int i = 0; i < values.length; i++) {
                values[i] = name.endsWith(".running_mean") ? 0 : (float) (mean * (0.5 + random.nextDouble()));
            }
            weights.put(name, Tensor.of(shape, values));
        });
        return network.withWeights(weights);
    }

    private static Shape batch(Network network) {
        return new Shape(IMAGES).addAll(network.architecture().input());
    }

    private static float[] images(Network network, SplittableRandom random) {
        float[] images = new float[Math.toIntExact(batch(network).size())];
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        return images;
    }

    private static float[] logits(Network network, float[] images) {
        try (LiveNetwork live = LiveNetwork.open(network)) {
            return live.forward(live.manager().create(images, batch(network))).toFloatArray();
        }
    }

    @Override
    public String toString() {
        long verified = layers.stream().filter(Finding::verified).count();
        return "Structure of " + network + ": " + verified + " of " + layers.size() + " prunable layers verified (seed "
                + seed
                + ")\n"
                + layers.stream().map(finding -> "  " + finding + "\n").collect(Collectors.joining())
                + excluded.entrySet().stream()
                        .map(entry -> "  " + entry.getKey() + ": not prunable, " + entry.getValue())
                        .collect(Collectors.joining("\n"));
    }
}
