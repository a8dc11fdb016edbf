package org.mipp.spark;

import org.mipp.capture.Activations;
import org.mipp.capture.CapturePieces;
import org.mipp.capture.MemoryNeed;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.training.EvaluatedNetwork;
import org.mipp.training.judge.Evaluation;

/**
 * Images that the executors of a cluster read.
 *
 * @param cluster who reads them
 * @param images the images, as this process sees them
 */
public record ClusterImages(Cluster cluster, Images images) {

    /**
     * Draws images at random with seed 0, without replacement.
     *
     * @param count how many
     * @return those images
     * @throws IllegalArgumentException if there are fewer images than that
     */
    public ClusterImages sample(int count) {
        return new ClusterImages(cluster, images.sample(count, 0));
    }

    /**
     * Takes the first images.
     *
     * @param count how many
     * @return those images
     * @throws IllegalArgumentException if there are fewer images than that
     */
    public ClusterImages first(int count) {
        return new ClusterImages(cluster, images.first(count));
    }

    /**
     * Says what an executor needs to capture one leaf at a time: {@code spark.executor.memory} for the Java heap, and {@code
     * spark.executor.memoryOverhead} for what lies outside of it.
     *
     * @param network the network
     * @param options how much to capture
     * @return both, as a local capture counts them
     * @throws IllegalArgumentException if that is more than this machine has
     */
    public MemoryNeed memory(NetworkStage network, CaptureOptions options) {
        return CapturePieces.of(network, images, options, Integer.MAX_VALUE).memory();
    }

    Activations capture(NetworkStage network, CaptureOptions options) {
        return ClusterCapture.of(cluster, network, images, options);
    }

    EvaluatedNetwork evaluate(Network network) {
        Evaluation judged = Evaluation.of(network, images, cluster);
        return new EvaluatedNetwork(network, new Dataset(images.name(), images, images), judged);
    }

    @Override
    public String toString() {
        return images + ", on " + cluster;
    }
}
