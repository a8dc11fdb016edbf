package org.mipp.experiment;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What one method made of one budget, over all seeds.
 *
 * @param method its name
 * @param budget how much was to be left
 * @param failed how many seeds it could not prune
 * @param mask how the masks of the other seeds were found
 * @param left what is left of the network
 * @param accuracies what that can do
 */
public record ExperimentSummary(
        String method, String budget, int failed, FoundMask mask, Left left, Accuracies accuracies) {

    /**
     * The search for a mask.
     *
     * @param seconds wall clock to find it
     * @param collapsed in what share of the seeds some layer came down to a single node
     */
    public record FoundMask(MeanAndSpread seconds, MeanAndSpread collapsed) {}

    /**
     * What is left of a network.
     *
     * @param parameters left
     * @param compression parameters of the whole network divided by those left
     * @param speedUp multiply-accumulates of the whole network divided by those left
     * @param milliseconds measured, for 1,000 images in batches of 100
     * @param latencySpeedUp measured latency of the whole network divided by that of what is left
     */
    public record Left(
            MeanAndSpread parameters,
            MeanAndSpread compression,
            MeanAndSpread speedUp,
            MeanAndSpread milliseconds,
            MeanAndSpread latencySpeedUp) {

        static Left of(List<PruningRun> runs, Map<Long, PruningRun.Size> whole) {
            return new Left(
                    over(runs, run -> (double) run.size().parameters()),
                    timesLess(runs, whole, PruningRun.Size::parameters),
                    timesLess(runs, whole, PruningRun.Size::macs),
                    over(runs, run -> run.size().milliseconds()),
                    timesLess(runs, whole, PruningRun.Size::milliseconds));
        }

        private static MeanAndSpread timesLess(
                List<PruningRun> runs, Map<Long, PruningRun.Size> whole, ToDoubleFunction<PruningRun.Size> cost) {
            return over(runs, run -> cost.applyAsDouble(whole.get(run.seed())) / cost.applyAsDouble(run.size()));
        }
    }

    /**
     * Test accuracies, each from 0 to 1.
     *
     * @param treated after each treatment, not retrained
     * @param retrained after each treatment and retraining
     */
    public record Accuracies(Map<RepairMethod, MeanAndSpread> treated, Map<RepairMethod, MeanAndSpread> retrained) {

        /** Copies the maps. */
        public Accuracies {
            treated = Collections.unmodifiableMap(new EnumMap<>(treated));
            retrained = Collections.unmodifiableMap(new EnumMap<>(retrained));
        }
    }

    static ExperimentSummary of(String method, String budget, List<PruningRun> all, List<PruningRun> whole) {
        List<PruningRun> runs = all.stream().filter(run -> !run.hasFailed()).toList();
        return new ExperimentSummary(
                method,
                budget,
                all.size() - runs.size(),
                new FoundMask(over(runs, PruningRun::maskSeconds), over(runs, run -> run.collapsed() ? 1.0 : 0.0)),
                Left.of(runs, whole.stream().collect(Collectors.toMap(PruningRun::seed, PruningRun::size))),
                new Accuracies(byTreatment(runs, PruningRun::treated), byTreatment(runs, PruningRun::retrained)));
    }

    /** {@return accuracy after each treatment, not retrained, 0 to 1} */
    public Map<RepairMethod, MeanAndSpread> treated() {
        return accuracies.treated();
    }

    /** {@return accuracy after each treatment and retraining, 0 to 1} */
    public Map<RepairMethod, MeanAndSpread> retrained() {
        return accuracies.retrained();
    }

    private static MeanAndSpread over(List<PruningRun> runs, Function<PruningRun, Double> value) {
        return MeanAndSpread.of(runs.stream().map(value));
    }

    private static Map<RepairMethod, MeanAndSpread> byTreatment(
            List<PruningRun> runs, Function<PruningRun, Map<RepairMethod, Double>> accuracies) {
        Map<RepairMethod, MeanAndSpread> spreads = new EnumMap<>(RepairMethod.class);
        for (RepairMethod treatment : RepairMethod.values()) {
            spreads.put(treatment, MeanAndSpread.of(runs.stream().map(run -> accuracies
                    .apply(run)
                    .get(treatment))));
        }
        return spreads;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-22s %-32s %5.1fx  cut %-14s g %-14s retrained %-14s with g %-14s mask %.2f s%s",
                method,
                budget,
                left.compression().mean(),
                treated().get(RepairMethod.CUT).percent(),
                treated().get(RepairMethod.G).percent(),
                retrained().get(RepairMethod.CUT).percent(),
                retrained().get(RepairMethod.G).percent(),
                mask.seconds().mean(),
                failed > 0 ? ", " + failed + " failed" : "");
    }
}
