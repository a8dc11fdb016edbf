package org.mipp.spark;

import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Interrupts;
import org.mipp.run.progress.Progress;

/** One call's work on Spark, under the notebook's progress bar; an interrupt cancels it. */
final class ClusterJob {

    private static final long MILLIS_BETWEEN_LOOKS = 100;
    private static final long MILLIS_TO_END = 10_000;
    private static final double PATIENCE = 20; // seconds without an executor before it is said
    private static final String WAITING =
            "no executor has come yet; look at the master's page, whether another program has all cores";
    private static final Pattern LARGE = Pattern.compile(
            "serialized results of (\\d+ tasks) \\((.*?)\\) is bigger than (?:local )?spark.driver.maxResultSize \\((.*?)\\)");
    private static final Pattern PIECE = Pattern.compile("PieceFailedException: (.*)");
    private static final Pattern FOREIGN = Pattern.compile( // classes that are not there, or others
            "(?:ClassNotFoundException|NoClassDefFoundError): (?:org[./](?:mipp|apache)|ai[./]djl)\\S*"
                    + "|InvalidClassException: \\S+|NoSuchMethodError: \\S+|ClassCastException: cannot assign instance of \\S+");
    private static final Pattern TIMES = Pattern.compile("failed (\\d+) times");
    private static final Pattern LOST = Pattern.compile("ExecutorLostFailure \\((.*?)\\n");

    private final JavaSparkContext context;
    private final String task;
    private final String group = "mipp-" + UUID.randomUUID();

    ClusterJob(JavaSparkContext context, String task) {
        this.context = context;
        this.task = task;
    }

    /**
     * Waits for what Spark does.
     *
     * @param tasks how many of its tasks that takes
     * @param work asks Spark, and waits for it
     */
    <T> T run(long tasks, Callable<T> work) {
        TaskCount count = new TaskCount(group);
        FutureTask<T> job = new FutureTask<>(() -> {
            context.setJobGroup(group, task, true);
            return work.call();
        });
        Thread thread = new Thread(job, "mipp-cluster"); // with the class loader of this one, which has the cells
        thread.setDaemon(true);
        context.sc().addSparkListener(count);
        try (Progress progress = Progress.of(task, tasks)) {
            thread.start();
            T result = await(job, count, progress);
            progress.complete();
            return result;
        } catch (CancellationException e) {
            context.sc().cancelJobGroupAndFutureJobs(group);
            await(thread);
            throw e;
        } finally {
            context.sc().removeSparkListener(count);
        }
    }

    /** Nothing may arrive once the caller gives its folder back. */
    private static void await(Thread ending) {
        try {
            ending.join(MILLIS_TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T await(FutureTask<T> job, TaskCount count, Progress progress) {
        while (true) {
            try {
                return job.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                boolean alone = !count.begun() && progress.seconds() > PATIENCE;
                progress.advance(count.more(), alone ? WAITING : "");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                progress.advance(0); // says what was interrupted
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    /** What Spark says of a job that failed, without its own stack traces. */
    private RuntimeException failure(Throwable thrown) {
        for (Throwable cause = thrown;
                cause != null && !(cause instanceof PieceFailedException); // below it the piece is not named
                cause = cause.getCause()) {
            if (cause instanceof RefusedException
                    || cause instanceof UncheckedIOException) { // also of keeping a result
                return (RuntimeException) cause;
            }
        }
        if (!(thrown instanceof SparkException) && !(thrown instanceof IllegalStateException)) {
            return Interrupts.unchecked(thrown);
        }
        String text = ClusterSettings.plain(String.valueOf(thrown.getMessage()));
        Matcher times = TIMES.matcher(text);
        String often = times.find() ? "; tried " + times.group(1) + " times" : "";
        Matcher piece = PIECE.matcher(text);
        if (piece.find()) {
            return new RefusedException(task + ": " + piece.group(1) + often, thrown);
        }
        Matcher foreign = FOREIGN.matcher(text);
        if (foreign.find()) {
            return new RefusedException(
                    task + ": expected the toolkit's jars and the Spark of this process, "
                            + org.apache.spark.package$.MODULE$.SPARK_VERSION()
                            + " for Scala 2.13, on the executors, got "
                            + foreign.group() + "; put the same jars there, and name their place by"
                            + " spark.executor.extraClassPath",
                    thrown);
        }
        Matcher large = LARGE.matcher(text);
        if (large.find()) {
            return new RefusedException(
                    String.format(
                            Locale.ROOT,
                            "%s: expected results of at most %s, which is spark.driver.maxResultSize, got %s from %s; ask for"
                                    + " more by that setting, with as large a heap here",
                            task,
                            large.group(3),
                            large.group(2),
                            large.group(1)),
                    thrown);
        }
        Matcher lost = LOST.matcher(text);
        if (lost.find()) {
            return new RefusedException(
                    task + ": an executor was lost" + often + ", most often for want of memory outside the Java heap;"
                            + " give it more: spark.executor.memoryOverhead",
                    thrown);
        }
        return new RefusedException(task + ": " + text.lines().findFirst().orElse("") + often, thrown);
    }
}
