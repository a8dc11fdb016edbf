package org.mipp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.spark.SparkExamples.IMAGES;
import static org.mipp.spark.SparkExamples.LENET;
import static org.mipp.spark.SparkExamples.OPTIONS;
import static org.mipp.spark.SparkExamples.hash;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.capture.Capture;
import org.mipp.data.Images;
import org.mipp.experiment.ExperimentResult;

/** Processes that die on the way, and masters of all kinds: what comes out is the same. */
@Tag("long")
class LossesTest {

    private static String captured(Cluster cluster, Images images) {
        return hash(Clusters.capture(LENET, cluster.images(images), OPTIONS));
    }

    @Test
    void anyNumberOfExecutorsMakesTheSameMoments() {
        String local = hash(Capture.of(LENET, IMAGES, OPTIONS));
        for (String master : new String[] {"local[1]", "local[2]", "local-cluster[3,1,1024]"}) {
            try (Cluster cluster = SparkExamples.cluster(master)) {
                assertEquals(local, captured(cluster, IMAGES), master);
            }
        }
    }

    /** Spark counts what it sends from 0 again in every context, and local executors live in this process. */
    @Test
    void aNewConnectionDoesNotSeeWhatTheLastOneSent() {
        Images others = SparkExamples.images(300, 2);
        for (Images images : List.of(IMAGES, others)) {
            try (Cluster cluster = SparkExamples.cluster("local[1]")) {
                assertEquals(hash(Capture.of(LENET, images, OPTIONS)), captured(cluster, images));
            }
        }
    }

    @Test
    void aFolderOfTheSameNameIsReadAnew(@TempDir Path folder) throws IOException {
        Path place = folder.resolve("noise.parquet");
        try (Cluster cluster = SparkExamples.cluster("local[1]")) {
            for (int seed = 1; seed <= 2; seed++) {
                Images images = SparkExamples.images(60, seed);
                assertEquals(
                        images.pixels(),
                        cluster.write(images, place.toString()).images().pixels());
                try (Stream<Path> files = Files.walk(place)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    @Test
    void anExecutorThatIsKilledWhileItCapturesChangesNothing(@TempDir Path folder) {
        try (Cluster cluster = SparkExamples.cluster(SparkExamples.TWO)) {
            Path killed = folder.resolve("killed");
            Images deadly = new Images("deadly", new KillingImages(IMAGES, 520, killed));
            assertEquals(hash(Capture.of(LENET, IMAGES, OPTIONS)), captured(cluster, deadly));
            assertTrue(Files.exists(killed), "it was killed, after others had been captured");
        }
    }

    @Test
    void anExecutorThatIsKilledWhileItMergesChangesNothing() {
        try (Cluster cluster = SparkExamples.cluster(SparkExamples.TWO)) {
            AtomicBoolean killed = new AtomicBoolean();
            cluster.context().sc().addSparkListener(new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd task) {
                    if (task.taskType().equals("ResultTask") && killed.compareAndSet(false, true)) {
                        executors().findFirst().ifPresent(KillingImages::kill);
                    }
                }
            });
            assertEquals(hash(Capture.of(LENET, IMAGES, OPTIONS)), captured(cluster, IMAGES));
            assertTrue(killed.get());
            assertEquals(
                    hash(Capture.of(LENET, IMAGES, OPTIONS)), captured(cluster, IMAGES), "and again with who is left");
        }
    }

    private static Stream<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"));
    }

    @Test
    void anExperimentGoesOnWhereItsDriverWasKilled(@TempDir Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process driver = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        ProcessHandle.current().info().command().orElseThrow()),
                                Stream.concat(
                                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                                .filter(option -> option.startsWith("--add-opens")
                                                        || option.startsWith("-XX:+Ignore")
                                                        || option.startsWith("-Dorg.slf4j")),
                                        Stream.of(
                                                "-cp",
                                                System.getProperty("java.class.path"),
                                                SubmittedExperiment.class.getName(),
                                                folder.resolve("runs").toString(),
                                                SparkExamples.TWO)))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        for (int i = 0; i < 1200 && driver.isAlive() && lines(folder.resolve("runs")) < 3; i++) {
            Thread.sleep(50);
        }
        KillingImages.kill(driver.toHandle());
        driver.waitFor(10, TimeUnit.SECONDS);
        long before = lines(folder.resolve("runs"));
        assertTrue(before >= 3, () -> read(log));
        try (Cluster cluster = SparkExamples.cluster(SparkExamples.TWO)) {
            ExperimentResult resumed = SubmittedExperiment.experiment()
                    .resumeFrom(folder.resolve("runs"))
                    .runOn(cluster);
            ExperimentResult alone = SubmittedExperiment.experiment().run();
            assertEquals(alone.runs().size(), resumed.runs().size());
            for (int i = 0; i < alone.runs().size(); i++) {
                assertEquals(
                        alone.runs().get(i).treated(), resumed.runs().get(i).treated());
                assertEquals(
                        alone.runs().get(i).retrained(), resumed.runs().get(i).retrained());
            }
            assertEquals(2 + alone.runs().size(), lines(folder.resolve("runs")), "every run once");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Finished runs in a folder: a line each, below a title. */
    private static long lines(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .mapToLong(file -> Math.max(0, read(file).lines().count() - 1))
                    .sum();
        }
    }
}
