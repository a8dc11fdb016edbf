package org.mipp;

import static org.mipp.run.Checks.given;

import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.experiment.pruned.Exploration;
import org.mipp.experiment.pruned.PixelSelection;
import org.mipp.experiment.pruned.PixelTarget;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.NetworkStage;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.selection.explain.ExplainedPaths;
import org.mipp.selection.explain.InformationFlow;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.training.judge.ChangedAnswers;
import org.mipp.training.judge.Confusion;

/**
 * Why a network keeps what it keeps: reasons of removals, information before and after them, and the pixels that are needed.
 *
 * <pre>{@code
 * explain(masks, "fc1");          // a layer's removals
 * explain(masks);                 // all of them
 * flow(masks);                    // the whole network
 * selectPixels(acts, keep(0.25)); // its inputs
 * selectChannels(acts, keep(0.5)); // colours of its images
 * confusion(small, digits);       // which class is taken for which
 * changes(lenet, small, digits);  // the images that became wrong or right
 * explore(lenet, acts);           // a slider over budgets
 * }</pre>
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
     * Explains the removal paths of all layers: {@code explain(masks)}.
     *
     * @param masks chosen by a method that has removal paths
     * @return every path with its reasons
     * @throws IllegalArgumentException if the masks have no removal paths
     */
    public static ExplainedPaths explain(Masks masks) {
        return ExplainedPaths.of(given(masks, MASKS));
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
     * Chooses which pixels a network needs, by the test that chooses nodes, applied to the input layer: by what the first linear map
     * makes of them, or, where that is a convolution, by the labels of the captured images.
     *
     * @param activations of a network
     * @param budget when to stop, for example {@code keep(0.25)}
     * @return the pixels that stay; {@link PixelSelection#apply(Dataset)} sets the others to their mean, and {@link
     *     PixelSelection#repaired} repairs the network for such images
     * @throws IllegalArgumentException if the first linear map is not fully connected and the images have no labels
     */
    public static PixelSelection selectPixels(Activations activations, Budget budget) {
        return PixelSelection.of(
                given(activations, ACTIVATIONS), new ClosedFormTerc(Regularisation.DEFAULT), given(budget, BUDGET));
    }

    /**
     * Chooses which pixels tell most of a target: {@code selectPixels(acts, keep(0.25), PixelTarget.LABELS)}.
     *
     * @param activations of a network
     * @param budget when to stop, for example {@code keep(0.25)}
     * @param target the labels, or what the first linear maps make of the pixels
     * @return the pixels that stay; what to do with them as in {@link #selectPixels(Activations, Budget)}
     * @throws IllegalArgumentException if the images have no labels, or the first linear map is not fully connected, where these are
     *     the target
     */
    public static PixelSelection selectPixels(Activations activations, Budget budget, PixelTarget target) {
        return PixelSelection.of(
                given(activations, ACTIVATIONS),
                given(target, "a target"),
                new ClosedFormTerc(Regularisation.DEFAULT),
                given(budget, BUDGET));
    }

    /**
     * Chooses which channels of its images a network needs, by what its first linear map makes of them, a convolution for example.
     *
     * @param activations of a network that reads images of several channels
     * @param budget when to stop, for example {@code keep(0.5)}
     * @return the channels that stay; what to do with them as in {@link #selectPixels(Activations, Budget)}
     * @throws IllegalArgumentException if there is one channel, or no linear map reads them
     */
    public static PixelSelection selectChannels(Activations activations, Budget budget) {
        return PixelSelection.ofChannels(
                given(activations, ACTIVATIONS), new ClosedFormTerc(Regularisation.DEFAULT), given(budget, BUDGET));
    }

    /**
     * Counts what a network takes the test images of each class for.
     *
     * @param network at any stage
     * @param data with labels
     * @return the confusion matrix and the accuracy of each class
     * @throws IllegalArgumentException if the images have no labels
     */
    public static Confusion confusion(NetworkStage network, Dataset data) {
        return confusion(network, given(data, "a data set").test());
    }

    /**
     * Counts what a network takes images of each class for.
     *
     * @param network at any stage
     * @param images with labels
     * @return the confusion matrix and the accuracy of each class
     * @throws IllegalArgumentException if the images have no labels
     */
    public static Confusion confusion(NetworkStage network, Images images) {
        return Confusion.of(given(network, "a network"), given(images, "images"));
    }

    /**
     * Finds the test images that became wrong or right: {@code changes(lenet, small, digits)}.
     *
     * @param before a network
     * @param after what became of it
     * @param data whose test images are looked at
     * @return the images with both answers
     * @throws IllegalArgumentException if the networks have different numbers of classes
     */
    public static ChangedAnswers changes(NetworkStage before, NetworkStage after, Dataset data) {
        return changes(before, after, given(data, "a data set").test());
    }

    /**
     * Finds the images that became wrong or right.
     *
     * @param before a network
     * @param after what became of it
     * @param images to look at; without labels all that changed are shown
     * @return the images with both answers
     * @throws IllegalArgumentException if the networks have different numbers of classes
     */
    public static ChangedAnswers changes(NetworkStage before, NetworkStage after, Images images) {
        return ChangedAnswers.of(given(before, "a network"), given(after, "a network"), given(images, "images"));
    }

    /**
     * Prunes a network at twelve budgets, for a figure with a slider: what stays, accuracy cut and repaired, which nodes went
     * last.
     *
     * @param network one whose data are known, trained here or evaluated
     * @param activations captured from it
     * @return the network at every budget
     * @throws IllegalArgumentException if the data are not known
     */
    public static Exploration explore(NetworkStage network, Activations activations) {
        return Exploration.of(given(network, "a network"), given(activations, ACTIVATIONS), Methods.mipp());
    }
}
