package org.mipp.experiment;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one method made of one budget, over all seeds.
 *
 * @param method its name
 * @param budget how much was to be left
 * @param failed how many seeds it could not prune
 * @param parameters left
 * @param compression parameters of the whole network divided by those left
 * @param speedUp multiply-accumulates of the whole network divided by those left
 * @param milliseconds measured, for 1,000 images in batches of 100
 * @param latencySpeedUp measured latency of the whole network divided by that of what is left
 * @param maskSeconds wall clock to find the mask
 * @param collapsed in what share of the seeds some layer came down to a single node
 * @param treated accuracy after each treatment, not retrained, 0 to 1
 * @param retrained accuracy after each treatment and retraining, 0 to 1
 */
public record ExperimentSummary(
        String method,
        String budget,
        int failed,
        MeanAndSpread parameters,
        MeanAndSpread compression,
        MeanAndSpread speedUp,
        MeanAndSpread milliseconds,
        MeanAndSpread latencySpeedUp,
        MeanAndSpread maskSeconds,
        MeanAndSpread collapsed,
        Map<RepairMethod, MeanAndSpread> treated,
        Map<RepairMethod, MeanAndSpread> retrained) {

    /** Copies the maps. */
    public ExperimentSummary {
        treated = Collections.unmodifiableMap(new EnumMap<>(treated));
        retrained = Collections.unmodifiableMap(new EnumMap<>(retrained));
    }

    static ExperimentSummary of(String method, String budget, List<PruningRun> all, List<PruningRun> whole) {
        List<PruningRun> runs = all.stream().filter(run -> !run.hasFailed()).toList();
        Map<Long, PruningRun.Size> before =
                whole.stream().collect(Collectors.toMap(PruningRun::seed, PruningRun::size));
        return new ExperimentSummary(
                method,
                budget,
                all.size() - runs.size(),
                over(runs, run -> (double) run.size().parameters()),
                over(
                        runs,
                        run -> (double) before.get(run.seed()).parameters()
                                / run.size().parameters()),
                over(
                        runs,
                        run -> (double) before.get(run.seed()).macs()
                                / run.size().macs()),
                over(runs, run -> run.size().milliseconds()),
                over(
                        runs,
                        run -> before.get(run.seed()).milliseconds()
                                / run.size().milliseconds()),
                over(runs, PruningRun::maskSeconds),
                over(runs, run -> run.collapsed() ? 1.0 : 0.0),
                byTreatment(runs, PruningRun::treated),
                byTreatment(runs, PruningRun::retrained));
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
                compression.mean(),
                treated.get(RepairMethod.CUT).percent(),
                treated.get(RepairMethod.G).percent(),
                retrained.get(RepairMethod.CUT).percent(),
                retrained.get(RepairMethod.G).percent(),
                maskSeconds.mean(),
                failed > 0 ? ", " + failed + " failed" : "");
    }
}
