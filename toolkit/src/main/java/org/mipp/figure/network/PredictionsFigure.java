package org.mipp.figure.network;

import java.util.Locale;
import org.mipp.data.Images;
import org.mipp.figure.chart.Figure;
import org.mipp.training.judge.Predictions;

/** Shows images with what a network takes them for. */
public final class PredictionsFigure {

    private static final int MOST = 100;

    private PredictionsFigure() {}

    /**
     * Draws the first images; class and probability, and the label where there is one, stand under the mouse.
     *
     * @param predictions what a network said
     * @return the figure
     */
    public static Figure of(Predictions predictions) {
        Images all = predictions.images();
        Images shown = all.first(Math.min(MOST, all.size())).withoutLabels();
        return ExamplesFigure.of(
                shown, all.name() + ", by " + predictions.network(), image -> said(predictions, image));
    }

    private static String said(Predictions predictions, int image) {
        int label = predictions.classes().get(image);
        return String.format(
                Locale.ROOT,
                "class %d, %.1f %%%s",
                label,
                100 * predictions.probability(image, label),
                predictions.images().labelled() && !predictions.right(image)
                        ? ", labelled " + predictions.images().label(image)
                        : "");
    }
}
