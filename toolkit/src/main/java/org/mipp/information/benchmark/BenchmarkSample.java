package org.mipp.information.benchmark;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.mipp.information.CheckedEstimate;
import org.mipp.information.MiEstimator;
import org.mipp.information.SeededMiEstimator;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;

/** One sample, drawn when the first estimator needs it, and what estimators make of it. */
final class BenchmarkSample {

    private static final int LONGEST_REASON = 300;

    private final MiTask task;
    private final int size;
    private final long seed;
    private Optional<Sample> sample = Optional.empty();

    BenchmarkSample(MiTask task, int size, long seed) {
        this.task = task;
        this.size = size;
        this.seed = seed;
    }

    private Sample sample() {
        if (sample.isEmpty()) {
            sample = Optional.of(task.standardisedSample(size, seed));
        }
        return sample.get();
    }

    BenchmarkCell estimate(String name, MiEstimator estimator) {
        Sample known = sample();
        long start = System.nanoTime();
        BenchmarkCell.Outcome outcome;
        try {
            MiEstimator seeded = estimator instanceof SeededMiEstimator own ? own.withSeed(seed) : estimator;
            outcome = new BenchmarkCell.Estimated(CheckedEstimate.ofCell(name, seeded, known.x(), known.y()));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the benchmark was interrupted within an estimate by " + name);
            }
            outcome = new BenchmarkCell.Failed(reason(e));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new BenchmarkCell(problem(task), name, size, seed, outcome, seconds);
    }

    /** What a task asks for. */
    static BenchmarkCell.Problem problem(MiTask task) {
        return new BenchmarkCell.Problem(task.id(), task.dimX(), task.dimY(), task.mutualInformation());
    }

    private static String reason(Throwable thrown) {
        String message =
                thrown.getMessage() == null || thrown.getMessage().isBlank() ? "no reason given" : thrown.getMessage();
        String text = BenchmarkFile.oneLine(
                thrown instanceof IllegalArgumentException
                        ? message
                        : thrown.getClass().getSimpleName() + ": " + message);
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
    }
}
