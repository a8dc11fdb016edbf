package org.mipp.baseline.magnitude;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.mipp.baseline.Candidates;
import org.mipp.baseline.NodeSums;
import org.mipp.baseline.Ranking;
import org.mipp.baseline.WeightNorms;
import org.mipp.network.Network;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.run.ledger.SettingsKey;

/**
 * Network slimming without its training: keeps the nodes whose batch norms have the largest absolute scales (Liu, Li, Shen,
 * Huang, Yan, Zhang, Learning Efficient Convolutional Networks through Network Slimming, arXiv:1708.06519). Departures: the
 * network is taken as it is instead of trained with a penalty on the scales; scales of all batch norms that a node passes
 * through are added; one node of every layer stays.
 */
public final class Slimming extends Ranking {

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("slimming", 1));
    }

    @Override
    public String name() {
        return "slimming";
    }

    @Override
    public Map<String, double[]> scores(Candidates candidates) {
        Network network = candidates.network();
        Structure structure = candidates.structure();
        Set<String> scales = NodeSums.parameters(structure, NodeSums.Part.SCALES);
        Function<String, double[]> values = name -> WeightNorms.widened(network.weight(name));
        Map<String, double[]> normalised = NodeSums.of(structure, scales, values, scale -> 1);
        List<String> without = candidates.layers().stream()
                .map(PrunableLayer::name)
                .filter(layer -> Arrays.stream(normalised.get(layer)).anyMatch(count -> count == 0))
                .toList();
        argument(
                without.isEmpty(),
                "%s: expected a batch norm behind every node, got none behind those of %s;"
                        + " leave these layers out or choose another method",
                name(),
                without);
        return NodeSums.of(structure, scales, values, Math::abs);
    }
}
