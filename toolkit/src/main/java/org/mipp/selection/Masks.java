package org.mipp.selection;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mipp.capture.Activations;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.LayerNames;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.run.RefusedException;

/**
 * Which nodes of a network stay: what {@code selectMasks} returns.
 *
 * @param activations what the choice rests on; also names the network
 * @param method who chose
 * @param budget when it stopped
 * @param masks one per prunable layer, from inputs to outputs; layers without one stay whole
 * @param paths the removal path of every layer that was chosen from, from inputs to outputs; empty for methods that have none
 * @param warnings what to know before the numbers are believed, for display, those about what was captured among them
 * @param weights what to go on with, where the method has trained the network or set it back while it chose; empty where the
 *     weights are left as they were captured
 * @param provenance seed, samples, device, seconds
 * @param losses what each layer's width costs at the outputs, where the budget was shared out by that
 */
public record Masks(
        Activations activations,
        String method,
        Budget budget,
        List<Mask> masks,
        List<RemovalPath> paths,
        List<String> warnings,
        Optional<Network> weights,
        Provenance provenance,
        List<LossCurve> losses) {

    /** Choices by a budget that was not shared out by measured losses. */
    public Masks(
            Activations activations,
            String method,
            Budget budget,
            List<Mask> masks,
            List<RemovalPath> paths,
            List<String> warnings,
            Optional<Network> weights,
            Provenance provenance) {
        this(activations, method, budget, masks, paths, warnings, weights, provenance, List.of());
    }

    /** Choices of a method that leaves the weights as they are. */
    public Masks(
            Activations activations,
            String method,
            Budget budget,
            List<Mask> masks,
            List<RemovalPath> paths,
            List<String> warnings,
            Provenance provenance) {
        this(activations, method, budget, masks, paths, warnings, Optional.empty(), provenance);
    }

    /**
     * Copies the lists and checks that the masks are those of the network.
     *
     * @throws IllegalArgumentException if they are not
     */
    public Masks {
        masks = complete(masks, activations.stage().network().architecture());
        paths = List.copyOf(paths);
        losses = List.copyOf(losses);
        warnings = Stream.of(activations.warnings().stream(), warnings.stream(), bottlenecks(masks, budget))
                .flatMap(doubts -> doubts)
                .distinct()
                .toList();
    }

    /** Layers that come down to one node without having been told to. */
    private static Stream<String> bottlenecks(List<Mask> masks, Budget budget) {
        List<String> narrow = masks.stream()
                .filter(mask -> mask.nodes() > 1 && mask.kept().size() == 1)
                .map(Mask::layer)
                .toList();
        return narrow.isEmpty() || budget instanceof Budget.KeptCounts
                ? Stream.empty()
                : Stream.of("one node is left of " + String.join(", ", narrow)
                        + ": all that goes on from there passes through it; a floor, as in parameters(0.1).atLeast(0.1),"
                        + " prevents that");
    }

    /**
     * Adds what a budget was shared out by.
     *
     * @param curves what each layer's width costs at the outputs
     * @param doubts of the measurement
     * @return the same choice with these
     */
    public Masks sharedBy(List<LossCurve> curves, List<String> doubts) {
        List<String> all = Stream.concat(warnings.stream(), doubts.stream()).toList();
        return new Masks(activations, method, budget, masks, paths, all, weights, provenance, curves);
    }

    /**
     * Gives one mask for every prunable layer; layers without one stay whole.
     *
     * @param masks some or all of them, in any order
     * @param architecture of the network
     * @return all of them, from inputs to outputs
     * @throws IllegalArgumentException if there are two for a layer, or masks of another network
     */
    public static List<Mask> complete(List<Mask> masks, Architecture architecture) {
        Map<String, Mask> given = masks.stream()
                .collect(Collectors.toMap(Mask::layer, Function.identity(), (one, two) -> {
                    throw new RefusedException(
                            "masks: expected one mask for " + one.layer() + ", got two; leave one out");
                }));
        List<Mask> complete = architecture.prunable().stream()
                .map(layer -> given.getOrDefault(layer.name(), Mask.all(layer)))
                .toList();
        requireFit(complete, architecture);
        List<String> known = complete.stream().map(Mask::layer).toList();
        given.keySet()
                .forEach(name -> LayerNames.require(
                        "masks for " + architecture.name() + ": expected layers", name, known, architecture));
        return complete;
    }

    /**
     * Checks that masks belong to a network.
     *
     * @param architecture of the network
     * @throws IllegalArgumentException if layers or numbers of nodes differ
     */
    public void requireFit(Architecture architecture) {
        requireFit(masks, architecture);
    }

    private static void requireFit(List<Mask> masks, Architecture architecture) {
        Map<String, Integer> expected =
                architecture.prunable().stream().collect(Collectors.toMap(PrunableLayer::name, PrunableLayer::nodes));
        Map<String, Integer> got = masks.stream().collect(Collectors.toMap(Mask::layer, Mask::nodes));
        argument(
                got.equals(expected),
                "masks: expected masks for %s with nodes %s, got masks of another network with %s;"
                        + " capture and select on this network",
                architecture.name(),
                expected,
                got);
    }

    /**
     * Finds a layer's mask.
     *
     * @param layer its name
     * @return the mask
     * @throws IllegalArgumentException if there is no such prunable layer
     */
    public Mask mask(String layer) {
        return masks.stream()
                .filter(mask -> mask.layer().equals(layer))
                .findFirst()
                .orElseThrow(() -> LayerNames.refusal(
                        "mask: expected a layer",
                        layer,
                        masks.stream().map(Mask::layer).toList(),
                        activations.stage().network().architecture()));
    }

    /** {@return the same as one value, for surgery} */
    public KeptNodes kept() {
        return kept(masks);
    }

    /**
     * Puts masks together.
     *
     * @param masks of different layers
     * @return the nodes that stay; layers without a mask stay whole
     */
    public static KeptNodes kept(List<Mask> masks) {
        return KeptNodes.of(masks.stream().collect(Collectors.toMap(Mask::layer, Mask::flags)));
    }

    /**
     * Says which weights the cut takes its own from.
     *
     * @param network that is to be cut
     * @return the method's weights where it has changed them, else the network as it is
     */
    public Network source(Network network) {
        return weights.orElse(network);
    }

    /** {@return a budget that keeps as many nodes of every layer as these masks do, for a fair comparison} */
    public Budget.KeptCounts widths() {
        return new Budget.KeptCounts(masks.stream()
                .collect(Collectors.toMap(Mask::layer, mask -> mask.kept().size())));
    }

    @Override
    public String toString() {
        int kept = masks.stream().mapToInt(mask -> mask.kept().size()).sum();
        int nodes = masks.stream().mapToInt(Mask::nodes).sum();
        return String.format(
                        Locale.ROOT,
                        "Masks by %s, %s: %d of %d nodes stay (%s)%n  ",
                        method,
                        budget,
                        kept,
                        nodes,
                        provenance)
                + masks.stream().map(Mask::toString).collect(Collectors.joining(", "))
                + Notes.of(warnings);
    }
}
