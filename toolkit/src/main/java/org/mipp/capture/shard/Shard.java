package org.mipp.capture.shard;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.positive;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One of several shares of a capture, each of which may be done by another process or machine; together they make the same
 * moments, to the last bit on processors of one kind, as a capture in one piece.
 *
 * @param number which one, from 1
 * @param of how many
 * @param file where to put what was captured; empty for a name made of the network's and these numbers, in the current folder
 */
public record Shard(int number, int of, Optional<Path> file) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no such shard
     */
    public Shard {
        positive(of, "number of shards");
        argument(number >= 1 && number <= of, "shard: expected one of 1 to %d, got %d", of, number);
    }

    /**
     * Names the file.
     *
     * @param place in a folder that exists
     * @return the shard that goes there
     */
    public Shard to(Path place) {
        return new Shard(number, of, Optional.of(given(place, "a file")));
    }

    /**
     * Names the file.
     *
     * @param place in a folder that exists
     * @return the shard that goes there
     */
    public Shard to(String place) {
        return to(Path.of(given(place, "a file")));
    }

    /** Where it goes. */
    public Path place(String network) {
        return file.orElseGet(() ->
                Path.of(network.replaceAll("[^A-Za-z0-9._-]+", "-") + "-shard-" + number + "-of-" + of + ".mipp"));
    }

    /** The first of its leaves; that of the next shard is the first after them. */
    public int firstLeaf(int leaves) {
        return (int) ((long) leaves * (number - 1) / of);
    }

    /** The first leaf after its own. */
    public int endOfLeaves(int leaves) {
        return (int) ((long) leaves * number / of);
    }

    @Override
    public String toString() {
        return "shard " + number + " of " + of;
    }
}
