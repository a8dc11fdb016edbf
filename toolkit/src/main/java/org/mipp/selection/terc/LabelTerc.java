package org.mipp.selection.terc;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mipp.capture.Activations;
import org.mipp.capture.LabelCapture;
import org.mipp.capture.LayerActivations;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;

/**
 * TERC in closed form with the labels as targets: keeps the nodes from which the labels are most predictable, {@code
 * I(layer; labels)}, which is what Theorem 2 of the paper (Westphal, Hailes, Musolesi, arXiv:2411.00147) is about. It uses
 * labels, where {@link ClosedFormTerc} uses none.
 *
 * <p>Departures: labels are one-hot and Gaussian like all else; convolutions are seen on a coarse grid, see {@link
 * LabelCapture}. Every layer has the same targets, so what is pruned behind it makes no difference.
 *
 * <p>Cost: one pass over the captured images, then O(p^3) per layer of p columns.
 *
 * @param regularisation ridge and noise of the Gaussian model
 */
public record LabelTerc(Regularisation regularisation) implements SelectionMethod {

    @Override
    public String name() {
        return "MIPP, labels as targets";
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        Map<String, LayerActivations> labelled = LabelCapture.of(activations).stream()
                .collect(Collectors.toMap(LayerActivations::name, Function.identity()));
        ClosedFormTerc search = new ClosedFormTerc(regularisation);
        int nodes = activations.layers().stream()
                .mapToInt(layer -> layer.layer().nodes())
                .sum();
        return new BackwardSweep(
                        activations, name(), budget, activations.provenance().seed(), Optional.empty())
                .select(activations.layers(), nodes, (layer, targets, stop, warnings, progress) -> {
                    LayerActivations seen = labelled.get(layer.name());
                    return search.path(seen, ClosedFormTerc.allTargets(seen), stop, warnings, progress);
                });
    }
}
