package org.mipp.paper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.PruningRun;
import org.mipp.network.operation.Convolution;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.PrunableLayer;

/**
 * Claim four: the shares of nodes that MIPP keeps of an untrained residual network's convolutions, from inputs to outputs and
 * without those on shortcuts, repeat with the period of its blocks.
 *
 * <p>How the paper saw it is not known. Ours: of the autocorrelations of these shares, their straight trend removed, that of the
 * period is the largest up to it, and more than a quarter; at the budgets that take away between 20 and 80 % of the nodes, on
 * average.
 */
final class PeriodClaim {

    private static final double LEAST = 0.25;
    private static final double FROM = 0.2;
    private static final double TO = 0.8;

    private PeriodClaim() {}

    static List<Finding> judge(List<PaperResult> results) {
        return results.stream()
                .filter(result -> result.experiment().before())
                .flatMap(result -> period(result.experiment()).flatMap(period -> judge(result, period)).stream())
                .toList();
    }

    private static Optional<Integer> period(PaperLine line) {
        return switch (line.network()) {
            case RESNET34 -> Optional.of(2);
            case RESNET50 -> Optional.of(3);
            default -> Optional.empty();
        };
    }

    private static Optional<Finding> judge(PaperResult given, int period) {
        ExperimentResult result = given.result();
        PaperLine line = given.experiment();
        Architecture architecture = line.architecture(line.data().classes());
        List<double[]> all = new ArrayList<>();
        for (PruningRun run : result.runs()) {
            double pruned = MippAhead.pruned(result, run);
            if (!run.hasFailed() && run.method().equals(MippAhead.MIPP) && pruned >= FROM && pruned <= TO) {
                all.add(correlations(convolutions(architecture, run.kept()), period));
            }
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        double[] mean = new double[period];
        all.forEach(one -> {
            for (int lag = 0; lag < period; lag++) {
                mean[lag] += one[lag] / all.size();
            }
        });
        boolean holds = mean[period - 1] > LEAST;
        StringBuilder evidence = new StringBuilder("autocorrelation");
        for (int lag = 1; lag <= period; lag++) {
            holds &= lag == period || mean[lag - 1] < mean[period - 1];
            evidence.append(String.format(Locale.ROOT, "%s %.2f at lag %d", lag == 1 ? "" : ",", mean[lag - 1], lag));
        }
        return Optional.of(new Finding(given.line(), holds, evidence.toString()));
    }

    /** The share of nodes that stays of every convolution but those on shortcuts, in order. */
    static double[] convolutions(Architecture architecture, Map<String, Integer> kept) {
        Map<String, Double> shares = new HashMap<>();
        for (PrunableLayer layer : architecture.prunable()) {
            double share = (double) kept.getOrDefault(layer.name(), layer.nodes()) / layer.nodes();
            layer.makers().forEach(maker -> shares.put(maker, share));
        }
        return architecture.layers().stream()
                .filter(layer -> layer.operation() instanceof Convolution && !onShortcut(layer))
                .map(Layer::name)
                .filter(shares::containsKey)
                .mapToDouble(shares::get)
                .toArray();
    }

    private static boolean onShortcut(Layer layer) {
        return layer.name().contains("shortcut") || layer.name().contains("downsample");
    }

    /** Autocorrelations at the lags 1 to the largest, of what is left without the straight line through the values. */
    static double[] correlations(double[] values, int largest) {
        double[] left = withoutTrend(values);
        double squares = 0;
        for (double value : left) {
            squares += value * value;
        }
        double[] correlations = new double[largest];
        for (int lag = 1; lag <= largest; lag++) {
            double products = 0;
            for (int i = lag; i < left.length; i++) {
                products += left[i] * left[i - lag];
            }
            correlations[lag - 1] = squares == 0 ? 0 : products / squares;
        }
        return correlations;
    }

    private static double[] withoutTrend(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double along = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            along += (i - middle) * (values[i] - mean);
            squares += (i - middle) * (i - middle);
        }
        double slope = squares == 0 ? 0 : along / squares;
        double[] left = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            left[i] = values[i] - mean - slope * (i - middle);
        }
        return left;
    }
}
