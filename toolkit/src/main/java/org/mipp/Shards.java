package org.mipp;

import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.ShardMerge;
import org.mipp.capture.ShardedCapture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.shard.CapturedShard;
import org.mipp.capture.shard.Shard;
import org.mipp.data.Images;
import org.mipp.network.NetworkStage;
import org.mipp.run.progress.Workers;

/**
 * Captures in shares, by several processes or machines: each does {@code capture(net, images, shard(3, 16))} with its own number,
 * and {@code merge} of the files is what one capture of all images would have been.
 *
 * <pre>{@code
 * capture(net, images, shard(3, 16).to("third.shard"));
 * var acts = merge("first.shard", "second.shard");
 * }</pre>
 */
public final class Shards {

    private Shards() {}

    /**
     * Names a share of a capture.
     *
     * @param number which one, from 1
     * @param of how many there are
     * @return the shard; {@code to(file)} says where it goes
     */
    public static Shard shard(int number, int of) {
        return new Shard(number, of, Optional.empty());
    }

    /**
     * Captures a share of the images and writes it to a file.
     *
     * @param network the network
     * @param images all images, also those of the other shards
     * @param shard which share
     * @return where it is
     */
    public static CapturedShard capture(NetworkStage network, Images images, Shard shard) {
        return capture(network, images, CaptureOptions.DEFAULT, shard);
    }

    /**
     * Captures a share of the images and writes it to a file.
     *
     * @param network the network
     * @param images all images, also those of the other shards
     * @param options how much to take down, in all shards alike
     * @param shard which share
     * @return where it is
     */
    public static CapturedShard capture(NetworkStage network, Images images, CaptureOptions options, Shard shard) {
        return Capture.shard(
                given(network, "a network"),
                given(images, "images"),
                given(options, "options"),
                given(shard, "a shard"));
    }

    /**
     * Captures in shards by workers, of whatever kind, and puts them together. Shards that are there already are not made again.
     *
     * @param network the network
     * @param images what to run through it
     * @param options how much to take down
     * @param shards how many
     * @param folder where the files go, seen by all workers
     * @param workers who does it: {@code Workers.oneByOne()}, or a cluster's
     * @return second moments and a sample of activations, layer by layer
     */
    public static Activations capture(
            NetworkStage network, Images images, CaptureOptions options, int shards, Path folder, Workers workers) {
        return ShardedCapture.of(
                given(network, "a network"),
                given(images, "images"),
                given(options, "options"),
                shards,
                given(folder, "a folder"),
                given(workers, "workers"));
    }

    /**
     * Puts all shards of a capture together.
     *
     * @param files of the shards, in any order
     * @return second moments and a sample of activations, layer by layer, with a sample of the images
     */
    public static Activations merge(Path... files) {
        return ShardMerge.of(List.of(givenAll(files, "files of shards")));
    }

    /**
     * Puts all shards of a capture together.
     *
     * @param files of the shards, in any order
     * @return second moments and a sample of activations, layer by layer, with a sample of the images
     */
    public static Activations merge(String... files) {
        return ShardMerge.of(
                Stream.of(givenAll(files, "files of shards")).map(Path::of).toList());
    }
}
