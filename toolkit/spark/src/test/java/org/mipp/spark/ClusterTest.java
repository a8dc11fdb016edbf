package org.mipp.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.spark.SparkExamples.IMAGES;
import static org.mipp.spark.SparkExamples.LENET;
import static org.mipp.spark.SparkExamples.OPTIONS;
import static org.mipp.spark.SparkExamples.hash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Budgets;
import org.mipp.Methods;
import org.mipp.Mipp;
import org.mipp.Networks;
import org.mipp.capture.Capture;
import org.mipp.data.Dataset;
import org.mipp.experiment.Experiment;
import org.mipp.experiment.ExperimentResult;
import org.mipp.information.MiEstimator;
import org.mipp.information.benchmark.EstimatorBenchmark;
import org.mipp.information.ranking.RankColumns;
import org.mipp.information.table.TableSamples;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** What users ask of a cluster, on two real executors. */
class ClusterTest {

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = SparkExamples.cluster(SparkExamples.TWO);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void momentsAreThoseOfALocalCaptureToTheLastBit(@TempDir Path folder) throws IOException {
        var local = Capture.of(LENET, IMAGES, OPTIONS);
        var far = Clusters.capture(LENET, cluster.images(IMAGES), OPTIONS);
        assertEquals(hash(local), hash(far));
        assertTrue(cluster.images(IMAGES).memory(LENET, OPTIONS).device() > 1_000_000);
        String path = folder.resolve("noise.parquet").toString();
        var written = cluster.write(IMAGES, path);
        assertArrayEquals(IMAGES.labels(), written.images().labels());
        assertEquals(IMAGES.pixels(), written.images().pixels());
        Path file = Path.of(path, "part-00000.parquet");
        Files.move(file, file.resolveSibling("z.parquet"));
        assertEquals(hash(local), hash(Clusters.capture(LENET, cluster.images(path), OPTIONS)));
        String shuffled = folder.resolve("shuffled.parquet").toString(); // other files, in another order
        ParquetFile.write(IMAGES, shuffled, 2, 0, 70);
        ParquetFile.write(IMAGES, shuffled, 0, 70, 330);
        ParquetFile.write(IMAGES, shuffled, 1, 330, 600);
        assertEquals(hash(local), hash(Clusters.capture(LENET, cluster.images(shuffled), OPTIONS)));
        assertEquals(
                local.layers().size(),
                Mipp.selectMasks(far, Budgets.keep(0.5)).masks().size());
    }

    @Test
    void aNetworkIsJudgedAsLocally() {
        assertEquals(
                Evaluation.of(LENET, IMAGES),
                Clusters.evaluate(LENET, cluster.images(IMAGES)).test());
    }

    @Test
    void experimentsAreTheSameRunByRun() {
        Dataset data = new Dataset("noise", IMAGES, IMAGES.first(100));
        TrainingPlan once = TrainingPlan.epochs(1).batchSize(100);
        Experiment experiment = Experiment.of(Networks.mlp(data, 8), data)
                .methods(Methods.mipp(), Methods.l1Norm())
                .budgets(Budgets.keep(0.5))
                .seeds(2)
                .training(once)
                .retraining(once)
                .images(100);
        ExperimentResult here = experiment.run();
        ExperimentResult there = experiment.runOn(cluster);
        assertEquals(here.settings(), there.settings());
        assertEquals(6, there.runs().size());
        for (int i = 0; i < 6; i++) {
            assertEquals(here.runs().get(i).method(), there.runs().get(i).method());
            assertEquals(here.runs().get(i).kept(), there.runs().get(i).kept());
            assertEquals(here.runs().get(i).treated(), there.runs().get(i).treated());
            assertEquals(here.runs().get(i).retrained(), there.runs().get(i).retrained());
        }
    }

    @Test
    void benchmarksAreTheSameButForTheSeconds() {
        double factor = 2;
        MiEstimator mine = (x, y) -> factor * x.get(0, 0) * y.get(0, 0);
        EstimatorBenchmark benchmark = EstimatorBenchmark.of(MiEstimator.named("mine", mine))
                .besideClassical()
                .tasks("1v1-normal-0.75", "1v1-additive-0.1")
                .sizes(100)
                .seeds(0, 1);
        var here = benchmark.run().cells();
        var there = benchmark.runOn(cluster).cells();
        assertEquals(16, there.size());
        for (int i = 0; i < 16; i++) {
            assertEquals(here.get(i).outcome(), there.get(i).outcome());
            assertEquals(here.get(i).estimator(), there.get(i).estimator());
        }
    }

