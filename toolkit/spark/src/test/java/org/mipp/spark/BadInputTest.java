package org.mipp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.spark.SparkExamples.IMAGES;
import static org.mipp.spark.SparkExamples.LENET;
import static org.mipp.spark.SparkExamples.OPTIONS;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

/** What is refused, in which words. */
class BadInputTest {

    private static final Map<String, String> KEYS =
            Map.of("spark.hadoop.fs.s3a.access.key", "hush-key", "spark.hadoop.fs.s3a.secret.key", "hush/secret");

    private static String refusal(Runnable work) {
        return assertThrows(IllegalArgumentException.class, work::run).getMessage();
    }

    @Test
    void resultsThatAreTooLargeAndClustersThatWereStopped() {
        Cluster cluster = Clusters.spark("local[1]", Map.of("spark.driver.maxResultSize", "1m"));
        try {
            assertTrue(
                    refusal(() -> Clusters.capture(LENET, cluster.images(IMAGES), OPTIONS))
                            .matches(
                                    "capture: expected moments that fit what executors may send back, 1 MiB, got \\d+ MiB; ask for more:.*"));
        } finally {
            cluster.close();
        }
        assertEquals(
                "spark: expected a cluster that runs, got local[1], which was stopped; connect again: spark(\"local[1]\")",
                refusal(() -> cluster.images("photos")));
        assertEquals(
                "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION() + " at local[1], stopped", "" + cluster);
    }

    @Test
    void filesThatAreMissingOrThereTwiceAndImagesOfMixedShapes(@TempDir Path folder) throws IOException {
        byte[] pixels = new byte[3 * 200 * 200 * 1000];
        new Random(0).nextBytes(pixels);
        Images large = ImageArrays.of("large", 3, 200, 200, 2, pixels, new byte[1000]);
        try (Cluster cluster = Clusters.spark("local[2]")) {
            String path = folder.resolve("large").toString();
            cluster.write(large, path);
            Path first = Path.of(path, "part-00000.parquet");
            Path second = Path.of(path, "part-00001.parquet");
            assertTrue(Files.exists(second));
            byte[] expected = new byte[120_000];
            byte[] got = new byte[120_000];
            large.read(777, expected, 0);
            cluster.images(path).images().read(777, got, 0);
            assertTrue(Arrays.equals(expected, got));
            Files.copy(first, first.resolveSibling("copy.parquet"));
            assertTrue(refusal(() -> cluster.images(path)).contains("a file is missing or there twice"));
            Files.delete(first.resolveSibling("copy.parquet"));
            Files.move(second, folder.resolve("elsewhere.parquet"));
            assertTrue(refusal(() -> cluster.images(path)).endsWith("a file is missing"));
            cluster.write(IMAGES, folder.resolve("small").toString());
            Files.copy(folder.resolve("small/part-00000.parquet"), first.resolveSibling("x.parquet"));
            assertTrue(refusal(() -> cluster.images(path))
                    .startsWith("images: expected images of one kind in " + path + ", got "));
            Files.createDirectories(folder.resolve("photos"));
            assertTrue(refusal(() -> cluster.images(folder.resolve("photos").toString()))
                    .startsWith("images: expected what cluster.write(...) has made, got the folder of pictures"));
        }
    }

    @Test
    void sumsTooLargeToTravelAreRefusedBeforeAnythingStarts() {
        Architecture wide = new ArchitectureBuilder("wide", new Shape(1, 28, 28))
                .then("conv", new Convolution(1, 32, 1, 1, 0, true))
                .then("flatten", new Flatten())
                .then("fc6", new FullyConnected(32 * 28 * 28, 2)) // as many columns as VGG-16's at 224 x 224
                .build();
        try (Cluster cluster = Clusters.spark("local[1]")) {
            ClusterImages images = cluster.images(IMAGES);
            assertTrue(refusal(() -> Clusters.capture(Initialisation.of(wide, 0), images))
                    .startsWith("fc6: expected sums that travel in one piece of at most 2 GiB, got 2,401 MiB, "));
            assertEquals(0, cluster.context().statusTracker().getJobIdsForGroup(null).length);
        }
    }

    /** A piece whose result is as large as it is told. */
    record Large(int bytes) implements Callable<byte[]> {
        @Override
        public byte[] call() {
            return new byte[bytes];
        }
    }

    @Test
    void resultsOfPiecesThatAreTooLargeForThisProcess() {
        try (Cluster cluster = Clusters.spark("local[1]", Map.of("spark.driver.maxResultSize", "1m"))) {
            String message = refusal(() -> cluster.all("work", List.of(new Large(700_000), new Large(700_000))));
            assertTrue(
                    message.matches(
                            "work: expected results of at most 1024.0 KiB, which is spark.driver.maxResultSize, got 13\\d\\d.\\d"
                                    + " KiB from 2 tasks; ask for more by that setting, with as large a heap here"),
                    message);
        }
    }

    @Test
    void aFileThatIsDamagedAfterItWasOpenedIsNamedWithItsImages(@TempDir Path folder) throws IOException {
        try (Cluster cluster = Clusters.spark("local[1]")) {
            String path = folder.resolve("noise").toString();
            ClusterImages images = cluster.write(IMAGES, path);
            Path file = Path.of(path, "part-00000.parquet");
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            Files.delete(file.resolveSibling(".part-00000.parquet.crc")); // other file systems have none
            String message = refusal(() -> Clusters.capture(LENET, images, OPTIONS));
            assertTrue(
                    message.matches(
                            "capturing LeNet5: images \\d+ to \\d+: images: expected files that can be read, got file:"
                                    + file + ": .*CRC checksum verification failed.*; tried \\d times"),
                    message);
        }
    }

    @Test
    void executorsWithoutTheEngine() throws IOException {
        String without = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> !jar.contains("pytorch-engine"))
                .collect(Collectors.joining(File.pathSeparator));
        Map<String, String> settings = new HashMap<>(KEYS);
        settings.putAll(Map.of("spark.executor.memory", "1g", "spark.executor.extraClassPath", without));
        try (Cluster cluster = Clusters.spark(SparkExamples.TWO, settings)) {
            String message = refusal(() -> Clusters.capture(LENET, cluster.images(IMAGES), OPTIONS));
            assertTrue(message.contains("expected the toolkit's jars and native libraries on the executor"), message);
            assertTrue(message.matches("(?s)capturing LeNet5: images \\d+ to \\d+: .*tried 3 times"), message);
        }
        assertFalse(logs().contains("hush"), "what executors write down");
    }

