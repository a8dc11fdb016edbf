package org.mipp.experiment;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.mipp.run.ledger.RecordLedger;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;

/** Works through an {@link Experiment}, side by side with other processes that have the same folder. */
final class ExperimentRunner {

    private static final long MILLISECONDS_BETWEEN_LOOKS = 500;

    /** The runs of one seed: of the whole network, or of all methods at one budget. What one process takes at a time. */
    record Share(long seed, Optional<Budget> budget) {
        String name() {
            return "seed " + seed + " "
                    + budget.map(own -> own.key().toString()).orElse("whole");
        }
    }

    private final Experiment experiment;
    final RunFolder folder;
    private Optional<SeededRuns> current = Optional.empty();

    ExperimentRunner(Experiment experiment, Path path) {
        this.experiment = experiment;
        this.folder = new RunFolder(path, RunKeys.of(experiment));
        ExperimentSetup.agree(experiment, folder);
    }

    ExperimentResult run() {
        Deque<Share> left = new ArrayDeque<>(shares());
        try (Progress progress =
                Progress.of("experiment", left.stream().mapToLong(this::runs).sum())) {
            int refused = 0;
            while (!left.isEmpty()) {
                Share share = left.removeFirst();
                if (attempt(share, progress)) {
                    refused = 0;
                } else {
                    left.addLast(share);
                    refused++;
                }
                if (refused > 0 && refused == left.size()) {
                    await(progress);
                    refused = 0;
                }
            }
        }
        return result();
    }

    /** All shares; the whole network of a seed comes before what it is pruned to. */
    List<Share> shares() {
        List<Share> shares = new ArrayList<>();
        for (long seed : experiment.seeds()) {
            shares.add(new Share(seed, Optional.empty()));
            experiment.budgets().forEach(budget -> shares.add(new Share(seed, Optional.of(budget))));
        }
        return shares;
    }

    private long runs(Share share) {
        return share.budget().isEmpty()
                ? 1
                : experiment.methods().size() + (experiment.protocol().scratch() ? 1 : 0);
    }

    /** Makes what is missing of a share, unless another process is at it or at what it needs. */
    private boolean attempt(Share share, Progress progress) {
        Share whole = new Share(share.seed(), Optional.empty());
        if (share.budget().isPresent() && folder.read(whole.name()).isEmpty()) {
            return false; // another process trains the whole network
        }
        Optional<RunFolder.Lock> lock = folder.lock(share.name());
        if (lock.isEmpty()) {
            return false;
        }
        RunFolder.Lock held = lock.get();
        try (RecordLedger<RunLine> ledger = folder.open(share.name())) {
            make(share, ledger, progress);
        } finally {
            held.close();
        }
        return true;
    }

    private void make(Share share, RecordLedger<RunLine> ledger, Progress progress) {
        Map<SettingsKey, PruningRun> done = done(share);
        SeededRuns runs = of(share.seed());
        if (share.budget().isPresent()) {
            runs.all(share.budget().get(), done.keySet(), progress, ledger::append);
            return;
        }
        if (done.isEmpty()) {
            ledger.append(runs.whole());
        }
        progress.advance(1, "");
    }

    private SeededRuns of(long seed) {
        if (current.isEmpty() || current.get().seed() != seed) {
            current = Optional.of(new SeededRuns(experiment, folder.network(seed), seed));
        }
        return current.get();
    }

    private static void await(Progress progress) {
        progress.advance(0, "waiting for another process");
        try {
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            throw new CancellationException("the experiment was interrupted; finished runs are in its folder");
        }
    }

    ExperimentResult result() {
        List<PruningRun> whole = new ArrayList<>();
        List<PruningRun> pruned = new ArrayList<>();
        for (Share share : shares()) {
            Map<SettingsKey, PruningRun> done = done(share);
            if (share.budget().isEmpty()) {
                whole.addAll(done.values());
            } else {
                RunKeys.methods(experiment, share.seed()).forEach(method -> pruned.add(done.get(method)));
            }
        }
        return new ExperimentResult(ExperimentSetup.settings(experiment), whole, pruned);
    }

    /** What is finished of a share, by the methods' keys. */
    Map<SettingsKey, PruningRun> done(Share share) {
        SettingsKey budget = RunKeys.budget(share.budget());
        Map<SettingsKey, PruningRun> done = new LinkedHashMap<>();
        for (RunLine line : folder.read(share.name())) {
            argument(
                    line.run().seed() == share.seed() && line.budget().equals(budget),
                    "%s: expected runs of %s in its file, got '%s'; choose another folder",
                    share.name(),
                    share.name(),
                    line.run());
            done.put(line.method(), called(line.run(), share.budget()));
        }
        return done;
    }

    /** A run with the budget's name of today; the file may be older. */
    private static PruningRun called(PruningRun run, Optional<Budget> budget) {
        String name = budget.map(Budget::toString).orElse(run.budget());
        return new PruningRun(run.method(), run.settings(), name, run.seed(), run.outcome());
    }
}
