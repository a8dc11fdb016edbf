package org.mipp.capture.shard;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A share of a capture in a file: what {@code capture} with a shard returns. Take all of them to {@code merge}.
 *
 * @param shard which one
 * @param file where it is
 * @param images how many images it rests on
 * @param seconds how long it took
 */
public record CapturedShard(Shard shard, Path file, int images, double seconds) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %,d images in %.1f s, in %s", shard, images, seconds, file);
    }
}