    private static String logs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getenv("SPARK_HOME"), "work"))) {
            List<Path> written = files.filter(file -> file.endsWith("stderr")).toList();
            StringBuilder text = new StringBuilder();
            for (Path file : written) {
                text.append(Files.readString(file));
            }
            assertTrue(text.indexOf("Executor Command") >= 0, "there is something in " + written);
            return text.toString();
        }
    }

    @Test
    void secretsAreNotPrinted() {
        assertEquals("s3a://bucket/photos", ClusterSettings.plain("s3a://key:sec/ret@bucket/photos"));
        assertEquals("s3a://bucket/photos", ClusterSettings.plain("s3a://key@bucket/photos"));
        assertEquals("spark://host:7077", ClusterSettings.plain("spark://token@host:7077"));
        assertEquals("hdfs://host:9000/a@b", ClusterSettings.plain("hdfs://host:9000/a@b"));
        assertEquals("abfss://box@account.net/a", ClusterSettings.plain("abfss://box@account.net/a"));
        assertEquals(
                "spark: expected a master without a user or password in its name, got one with them for spark://nowhere.invalid;"
                        + " leave them out",
                refusal(() -> Clusters.spark("spark://me:secret@nowhere.invalid")));
        assertTrue(refusal(() -> Clusters.spark("spark:/nowhere"))
                .startsWith("spark: expected a cluster of the Spark that is here, "));
    }

    @Test
    void keysOfFileSystemsAppearInNoMessageAndNothingThatIsPrinted() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream all = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(all);
        System.setErr(all);
        try (Cluster cluster = Clusters.spark("local[1]", KEYS)) {
            String elsewhere = thrown(() -> cluster.images("s3a://bucket/photos"));
            assertTrue(elsewhere.contains("hadoop-aws for s3a"), elsewhere);
            String within = thrown(() -> cluster.images("s3a://hush-key:hush/secret@bucket/photos"));
            assertTrue(
                    within.contains(
                            "images: expected a path without a user or password, got one with them for s3a://bucket/photos"),
                    within);
            all.println(elsewhere
                    + within
                    + thrown(() -> cluster.write(IMAGES, "s3a://hush-key:hush/secret@bucket/photos")));
            all.println(thrown(() -> cluster.images("nowhere://bucket/photos")));
            all.println(thrown(() -> cluster.images("s3a:photos")));
            all.println(thrown(() -> cluster.all("work", List.of(new Large(-1)))));
            all.println(thrown(() -> Clusters.spark("local[2]", KEYS)));
            all.println(cluster + " " + cluster.images(IMAGES) + " "
                    + Clusters.capture(LENET, cluster.images(IMAGES), OPTIONS));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("NegativeArraySize"), text);
        assertFalse(text.contains("hush"), text);
    }

    /** With all its causes, as a program that does not catch it would print. */
    private static String thrown(Runnable work) {
        StringWriter text = new StringWriter();
        assertThrows(IllegalArgumentException.class, work::run).printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
