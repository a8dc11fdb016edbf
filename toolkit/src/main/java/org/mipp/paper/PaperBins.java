package org.mipp.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.PruningRun;

/**
 * Runs by the share of nodes that they took away, in bins of 5 % as in the paper's figures.
 *
 * @param pruned the place on the axis, of a bin its middle, in %
 * @param mean of the runs in it
 * @param deviation of the runs in it, 0 for one run
 * @param runs how many
 */
record PaperBins(double pruned, double mean, double deviation, int runs) {

    private static final int WIDTH = 5;
    private static final double ROUNDING =
            1e-9; // 1 - 0.9 is a little less than 0.1, and belongs into the bin that begins there

    /**
     * Sorts the runs of a method into bins, those of all seeds and budgets together.
     *
     * @param value of a run; those without one are left out
     */
    static List<PaperBins> of(ExperimentResult result, String method, Function<PruningRun, Optional<Double>> value) {
        Map<Integer, List<Double>> bins = new TreeMap<>();
        for (PruningRun run : result.runs()) {
            if (!run.hasFailed() && run.method().equals(method)) {
                int bin = (int) Math.floor(100 * MippAhead.pruned(result, run) / WIDTH + ROUNDING);
                value.apply(run).ifPresent(number -> bins.computeIfAbsent(bin, same -> new ArrayList<>())
                        .add(number));
            }
        }
        return bins.entrySet().stream()
                .map(bin -> bin(bin.getKey(), bin.getValue()))
                .collect(Collectors.toList());
    }

    private static PaperBins bin(int number, List<Double> values) {
        return at(WIDTH * (number + 0.5), values);
    }

    /** Mean and deviation of some values at a place on an axis. */
    static PaperBins at(double place, List<Double> values) {
        MippAhead.Mean mean = MippAhead.Mean.of(values);
        int count = values.size();
        return new PaperBins(place, mean.value(), count < 2 ? 0 : mean.error() * Math.sqrt(count), count);
    }
}
