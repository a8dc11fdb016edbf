package org.mipp.information.ranking;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.mipp.information.table.SampleColumn;
import org.mipp.run.progress.Progress;

/** Adds the column of the best score, again and again; of equal ones the first. */
final class ForwardSearch implements ColumnSearch {

    private final SelectionCriterion criterion;
    private final ColumnEstimates estimates;
    private final SampleColumn y;
    private final Map<String, String> leftOut;
    private final Progress progress;
    private final List<Candidate> left = new ArrayList<>();
    private final List<SampleColumn> chosen = new ArrayList<>();

    /** A column that may be chosen, and what is known of it. */
    private static final class Candidate {

        private final SampleColumn x;
        private double alone; // I(X; Y)
        private double collected; // over those chosen: a sum, a minimum, or the last

        Candidate(SampleColumn x) {
            this.x = x;
        }
    }

    ForwardSearch(
            SelectionCriterion criterion,
            ColumnEstimates estimates,
            SampleColumn y,
            Map<String, String> leftOut,
            Progress progress) {
        this.criterion = criterion;
        this.estimates = estimates;
        this.y = y;
        this.leftOut = leftOut;
        this.progress = progress;
    }

    @Override
    public List<ColumnSelection.Chosen> choose(List<SampleColumn> candidates, int count) {
        for (SampleColumn x : candidates) {
            Candidate candidate = new Candidate(x);
            left.add(candidate);
            measure(candidate, () -> candidate.alone = estimates.pair(x, y));
        }
        argument(
                !left.isEmpty(),
                "selection by '%s': expected a column that can be measured, got none; the first reason: %s",
                y.name(),
                leftOut.values().stream().findFirst().orElse("there is no other column that varies"));
        List<ColumnSelection.Chosen> steps = new ArrayList<>();
        while (steps.size() < count && !left.isEmpty()) {
            Candidate best = best();
            if (criterion == SelectionCriterion.CONDITIONAL && score(best) <= 0) {
                left.forEach(candidate -> leftOut.put(candidate.x.name(), addsNothing(candidate)));
                break;
            }
            steps.add(new ColumnSelection.Chosen(best.x.name(), best.x.kind(), best.alone, score(best)));
            setAside(best);
            if (steps.size() < count) {
                List.copyOf(left).forEach(candidate -> measure(candidate, () -> collect(candidate, best.x)));
            }
        }
        return steps;
    }

    private Candidate best() {
        Candidate best = left.get(0);
        for (Candidate candidate : left) {
            best = score(candidate) > score(best) ? candidate : best;
        }
        return best;
    }

    private String addsNothing(Candidate candidate) {
        return String.format(Locale.ROOT, "it adds %.4f nats to what is chosen, nothing", score(candidate));
    }

    private void setAside(Candidate best) {
        chosen.add(best.x);
        left.remove(best);
        for (Candidate candidate : List.copyOf(left)) {
            if (SameColumns.same(candidate.x, best.x)) {
                left.remove(candidate);
                leftOut.put(candidate.x.name(), "it tells the same as " + best.x.name());
            }
        }
    }

    private double score(Candidate candidate) {
        if (chosen.isEmpty()) {
            return candidate.alone;
        }
        return switch (criterion) {
            case MRMR -> candidate.alone - candidate.collected / chosen.size();
            case JMI -> candidate.collected / chosen.size();
            default -> candidate.collected;
        };
    }

    /** What the column just chosen means for one that is left. */
    private void collect(Candidate candidate, SampleColumn best) {
        boolean first = chosen.size() == 1;
        candidate.collected = switch (criterion) {
            case JMI -> (first ? 0 : candidate.collected) + given(candidate, best);
            case MRMR -> (first ? 0 : candidate.collected) + estimates.pair(candidate.x, best);
            case CMIM -> Math.min(first ? Double.POSITIVE_INFINITY : candidate.collected, given(candidate, best));
            default -> estimates.conditional(candidate.x, y, chosen);
        };
    }

    private double given(Candidate candidate, SampleColumn known) {
        return estimates.conditional(candidate.x, y, List.of(known));
    }

    private void measure(Candidate candidate, Runnable estimate) {
        try {
            estimate.run();
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) { // of whatever estimator: the other columns are worth choosing from all the same
            left.remove(candidate);
            leftOut.put(candidate.x.name(), TargetChecks.reason(e));
        }
        progress.advance(1, candidate.x.name());
    }
}
