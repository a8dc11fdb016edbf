package org.mipp.figure.network;

import java.util.List;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.training.CurvePoint;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.loss.TrainingLoss;

/** Shows how training went. */
public final class LearningCurveFigure {

    private LearningCurveFigure() {}

    /**
     * Draws loss and accuracy over epochs.
     *
     * @param trained the trained network
     * @return the figure
     */
    public static Figure of(TrainedNetwork trained) {
        List<Double> epochs = trained.curve().stream().map(CurvePoint::epoch).toList();
        List<Double> losses = trained.curve().stream().map(CurvePoint::loss).toList();
        List<Double> accuracies =
                trained.curve().stream().map(point -> 100 * point.accuracy()).toList();
        double last = epochs.isEmpty() ? 1 : epochs.get(epochs.size() - 1);
        double test = 100 * trained.test().accuracy();
        boolean labels = trained.plan().loss() instanceof TrainingLoss.Labels;
        return new Panels(trained.label() + " on " + trained.dataset().name(), 2, 2)
                .panel(
                        "what is minimised",
                        "epochs",
                        labels ? "cross-entropy of the batches, nats" : "divergence of the batches, nats")
                .axis("x", "range", List.of(0, last))
                .add(Trace.line(epochs, losses, Palette.BLUE).named("loss").with("showlegend", false))
                .panel("what is wanted", "epochs", labels ? "accuracy, %" : "agreement with the teacher, %")
                .axis("x", "range", List.of(0, last))
                .add(Trace.line(epochs, accuracies, Palette.BLUE).grouped("batches while training", true))
                .add(Trace.line(List.of(0.0, last), List.of(test, test), Palette.VERMILION)
                        .dashed()
                        .grouped(String.format(java.util.Locale.ROOT, "test images at the end: %.2f %%", test), true))
                .figure();
    }
}
