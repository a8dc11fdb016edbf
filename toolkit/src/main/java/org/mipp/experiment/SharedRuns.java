package org.mipp.experiment;

import static org.mipp.run.Checks.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mipp.experiment.ExperimentRunner.Share;
import org.mipp.network.Network;
import org.mipp.network.weights.NetworkFile;
import org.mipp.run.ledger.RecordLedger;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Workers;

/** An {@link Experiment} whose runs workers make, while this process alone keeps the folder. */
final class SharedRuns {

    private final Experiment experiment;
    private final ExperimentRunner runner;
    private final Workers workers;

    SharedRuns(Experiment experiment, Path path, Workers workers) {
        this.experiment = experiment;
        this.runner = new ExperimentRunner(experiment, path);
        this.workers = workers;
    }

    ExperimentResult run() {
        List<RunFolder.Lock> locks = new ArrayList<>();
        try {
            for (Share share : runner.shares()) {
                Optional<RunFolder.Lock> lock = runner.folder.lock(share.name());
                argument(
                        lock.isPresent(),
                        "experiment: expected a folder that no other process works in, got one where another is at %s; wait for"
                                + " it, or choose another folder",
                        share.name());
                locks.add(lock.orElseThrow());
            }
            make("training whole networks", wholes());
            make("experiment", pruned());
        } finally {
            locks.forEach(RunFolder.Lock::close);
        }
        return runner.result();
    }

    private List<RunPiece> wholes() {
        List<RunPiece> pieces = new ArrayList<>();
        for (Share share : runner.shares()) {
            if (share.budget().isEmpty() && runner.done(share).isEmpty()) {
                pieces.add(new RunPiece(
                        experiment, share.seed(), Optional.empty(), Optional.empty(), trained(share.seed())));
            }
        }
        return pieces;
    }

    private List<RunPiece> pruned() {
        List<RunPiece> pieces = new ArrayList<>();
        Map<Long, Optional<Network>> read = new HashMap<>();
        for (Share share : runner.shares()) {
            if (share.budget().isPresent()) {
                Set<SettingsKey> done = runner.done(share).keySet();
                for (SettingsKey method : RunKeys.methods(experiment, share.seed())) {
                    if (!done.contains(method)) {
                        pieces.add(new RunPiece(
                                experiment,
                                share.seed(),
                                share.budget(),
                                Optional.of(method),
                                read.computeIfAbsent(share.seed(), this::trained)));
                    }
                }
            }
        }
        return pieces;
    }

    private Optional<Network> trained(long seed) {
        Path file = runner.folder.network(seed);
        return Files.exists(file) ? Optional.of(NetworkFile.load(file)) : Optional.empty();
    }

    private void make(String task, List<RunPiece> pieces) {
        if (!pieces.isEmpty()) {
            workers.each(task, pieces, this::keep);
        }
    }

    private void keep(RunPiece.Made made) {
        made.trained().ifPresent(network -> NetworkFile.save(runner.folder.network(made.seed()), network));
        try (RecordLedger<RunLine> ledger = runner.folder.open(new Share(made.seed(), made.budget()).name())) {
            ledger.append(made.line());
        }
    }
}