    @Test
    void columnsAreRankedAsLocally() {
        double[] x = new double[60];
        double[] y = new double[60];
        double[] z = new double[60];
        for (int i = 0; i < 60; i++) {
            x[i] = Math.sin(i);
            y[i] = x[i] + 0.3 * Math.sin(7.3 * i * i);
            z[i] = Math.cos(13.7 * i * i);
        }
        Table table = Table.create(
                "t", DoubleColumn.create("x", x), DoubleColumn.create("y", y), DoubleColumn.create("z", z));
        RankColumns how = RankColumns.towards("y").repeats(4).permutations(30);
        assertEquals(
                how.of(TableSamples.of(table)).columns(),
                how.of(TableSamples.of(table), cluster).columns());
        MiEstimator mine = (a, b) -> Math.abs(a.get(3, 0) * b.get(3, 0));
        assertEquals(
                how.by(mine).of(TableSamples.of(table)).columns(),
                how.by(mine).of(TableSamples.of(table), cluster).columns());
    }

    /** A piece that does what it is told, in another process. */
    record Told(String what) implements Callable<String> {
        @Override
        public String call() throws InterruptedException {
            switch (what) {
                case "fail" -> throw new IllegalStateException("because I was told");
                case "sleep" -> Thread.sleep(60_000);
                default -> {}
            }
            return what + " " + ProcessHandle.current().pid();
        }
    }

    @Test
    void piecesAreDoneInOtherProcessesAndComeBackInTheirOrder() {
        List<String> done = cluster.all("work", List.of(new Told("one"), new Told("two"), new Told("three")));
        assertEquals(
                List.of("one", "two", "three"),
                done.stream().map(one -> one.split(" ")[0]).toList());
        assertTrue(done.stream()
                .noneMatch(one -> one.endsWith(" " + ProcessHandle.current().pid())));
    }

    @Test
    void whatFailsThreeTimesIsNamedWithItsReason() {
        assertEquals(
                "work: Told[what=fail]: java.lang.IllegalStateException: because I was told; tried 3 times",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> cluster.all("work", List.of(new Told("one"), new Told("fail"))))
                        .getMessage());
    }

    @Test
    void anInterruptEndsTheJob() throws InterruptedException {
        Thread here = Thread.currentThread();
        Thread stopping = new Thread(() -> {
            try {
                Thread.sleep(1500);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            here.interrupt();
        });
        stopping.start();
        long began = System.nanoTime();
        assertTrue(assertThrows(CancellationException.class, () -> cluster.all("work", List.of(new Told("sleep"))))
                .getMessage()
                .startsWith("work was interrupted after 0 of 1"));
        stopping.join();
        assertTrue(System.nanoTime() - began < 20e9, "not after the minute that the piece would take");
        assertEquals(1, cluster.all("work", List.of(new Told("again"))).size());
    }

    @Test
    void whatIsNotThereIsRefused(@TempDir Path folder) throws IOException {
        assertEquals(
                "images: expected a folder of images that all machines see, found nothing at " + folder + "/none;"
                        + " cluster.write(images, path) makes one",
                refusal(() -> cluster.images(folder + "/none")));
        assertEquals(
                "write: expected a folder that does not exist yet, got " + folder
                        + "; choose another name, or delete it",
                refusal(() -> cluster.write(IMAGES, folder.toString())));
        Files.writeString(folder.resolve("a.parquet"), "nothing");
        assertTrue(refusal(() -> cluster.images(folder.toString()))
                .startsWith("images: expected files that can be read, got file:" + folder + "/a.parquet: "));
        assertEquals(
                "spark: expected the cluster of this process, " + SparkExamples.TWO
                        + " with the same settings, or none, got spark://host:7077; stop that one first: cluster.close()",
                refusal(() -> Clusters.spark("spark://me:secret@host:7077")));
        assertEquals(
                "spark: expected Spark 4 for Scala 2.13, got Spark 3.5.9 for Scala 2.12.18; run kernel-config/run spark, which"
                        + " installs a kernel that has it, or put Spark 4's jars before the toolkit's on the class path",
                refusal(() -> SparkJars.require("3.5.9", "2.12.18")));
        assertEquals(cluster, Clusters.spark(SparkExamples.TWO, Map.of("spark.executor.memory", "1g")));
    }

    private static String refusal(Runnable work) {
        return assertThrows(IllegalArgumentException.class, work::run).getMessage();
    }
}
