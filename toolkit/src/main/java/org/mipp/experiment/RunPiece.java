package org.mipp.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.mipp.network.Network;
import org.mipp.network.weights.NetworkFile;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;

/**
 * One run of an experiment as a piece of work for a worker who sees nothing else: of the whole network of a seed, or of a method at a
 * budget. One at a time in each process, for there may be one gradient collector.
 *
 * @param experiment which
 * @param seed of the run
 * @param budget absent to train the whole network
 * @param method the key of the method; absent likewise
 * @param trained the whole network of that seed, once it has been trained
 */
record RunPiece(
        Experiment experiment,
        long seed,
        Optional<Budget> budget,
        Optional<SettingsKey> method,
        Optional<Network> trained)
        implements Callable<RunPiece.Made> {

    /**
     * What was made.
     *
     * @param seed of the run
     * @param budget absent for the whole network
     * @param line the run
     * @param trained the whole network, where the piece was to train it
     */
    record Made(long seed, Optional<Budget> budget, RunLine line, Optional<Network> trained) {}

    @Override
    public Made call() {
        synchronized (RunPiece.class) {
            try {
                Path folder = Files.createTempDirectory("mipp-run");
                try {
                    return in(folder.resolve("trained.safetensors"));
                } finally {
                    RunFolder.delete(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot use a temporary folder for a run", e);
            }
        }
    }

    private Made in(Path file) {
        trained.ifPresent(network -> NetworkFile.save(file, network));
        SeededRuns runs = new SeededRuns(experiment, file, seed);
        if (budget.isEmpty()) {
            RunLine whole = runs.whole();
            return new Made(
                    seed, budget, whole, Files.exists(file) ? Optional.of(NetworkFile.load(file)) : Optional.empty());
        }
        Set<SettingsKey> others = new HashSet<>(RunKeys.methods(experiment, seed));
        others.remove(method.orElseThrow());
        List<RunLine> lines = new ArrayList<>();
        try (Progress progress = Progress.of("run", others.size() + 1L)) {
            runs.all(budget.get(), others, progress, lines::add);
        }
        return new Made(seed, budget, lines.get(0), Optional.empty());
    }

    @Override
    public String toString() {
        return "seed " + seed
                + budget.map(own -> ", " + own + ", " + method.orElseThrow()).orElse(", the whole network");
    }
}
