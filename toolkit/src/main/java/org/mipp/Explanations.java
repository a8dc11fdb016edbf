package org.mipp;

import static org.mipp.run.Checks.given;

import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.experiment.PixelSelection;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.selection.explain.InformationFlow;
import org.mipp.selection.terc.ClosedFormTerc;

/**
 * Why a network keeps what it keeps: reasons of removals, information before and after them, and the pixels that are needed.
 *
 * <p>A layer's removals: {@link #explain explain(masks, "fc1")}. The whole network: {@link #flow flow(masks)}. Its inputs:
 * {@link #selectPixels selectPixels(acts, keep(0.25))}.
 */
public final class Explanations {

    private static final String ACTIVATIONS = "activations";
    private static final String BUDGET = "a budget";
    private static final String MASKS = "masks";

    private Explanations() {}

    /**
     * Explains the removal path of one layer: which of the nodes that are left tell what each node told that goes. In a
     * notebook a slider replays it.
     *
     * @param masks chosen by a method that has removal paths
     * @param layer the layer's name
     * @return the path with its reasons
     * @throws IllegalArgumentException if there is no path of that layer
     */
    public static ExplainedPath explain(Masks masks, String layer) {
        return ExplainedPath.of(given(masks, MASKS), given(layer, "the name of a layer"));
    }

    /**
     * Estimates what every layer tells the next one, all of it and what masks preserve of it.
     *
     * @param masks which nodes stay, by any method
     * @return information in nats, from layer to layer
     */
    public static InformationFlow flow(Masks masks) {
        return InformationFlow.of(given(masks, MASKS));
    }

    /**
     * Chooses which pixels a network needs, by the test that chooses nodes, applied to the input layer.
     *
     * @param activations of a network whose first linear map is fully connected
     * @param budget when to stop, for example {@code keep(0.25)}
     * @return the pixels that stay; {@link PixelSelection#apply(Dataset)} sets the others to their mean
     */
    public static PixelSelection selectPixels(Activations activations, Budget budget) {
        return PixelSelection.of(
                given(activations, ACTIVATIONS), new ClosedFormTerc(Regularisation.DEFAULT), given(budget, BUDGET));
    }
}
