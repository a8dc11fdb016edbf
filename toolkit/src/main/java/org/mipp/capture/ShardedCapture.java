package org.mipp.capture;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.shard.Shard;
import org.mipp.data.Images;
import org.mipp.network.NetworkStage;
import org.mipp.run.progress.Workers;

/** A capture by several workers, each of which leaves its shards in a folder that all see. */
public final class ShardedCapture {

    private ShardedCapture() {}

    /**
     * Captures all shards and merges them. Shards that the folder holds already, as after a kill, are not captured again.
     *
     * @param stage the network
     * @param images what to run through it
     * @param options how much to capture
     * @param shards how many
     * @param folder where they go; it exists
     * @param workers who captures them
     * @return the activations, with all images
     * @throws IllegalArgumentException if there is no such folder, or what it holds is of another capture
     */
    public static Activations of(
            NetworkStage stage, Images images, CaptureOptions options, int shards, Path folder, Workers workers) {
        positive(shards, "number of shards");
        argument(Files.isDirectory(folder), "shards: expected a folder that exists, found none at %s; make it", folder);
        List<Path> files = IntStream.rangeClosed(1, shards)
                .mapToObj(number -> folder.resolve("shard-" + number + "-of-" + shards + ".mipp"))
                .toList();
        List<Callable<Path>> pieces = IntStream.rangeClosed(1, shards)
                .filter(number -> !Files.exists(files.get(number - 1)))
                .<Callable<Path>>mapToObj(number -> () -> {
                    Path file = files.get(number - 1);
                    return Capture.shard(stage, images, options, new Shard(number, shards, Optional.of(file)))
                            .file();
                })
                .toList();
        workers.all("capturing " + stage.label() + " in " + shards + " shards", pieces);
        Activations merged = ShardMerge.of(files);
        argument(
                merged.stage().network().fingerprint().equals(stage.network().fingerprint()),
                "shards: expected those of %s in %s, got those of other weights; choose another folder",
                stage.label(),
                folder);
        return new Activations(stage, images, options, merged.layers(), merged.provenance());
    }
}
