package org.mipp.figure.estimator;

import java.util.List;
import java.util.Locale;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.information.neural.NeuralEstimate;

/** Shows how a network learned to estimate: training and validation values, where it stopped, and what it then said. */
public final class NeuralEstimateFigure {

    private NeuralEstimateFigure() {}

    /**
     * Draws a training curve.
     *
     * @param estimate with its curve
     * @return the figure
     */
    public static Figure of(NeuralEstimate estimate) {
        List<Integer> steps =
                estimate.curve().stream().map(NeuralEstimate.Point::step).toList();
        List<Double> train =
                estimate.curve().stream().map(NeuralEstimate.Point::train).toList();
        List<Double> validation =
                estimate.curve().stream().map(NeuralEstimate.Point::validation).toList();
        int last = steps.isEmpty() ? 1 : steps.get(steps.size() - 1);
        double nats = estimate.estimate();
        return new Panels("Learning to estimate: " + estimate.estimator(), 1, 1)
                .panel("", "steps of training", "nats")
                .add(Trace.line(steps, train, Palette.SKY).grouped("samples it trains on", true))
                .add(Trace.line(steps, validation, Palette.BLUE).grouped("samples that say when to stop", true))
                .add(Trace.line(List.of(0, last), List.of(nats, nats), Palette.VERMILION)
                        .dashed()
                        .grouped(
                                String.format(
                                        Locale.ROOT,
                                        "unseen samples, at step %d: %.3f nats",
                                        estimate.bestStep(),
                                        nats),
                                true))
                .figure();
    }
}
