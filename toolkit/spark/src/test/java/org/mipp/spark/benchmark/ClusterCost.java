package org.mipp.spark.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mipp.capture.Activations;
import org.mipp.capture.CapturePieces;
import org.mipp.capture.ShardedCapture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Cifar10;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.run.progress.Workers;
import org.mipp.spark.Cluster;
import org.mipp.spark.ClusterImages;
import org.mipp.spark.Clusters;

/**
 * What a cluster costs beside shards of one process: seconds of all processors that a capture of ResNet-20 takes on executors, and in
 * as many shards here; and the seconds until the first capture. Everything is done once before it counts. Prints a Markdown table.
 */
public final class ClusterCost {

    private static final int WARM = 500; // images of what does not count
    private static final CaptureOptions OPTIONS = CaptureOptions.DEFAULT;

    private ClusterCost() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments the folder of CIFAR-10, images (20,000, or all that there are), the master
     * @throws Exception if a capture fails
     */
    public static void main(String[] arguments) throws Exception {
        Images all = Cifar10.load(Path.of(arguments[0])).train();
        Images images = all.first(Math.min(all.size(), arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000));
        String master = arguments.length > 2 ? arguments[2] : "local-cluster[2,1,1536]";
        Network network = Initialisation.of(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), 0);
        Path folder = Files.createTempDirectory("mipp");
        System.out.println("| step | seconds | of processors |\n|---|---|---|");
        Cluster cluster =
                timed("start of the cluster", () -> Clusters.spark(master, Map.of("spark.executor.memory", "1536m")));
        ClusterImages written = timed(
                images.size() + " images written as Parquet",
                () -> cluster.write(images, folder.resolve("images").toString()));
        timed("first capture on the cluster", () -> Clusters.capture(network, written));
        timed("first capture here, of " + WARM, () -> here(network, images.first(WARM), Workers.threads()));
        timed("shards here, one after the other", () -> here(network, images, Workers.oneByOne()));
        Activations far = timed("second capture on the cluster", () -> Clusters.capture(network, written));
        timed("shards here, on all cores", () -> here(network, images, Workers.threads()));
        System.out.println(far.provenance());
        cluster.close();
    }

    private static Activations here(Network network, Images images, Workers workers) throws Exception {
        Path folder = Files.createTempDirectory("mipp");
        int shards =
                CapturePieces.of(network, images, OPTIONS, Integer.MAX_VALUE).shards(); // as the cluster does
        return ShardedCapture.of(network, images, OPTIONS, shards, folder, workers);
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        double before = processors();
        long began = System.nanoTime();
        T made = work.call();
        System.out.printf(
                Locale.ROOT, "| %s | %.1f | %.1f |%n", what, (System.nanoTime() - began) / 1e9, processors() - before);
        return made;
    }

    /** Of this process and of all that it has started and that live, executors too. */
    private static double processors() {
        ProcessHandle here = ProcessHandle.current();
        return Stream.concat(Stream.of(here), here.descendants())
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3)
                .sum();
    }
}
