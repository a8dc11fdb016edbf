package org.mipp.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.PruningRun;

/**
 * Claim three: at no budget has another method fewer seeds in which a layer comes down to one node, which is all that has to stay
 * of it. Methods that keep MIPP's widths are not counted.
 */
final class CollapseClaim {

    private CollapseClaim() {}

    static List<Finding> judge(List<PaperResult> results) {
        return results.stream().map(CollapseClaim::judge).toList();
    }

    private static Finding judge(PaperResult given) {
        ExperimentResult result = given.result();
        List<String> sooner = new ArrayList<>();
        double first = Double.NaN;
        int others = 0;
        for (String budget : result.budgets()) {
            double own = share(result, MippAhead.MIPP, budget);
            if (own > 0 && Double.isNaN(first)) {
                first = MippAhead.pruned(result, MippAhead.MIPP, budget);
            }
            for (String rival : result.methods()) {
                double other = share(result, rival, budget);
                if (other < own) {
                    sooner.add(String.format(
                            Locale.ROOT, "%s at %.0f %% pruned", rival, 100 * MippAhead.pruned(result, rival, budget)));
                }
                others += other > own ? 1 : 0;
            }
        }
        String mipp = Double.isNaN(first)
                ? "MIPP never collapses"
                : String.format(Locale.ROOT, "MIPP collapses from %.0f %% pruned on", 100 * first);
        return new Finding(
                given.line(),
                sooner.isEmpty(),
                mipp + "; another method oftener in " + others + " comparisons"
                        + (sooner.isEmpty() ? "" : "; less often: " + String.join(", ", sooner)));
    }

    /** In what share of the seeds a layer collapses; NaN, which is neither more nor less, without runs. */
    static double share(ExperimentResult result, String method, String budget) {
        return MippAhead.runs(result, method, budget).stream()
                .mapToDouble(run -> collapsed(run) ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    static boolean collapsed(PruningRun run) {
        return run.collapsed();
    }
}
