package org.mipp.spark;

import static org.mipp.run.Checks.given;

import java.util.Map;
import org.mipp.capture.Activations;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.training.EvaluatedNetwork;

/**
 * Verbs for a cluster of Apache Spark.
 *
 * <pre>{@code
 * var cluster = spark("local-cluster[2,1,2048]");
 * var acts    = capture(net, cluster.images("photos.parquet"));
 * }</pre>
 */
public final class Clusters {

    private static final String NETWORK = "a network";
    private static final String IMAGES = "images of a cluster, as in cluster.images(...)";

    private Clusters() {}

    /**
     * Connects to a cluster, or starts one of this machine's processes.
     *
     * @param master as Spark names it: {@code local-cluster[2,1,2048]} for two executors of one core and 2,048 MB each, {@code
     *     local[2]} for two threads of this process, {@code spark://host:7077}, {@code yarn}, {@code k8s://...}
     * @return the cluster; the one that there is already if it is the same
     * @throws IllegalArgumentException if Spark's jars are not there or of another version, or the cluster does not answer
     */
    public static Cluster spark(String master) {
        return spark(master, Map.of());
    }

    /**
     * Connects to the cluster that {@code spark-submit} names, in a program of its own.
     *
     * @return the cluster
     * @throws IllegalArgumentException if nobody has named one, or as {@link #spark(String)}
     */
    public static Cluster spark() {
        return spark(given(
                System.getProperty("spark.master"),
                "the name of a master, as in spark(\"local[2]\") or by spark-submit"));
    }

    /**
     * Connects to a cluster with settings of Spark.
     *
     * @param master as Spark names it
     * @param settings by Spark's names, as in {@code Map.of("spark.executor.memory", "8g")}; never printed
     * @return the cluster; the one that there is already if it is the same
     * @throws IllegalArgumentException if Spark's jars are not there or of another version, or the cluster does not answer
     */
    public static Cluster spark(String master, Map<String, String> settings) {
        SparkJars.require();
        return Cluster.at(given(master, "the name of a master"), given(settings, "settings"));
    }

    /**
     * Captures activations on the executors.
     *
     * @param network the network
     * @param images where they are, on the cluster
     * @return what a local capture returns, to the last bit on processors of one kind
     */
    public static Activations capture(NetworkStage network, ClusterImages images) {
        return capture(network, images, CaptureOptions.DEFAULT);
    }

    /**
     * Captures activations on the executors.
     *
     * @param network the network
     * @param images where they are, on the cluster
     * @param options how much to capture; a leaf is the smallest share that one executor takes
     * @return what a local capture returns, to the last bit on processors of one kind
     */
    public static Activations capture(NetworkStage network, ClusterImages images, CaptureOptions options) {
        return given(images, IMAGES).capture(given(network, NETWORK), given(options, "options"));
    }

    /**
     * Judges a network on the executors.
     *
     * @param network the network
     * @param images labelled images on the cluster; they become its data, to be trained on and judged by
     * @return the network that knows its data
     */
    public static EvaluatedNetwork evaluate(Network network, ClusterImages images) {
        return given(images, IMAGES).evaluate(given(network, NETWORK));
    }
}
