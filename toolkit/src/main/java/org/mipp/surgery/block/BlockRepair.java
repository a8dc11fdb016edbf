package org.mipp.surgery.block;

import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.positive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Masks;
import org.mipp.surgery.repair.AffineNorm;
import org.mipp.surgery.repair.BatchNormAnchor;
import org.mipp.surgery.repair.BatchNormShift;
import org.mipp.surgery.repair.ChannelStatistics;
import org.mipp.surgery.repair.LinearTail;
import org.mipp.surgery.repair.Repair;

/**
 * Repairs a network after a cut block by block instead of layer by layer: wherever two linear maps have nothing but a rectifier
 * between them, as inside a residual block, both are fitted together to what the original network has behind the second, and
 * so to what the block does, not to what each of its layers did. No labels, no learning rate.
 *
 * <p>From input to output, as {@link Repair}: g first, then rounds of variable projection on each pair ({@link PairFit}); the
 * pairs of a chain or a bottleneck overlap, and each starts from what the one before has left. All other maps, the last one
 * among them, get g alone, when what they read is repaired. Never repair by g afterwards: it pulls each layer back to its own
 * former outputs.
 *
 * <p>An addition to the paper. Cost: g, and for each pair and round about three passes of the pair over all images and one
 * least-squares fit; {@link TwinForward} says what stays in memory.
 */
public final class BlockRepair {

    /**
     * What a pair of maps has gained.
     *
     * @param maker the first map
     * @param reader the second map
     * @param withG the mean squared difference behind the second map with g
     * @param fitted the same in the end, never more
     */
    public record PairLoss(String maker, String reader, double withG, double fitted) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s and %s: %.4g with g, %.4g fitted", maker, reader, withG, fitted);
        }
    }

    /**
     * A repaired network.
     *
     * @param network of the same size as the cut one
     * @param pairs what was fitted together, from inputs to outputs
     * @param alone the maps before the last that have g alone, because no rectifier alone stands between them and another map
     */
    public record Result(Network network, List<PairLoss> pairs, List<String> alone) {

        /** Copies the lists. */
        public Result {
            pairs = List.copyOf(pairs);
            alone = List.copyOf(alone);
        }
    }

    private final Network original;
    private final Network cut;
    private final Images images;
    private final Structure structure;
    private final KeptNodes kept;
    private final Masks masks;
    private final int rounds;
    private final Map<String, DownstreamLayer> readers = new HashMap<>(); // linear maps that read prunable nodes
    private final Map<String, RectifiedPair> pairs = new HashMap<>(); // by the first map
    private final Set<String> fitted = new HashSet<>(); // second maps of pairs
    private final List<PairLoss> losses = new ArrayList<>();

    private BlockRepair(Network original, Network cut, Masks masks, int rounds) {
        Architecture architecture = original.architecture();
        this.original = original;
        this.cut = cut;
        this.masks = masks;
        this.images = masks.activations().images();
        this.structure = architecture.structure();
        this.kept = masks.kept();
        this.rounds = rounds;
        for (PrunableLayer layer : architecture.prunable()) {
            layer.readers().forEach(reader -> readers.put(reader.map(), reader));
        }
        RectifiedPair.of(architecture).forEach((maker, pair) -> {
            if (readers.containsKey(pair.reader().name())
                    && takesIntercept(pair.maker())
                    && takesIntercept(pair.reader())) {
                pairs.put(maker, pair);
            }
        });
    }

    private boolean takesIntercept(Layer map) {
        return new AffineNorm(
                        cut, map, LinearTail.of(original.architecture(), map).batchNorm())
                .takesIntercept();
    }

    /**
     * Repairs a network after a cut, with the images that were captured.
     *
     * @param original the network before the cut
     * @param cut the network after it; left as it is
     * @param masks which nodes stayed, and the images
     * @param rounds of variable projection per pair, at least 1; 3 do most of it
     * @return the repaired network, and what was gained where
     * @throws IllegalArgumentException if there are no rounds, or the masks are those of another network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static Result install(Network original, Network cut, Masks masks, int rounds) {
        given(masks, "masks").requireFit(given(original, "a network").architecture());
        return new BlockRepair(original, given(cut, "a network"), masks, positive(rounds, "rounds of block repair"))
                .run(TwinForward.MEMORY);
    }

    static Result install(Network original, Network cut, Masks masks, int rounds, long memory) {
        return new BlockRepair(original, cut, masks, rounds).run(memory);
    }

    private Result run(long memory) {
        List<Layer> layers = original.architecture().layers();
        long units = layers.size() + (long) pairs.size() * rounds;
        try (Progress progress = Progress.of("repairing blocks of " + original.label(), units);
                LiveNetwork full = LiveNetwork.open(original);
                LiveNetwork small = LiveNetwork.open(cut);
                TwinForward twins = new TwinForward(full, small, images, targets(layers), memory)) {
            MapFit maps =
                    new MapFit(cut, small, twins, readers, masks.activations().options(), progress);
            for (int i = 0; i < layers.size(); i++) {
                Layer layer = layers.get(i);
                repair(layer, i, maps);
                progress.advance(1, layer.name());
                twins.moveTo(i + 1);
            }
            return new Result(BatchNormAnchor.set(original, small.snapshot(), images), losses, alone());
        }
    }

    private void repair(Layer layer, int at, MapFit maps) {
        if (readers.containsKey(layer.name()) && !fitted.contains(layer.name())) {
            maps.fit(Aim.of(original.architecture(), layer, at), kept(layer.name()), layer.input(), input -> input);
        }
        RectifiedPair pair = pairs.get(layer.name());
        if (pair != null) {
            String reader = pair.reader().name();
            Aim aim = Aim.of(original.architecture(), pair.reader(), at);
            losses.add(new PairFit(pair, aim, kept(reader), maps).fit(rounds));
            fitted.add(reader);
        }
        if (BatchNormShift.needed(original.architecture(), layer)) {
            shift(layer, maps);
        }
    }

    private int[] kept(String layer) {
        return structure.kept(layer, kept);
    }

    private void shift(Layer norm, MapFit maps) {
        ChannelStatistics before = new ChannelStatistics();
        ChannelStatistics after = new ChannelStatistics();
        maps.twins().forEach((full, small) -> {
            before.add(full.of(norm.input()));
            after.add(small.of(norm.input()));
        });
        BatchNormShift.of(cut, norm, after, before, kept(norm.name())).forEach(maps.small()::set);
    }

    /** What the pruned network aims at when it stands before each layer. */
    private Map<Integer, Set<String>> targets(List<Layer> layers) {
        Architecture architecture = original.architecture();
        Map<Integer, Set<String>> targets = new TreeMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            Set<String> names = new HashSet<>();
            if (readers.containsKey(layer.name())) {
                names.add(Aim.of(architecture, layer, i).target());
            }
            if (pairs.containsKey(layer.name())) {
                names.add(Aim.of(architecture, pairs.get(layer.name()).reader(), i)
                        .target());
            }
            if (BatchNormShift.needed(architecture, layer)) {
                names.add(layer.input());
            }
            targets.put(i, names);
        }
        return targets;
    }

    private List<String> alone() {
        String last = original.architecture().last().name();
        return original.architecture().layers().stream()
                .map(Layer::name)
                .filter(name -> readers.containsKey(name) && !fitted.contains(name))
                .filter(name -> !pairs.containsKey(name) && !name.equals(last))
                .toList();
    }
}
