package org.mipp.spark.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mipp.capture.ShardedCapture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.run.progress.Workers;
import org.mipp.spark.Cluster;
import org.mipp.spark.ClusterImages;
import org.mipp.spark.Clusters;

/**
 * What a cluster costs beside shards of one process: processor seconds of a capture of ResNet-20, and of the start. Arguments: images
 * (20000) and master.
 */
public final class ClusterCost {

    private static final int SHARDS = 10;

    private ClusterCost() {}

    /**
     * Prints a table.
     *
     * @param arguments images and master
     * @throws Exception if a capture fails
     */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        String master = arguments.length > 1 ? arguments[1] : "local-cluster[2,1,1536]";
        byte[] pixels = new byte[count * 3 * 32 * 32];
        new Random(0).nextBytes(pixels);
        Images images = ImageArrays.of("noise", 3, 32, 32, 10, pixels, new byte[count]);
        Network network = Initialisation.of(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), 0);
        CaptureOptions options = CaptureOptions.DEFAULT.leaf(count / SHARDS);
        Path folder = Files.createTempDirectory("mipp");
        timed("local shards", () -> ShardedCapture.of(network, images, options, SHARDS, folder, Workers.oneByOne()));
        Cluster cluster = timed("start", () -> Clusters.spark(master, Map.of("spark.executor.memory", "1536m")));
        ClusterImages far = timed(
                "Parquet written",
                () -> cluster.write(images, folder.resolve("p").toString()));
        timed("first capture", () -> Clusters.capture(network, far, options));
        timed("second capture", () -> Clusters.capture(network, far, options));
        timed("the same from memory", () -> Clusters.capture(network, cluster.images(images), options));
        cluster.close();
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        double before = processor();
        long began = System.nanoTime();
        T made = work.call();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f s | %.1f s of processors |%n",
                what,
                (System.nanoTime() - began) / 1e9,
                processor() - before);
        return made;
    }

    /** Of this process and all that it has started and that live. */
    private static double processor() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3)
                .sum();
    }
}
