package org.mipp.figure.pruning;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.mipp.figure.chart.Panels;

/**
 * The axis of what removals cost: logarithmic, with what is too small for it at the bottom; linear where an estimator puts
 * losses further below zero than above, which a logarithmic axis would heap up at the bottom.
 *
 * @param linear whether it is linear
 * @param lowest what it has a place for
 * @param highest of the losses
 */
record LossAxis(boolean linear, double lowest, double highest) {

    private static final double SMALLEST = 1e-5; // of the largest: what is less has no place on a logarithmic axis
    private static final double DUST = 1e-9; // rounding, no estimate

    /** The axis for these losses; those that no axis can show are left out. */
    static LossAxis of(List<Double> losses) {
        DoubleSummaryStatistics all = finite(losses);
        return of(losses, all.getMin() < -DUST && -all.getMin() > all.getMax());
    }

    /** One that is or is not linear, whatever the losses. */
    static LossAxis of(List<Double> losses, boolean linear) {
        DoubleSummaryStatistics all = finite(losses);
        if (linear) {
            return new LossAxis(true, all.getMin(), all.getMax());
        }
        double highest = all.getMax() > 0 ? all.getMax() : 1;
        return new LossAxis(false, SMALLEST * highest, highest);
    }

    private static DoubleSummaryStatistics finite(List<Double> losses) {
        return losses.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .summaryStatistics();
    }

    /** Puts it on the current panel. */
    void on(Panels panels, List<Double> losses) {
        if (!linear) {
            panels.logarithmic("y", losses.stream().map(this::place).toList());
        }
    }

    /** Where a loss is shown. */
    double place(double loss) {
        return linear ? loss : Math.max(lowest, loss);
    }

    /** Whether a loss is too small for the axis. */
    boolean tooSmall(double loss) {
        return !linear && loss <= lowest;
    }

    /** A place as far up as its share of the axis says. */
    double height(double place) {
        return linear ? place : Math.log(place);
    }

    /** The place that is so far up. */
    double at(double height) {
        return linear ? height : Math.exp(height);
    }

    /** What a figure says of losses, none of which truly is below zero: as many as were estimated so; nothing if none was. */
    static List<String> belowZero(List<Double> losses) {
        double[] below = losses.stream()
                .mapToDouble(Double::doubleValue)
                .filter(loss -> loss < -DUST && Double.isFinite(loss))
                .toArray();
        return below.length == 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d losses are estimated below zero, down to %.2g nats. True losses never are:"
                                + " it is the estimator's error.",
                        below.length,
                        losses.size(),
                        DoubleStream.of(below).min().orElseThrow()));
    }
}
