package org.mipp;

import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import java.util.List;
import java.util.Map;
import org.mipp.data.Images;
import org.mipp.experiment.Score;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.network.NodePictures;
import org.mipp.figure.network.PairsFigure;
import org.mipp.figure.pruning.MaskStripsFigure;
import org.mipp.figure.pruning.ScoresFigure;
import org.mipp.figure.pruning.SharingFigure;
import org.mipp.figure.pruning.SideBySideFigure;
import org.mipp.information.Information;
import org.mipp.selection.Masks;

/**
 * Figures that put several results into one. A single result needs none of these: it shows its own figure, in a notebook as
 * soon as a cell ends with it.
 *
 * <pre>{@code
 * strips(mine, theirs); // masks of several methods
 * sharing(masks);       // what a measured budget rests on
 * filters(masks, "conv1");                            // which filters stay
 * featureMaps(masks, "conv1", digits.test().first(1)); // and what they make of an image
 * sideBySide("fc1", estimateMi(acts, gaussian()), estimateMi(acts, ksg(3)));
 * }</pre>
 */
public final class Pictures {

    private Pictures() {}

    /**
     * Draws masks as strips, one below the other: do methods keep the same nodes?
     *
     * @param masks of one network, at least one
     * @return the figure
     * @throws IllegalArgumentException if there is none, or they are of different networks
     */
    public static Figure strips(Masks... masks) {
        return MaskStripsFigure.of(givenAll(masks, "masks"));
    }

    /**
     * Draws what the width of each layer costs at the outputs, and what each layer pays: {@code sharing(selectMasks(acts,
     * measured(macs(0.25))))}.
     *
     * @param masks chosen by a budget that was shared out by measured losses
     * @return the figure
     * @throws IllegalArgumentException if it was not
     */
    public static Figure sharing(Masks masks) {
        return SharingFigure.of(given(masks, "masks"));
    }

    /**
     * Draws the incoming weights of a layer's nodes as pictures, with those marked that stay.
     *
     * @param masks which nodes stay
     * @param layer the layer's name
     * @return the figure
     * @throws IllegalArgumentException if there is no such layer
     */
    public static Figure filters(Masks masks, String layer) {
        return NodePictures.filters(given(masks, "masks"), given(layer, "the name of a layer"));
    }

    /**
     * Draws what every filter of a layer makes of an image, with those marked that stay.
     *
     * @param masks which nodes stay
     * @param layer the layer's name
     * @param images of which the first is taken
     * @return the figure
     * @throws IllegalArgumentException if there is no such layer, or its nodes are not filters
     */
    public static Figure featureMaps(Masks masks, String layer, Images images) {
        return NodePictures.featureMaps(
                given(masks, "masks"), given(layer, "the name of a layer"), given(images, "images"));
    }

    /**
     * Draws what two or more estimators say of the nodes of one layer.
     *
     * @param layer the layer's name
     * @param estimates of that layer, two or more
     * @return the figure
     * @throws IllegalArgumentException if there are fewer than two, or one lacks the layer
     */
    public static Figure sideBySide(String layer, Information... estimates) {
        return SideBySideFigure.of(given(layer, "the name of a layer"), List.of(givenAll(estimates, "an estimate")));
    }

    /**
     * Draws what contestants reached from several seeds, one dot per seed: {@code dots("trained for 2 epochs", scores)}.
     *
     * @param title above the figure
     * @param scores one per contestant and seed; those of each contestant in the order of the seeds
     * @return the figure; its legend says means and ranges
     * @throws IllegalArgumentException if there is no score
     */
    public static Figure dots(String title, List<Score> scores) {
        return ScoresFigure.dots(given(title, "a title"), givenAll(scores, "scores"));
    }

    /**
     * Draws mean and range over the seeds against a number: {@code ranges("networks that see few pixels", "pixels", scores)}.
     *
     * @param title above the figure
     * @param axis what the number is
     * @param scores by that number
     * @return the figure
     * @throws IllegalArgumentException if there is no score
     */
    public static Figure ranges(String title, String axis, Map<Integer, List<Score>> scores) {
        givenAll(given(scores, "scores").keySet(), "a number");
        givenAll(scores.values(), "scores");
        return ScoresFigure.ranges(given(title, "a title"), given(axis, "the name of the axis"), scores);
    }

    /**
     * Draws the first ten images, and below them what became of them: {@code pairs(digits.test(), deformed.test())}.
     *
     * @param before the upper row
     * @param after the lower row, equally many and in the same order
     * @return the figure
     * @throws IllegalArgumentException if there are more of one than of the other
     */
    public static Figure pairs(Images before, Images after) {
        return PairsFigure.of(given(before, "images"), given(after, "images"));
    }
}
