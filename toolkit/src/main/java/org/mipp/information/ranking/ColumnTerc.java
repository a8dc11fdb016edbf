package org.mipp.information.ranking;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mipp.information.CheckedEstimate;
import org.mipp.information.Derived;
import org.mipp.information.MiEstimator;
import org.mipp.information.measure.InjectedNoiseNull;
import org.mipp.information.table.SampleColumn;
import org.mipp.run.progress.Progress;

/** Leaves out what the others tell as well: TERC on columns instead of nodes, in the paper's order. */
final class ColumnTerc implements ColumnSearch {

    static final int REPEATS = 20; // of injected noise
    private static final double LEVEL = 0.95;

    private final ColumnEstimates estimates;
    private final SampleColumn y;
    private final Map<String, String> leftOut;
    private final long seed;
    private final Progress progress;

    ColumnTerc(ColumnEstimates estimates, SampleColumn y, Map<String, String> leftOut, long seed, Progress progress) {
        this.estimates = estimates;
        this.y = y;
        this.leftOut = leftOut;
        this.seed = seed;
        this.progress = progress;
    }

    private record Candidate(SampleColumn x, double alone) {}

    @Override
    public List<ColumnSelection.Chosen> choose(List<SampleColumn> candidates, int count) {
        argument(
                !candidates.isEmpty(),
                "selection by '%s': expected a column beside it that varies, got none",
                y.name());
        List<Candidate> kept = new ArrayList<>();
        for (SampleColumn x : candidates) {
            kept.add(new Candidate(x, estimates.pair(x, y)));
            progress.advance(1, x.name());
        }
        kept.sort(Comparator.comparingDouble(Candidate::alone));
        MiEstimator estimator = estimator(kept);
        double threshold = threshold(estimator, kept);
        for (Candidate candidate : List.copyOf(kept)) {
            if (kept.size() > 1) {
                double phi = phi(estimator, kept, candidate);
                if (phi <= threshold) {
                    kept.remove(candidate);
                    leftOut.put(
                            candidate.x().name(),
                            String.format(
                                    Locale.ROOT,
                                    "the others tell it as well: %.4f nats of its own, where noise stays below %.4f",
                                    phi,
                                    threshold));
                }
            }
            progress.advance(1, candidate.x().name());
        }
        return most(estimator, kept, count);
    }

    private MiEstimator estimator(List<Candidate> kept) {
        List<SampleColumn> all = new ArrayList<>(kept.stream().map(Candidate::x).toList());
        all.add(y);
        return estimates.severalColumns(all.toArray(SampleColumn[]::new));
    }

    private double threshold(MiEstimator estimator, List<Candidate> kept) {
        double threshold = InjectedNoiseNull.of(
                        estimator,
                        ColumnEstimates.beside(kept.stream().map(Candidate::x).toList()),
                        1,
                        y.values(),
                        REPEATS,
                        seed)
                .threshold(LEVEL);
        progress.advance(REPEATS, "injected noise");
        return threshold;
    }

    private double phi(MiEstimator estimator, List<Candidate> kept, Candidate without) {
        List<SampleColumn> all = kept.stream().map(Candidate::x).toList();
        List<SampleColumn> rest =
                all.stream().filter(x -> !x.equals(without.x())).toList();
        return CheckedEstimate.of(estimator, ColumnEstimates.beside(all), y.values())
                - CheckedEstimate.of(estimator, ColumnEstimates.beside(rest), y.values());
    }

    /** The least informative ones go, each for its phi among those that are left. */
    private List<ColumnSelection.Chosen> most(MiEstimator estimator, List<Candidate> kept, int count) {
        double[] phi = phis(estimator, kept);
        while (kept.size() > count) {
            int least = 0;
            for (int i = 1; i < phi.length; i++) {
                least = phi[i] < phi[least] ? i : least;
            }
            leftOut.put(kept.remove(least).x().name(), "the others tell more, and no more are wanted");
            phi = phis(estimator, kept);
            progress.advance(0, kept.size() + " left");
        }
        List<ColumnSelection.Chosen> chosen = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            SampleColumn x = kept.get(i).x();
            chosen.add(
                    new ColumnSelection.Chosen(x.name(), x.kind(), kept.get(i).alone(), phi[i]));
        }
        chosen.sort(Comparator.comparingDouble(ColumnSelection.Chosen::score).reversed());
        return chosen;
    }

    private double[] phis(MiEstimator estimator, List<Candidate> kept) {
        return kept.size() == 1
                ? new double[] {kept.get(0).alone()}
                : Derived.leaveOneOut(
                        estimator,
                        ColumnEstimates.beside(kept.stream().map(Candidate::x).toList()),
                        1,
                        y.values());
    }
}
