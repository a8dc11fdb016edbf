package org.mipp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.spark.SparkExamples.IMAGES;
import static org.mipp.spark.SparkExamples.LENET;
import static org.mipp.spark.SparkExamples.OPTIONS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;

/** What is refused, in which words. */
class BadInputTest {

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
    void executorsWithoutTheEngine() {
        String without = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> !jar.contains("pytorch-engine"))
                .collect(Collectors.joining(File.pathSeparator));
        try (Cluster cluster = Clusters.spark(
                SparkExamples.TWO, Map.of("spark.executor.memory", "1g", "spark.executor.extraClassPath", without))) {
            String message = refusal(() -> Clusters.capture(LENET, cluster.images(IMAGES), OPTIONS));
            assertTrue(message.contains("expected the toolkit's jars and native libraries on the executor"), message);
            assertTrue(message.matches("(?s)capturing LeNet5: images \\d+ to \\d+: .*tried 3 times"), message);
        }
    }

    @Test
    void secretsAreNotPrinted() {
        assertEquals("s3a://bucket/photos", ClusterSettings.plain("s3a://key:secret@bucket/photos"));
        assertEquals(
                "spark: expected a master without a user or password in its name, got one with them for spark://nowhere.invalid;"
                        + " leave them out",
                refusal(() -> Clusters.spark("spark://me:secret@nowhere.invalid")));
        assertTrue(refusal(() -> Clusters.spark("spark:/nowhere"))
                .startsWith("spark: expected a cluster of the Spark that is here, "));
    }
}
