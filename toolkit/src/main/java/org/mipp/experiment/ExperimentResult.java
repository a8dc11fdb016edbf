package org.mipp.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mipp.run.Notes;

/**
 * What came out of an {@link Experiment}.
 *
 * @param settings network, data and protocol; every run names its method's own
 * @param whole the network that was not pruned, trained, one run per seed
 * @param runs one per seed, budget and method, failed ones too
 */
public record ExperimentResult(String settings, List<PruningRun> whole, List<PruningRun> runs) {

    private static final int MOST_REASONS = 5;

    /** Copies the lists. */
    public ExperimentResult {
        whole = List.copyOf(whole);
        runs = List.copyOf(runs);
    }

    /** {@return the names of the methods, in order} */
    public List<String> methods() {
        return runs.stream().map(PruningRun::method).distinct().toList();
    }

    /** {@return the budgets, in order} */
    public List<String> budgets() {
        return runs.stream().map(PruningRun::budget).distinct().toList();
    }

    /** {@return the nodes of every prunable layer of the whole network, from inputs to outputs} */
    public Map<String, Integer> layers() {
        return whole.get(0).kept();
    }

    /** {@return test accuracy of the whole network over the seeds, 0 to 1} */
    public MeanAndSpread dense() {
        return MeanAndSpread.of(whole.stream().map(run -> run.treated().get(RepairMethod.CUT)));
    }

    /** {@return the runs that failed, with the reason} */
    public List<PruningRun> failures() {
        return runs.stream().filter(PruningRun::hasFailed).toList();
    }

    /** {@return mean and standard deviation over seeds for each budget and method; only runs that have not failed count} */
    public List<ExperimentSummary> summaries() {
        List<ExperimentSummary> summaries = new ArrayList<>();
        for (String budget : budgets()) {
            for (String method : methods()) {
                List<PruningRun> same = runs.stream()
                        .filter(run ->
                                run.budget().equals(budget) && run.method().equals(method))
                        .toList();
                if (!same.isEmpty()) {
                    summaries.add(ExperimentSummary.of(method, budget, same, whole));
                }
            }
        }
        return summaries;
    }

    /** {@return why runs failed, by which method, each reason once and the first five of them} */
    public List<String> reasons() {
        return failures().stream()
                .map(run -> run.method() + " failed: " + run.failure().orElseThrow())
                .distinct()
                .limit(MOST_REASONS)
                .toList();
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "Experiment (%s): %d runs, %d failed%n  not pruned: %s%n",
                        settings,
                        runs.size(),
                        failures().size(),
                        dense().percent())
                + summaries().stream().map(row -> "  " + row).collect(Collectors.joining(System.lineSeparator()))
                + Notes.of(reasons());
    }
}
