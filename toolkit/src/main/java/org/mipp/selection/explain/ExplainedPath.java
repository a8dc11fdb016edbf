package org.mipp.selection.explain;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mipp.capture.LayerActivations;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.LayerNames;
import org.mipp.run.Provenance;
import org.mipp.selection.Masks;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.terc.RemainingTargets;

/**
 * A removal path with the reasons: for every node that goes, which of the nodes that are left tell what it told.
 *
 * <p>Such a set of nodes is what feature selection calls a Markov blanket. It is sought greedily, by the Gaussian closed
 * form on the captured moments, whatever estimator chose the path; holders may go themselves later on, and theirs say then
 * where the information is.
 *
 * @param path the path
 * @param reasons one per removal, in its order
 * @param provenance seed, samples, device, seconds
 */
public record ExplainedPath(RemovalPath path, List<Redundancy> reasons, Provenance provenance) {

    private static final int LINES = 8;
    private static final double LEAST = 0.00005; // nats: less would be written as zero

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is not one reason per removal
     */
    public ExplainedPath {
        reasons = List.copyOf(reasons);
        argument(
                reasons.size() == path.removals().size(),
                "explained path of %s: expected one reason per removal, %d, got %d",
                path.layer(),
                path.removals().size(),
                reasons.size());
    }

    /**
     * Explains the removal path of one layer. Cost: O(p^2) per removal for p columns, beside the covariances' O(p^2 q).
     *
     * @param masks chosen by a method that has removal paths
     * @param layer the layer's name
     * @return the path with its reasons
     * @throws IllegalArgumentException if there is no path of that layer
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one removal
     */
    public static ExplainedPath of(Masks masks, String layer) {
        Architecture architecture = masks.activations().stage().network().architecture();
        RemovalPath path = masks.paths().stream()
                .filter(candidate -> candidate.layer().equals(layer))
                .findFirst()
                .orElseThrow(() -> LayerNames.refusal(
                        "explain: expected a layer with a removal path",
                        layer,
                        masks.paths().stream().map(RemovalPath::layer).toList(),
                        architecture));
        RemainingTargets targets = new RemainingTargets(architecture);
        for (LayerActivations candidate :
                RemainingTargets.outputsToInputs(masks.activations().layers())) {
            if (candidate.name().equals(layer)) {
                return RedundancySearch.of(
                        candidate,
                        candidate.layer().readers().stream().map(targets::of).toList(),
                        path,
                        masks.activations().provenance());
            }
            targets.keepOnly(masks.mask(candidate.name()));
        }
        throw new IllegalStateException("masks with a path of a layer that was not captured: " + layer);
    }

    /**
     * Tells one step of the path.
     *
     * @param step from 0
     * @return which node goes, what it costs, and who tells what it told
     */
    public String describe(int step) {
        Removal removal = path.removals().get(step);
        return String.format(
                Locale.ROOT,
                "node %d %s: %s nats are its own, %s",
                removal.node(),
                step < path.taken() ? "goes" : "stays",
                Math.abs(removal.nats()) < LEAST
                        ? "less than 0.0001"
                        : String.format(Locale.ROOT, "%.4f", removal.nats()),
                reasons.get(step));
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Removal path of %s: %d of %d nodes go (%s)",
                path.layer(),
                path.taken(),
                path.nodes(),
                provenance));
        for (int step = 0; step < Math.min(LINES, reasons.size()); step++) {
            lines.add("  " + describe(step));
        }
        if (reasons.size() > LINES) {
            lines.add("  and " + (reasons.size() - LINES) + " more steps");
        }
        return String.join(System.lineSeparator(), lines);
    }
}
