package org.mipp.capture;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.Leaves;
import org.mipp.capture.moments.Link;
import org.mipp.capture.moments.LinkCapture;
import org.mipp.capture.moments.Reading;
import org.mipp.capture.shard.LinkSection;
import org.mipp.capture.shard.Shard;
import org.mipp.capture.shard.ShardFile;
import org.mipp.data.Images;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.engine.FreeMemory;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.Provenance;

/**
 * A capture in pieces that travel as bytes, for machines that share no folder: shards are captured, each into a section for every
 * linear map; the sections of a map are put together in the order of the shards; from all maps come the activations.
 *
 * <pre>{@code
 * pieces.capture(3)            // by one machine: sections of shard 3, map after map
 * pieces.merge(7, sections)    // by another: map 7, of all shards
 * pieces.whole(net, maps, "...")    // by the one who asked
 * }</pre>
 *
 * <p>To the last bit what {@link Capture#of} makes of the same leaves on processors of one kind. A value, which may travel too.
 */
public final class CapturePieces {

    private final Network network;
    private final Images images;
    private final CaptureOptions options;
    private final int shards;
    private final List<Reading> readings;
    private final Leaves leaves;

    private CapturePieces(Network network, Images images, CaptureOptions options, int shards) {
        this.network = network;
        this.images = images;
        this.options = options;
        Architecture architecture = network.architecture();
        this.readings = architecture.prunable().stream()
                .flatMap(layer -> layer.readers().stream().map(reader -> Reading.of(layer, reader, architecture)))
                .toList();
        this.leaves = Leaves.of(architecture, readings, images.size(), options);
        this.shards = Math.min(positive(shards, "number of shards"), leaves.count());
    }

    /**
     * Plans a capture.
     *
     * @param stage the network
     * @param images what to run through it
     * @param options how much to capture
     * @param shards how many, at most; there are no more than leaves
     * @return the pieces
     * @throws IllegalArgumentException if the sums of a map are too large to travel as bytes, 2 GiB at most
     */
    public static CapturePieces of(NetworkStage stage, Images images, CaptureOptions options, int shards) {
        CapturePieces pieces = new CapturePieces(stage.network(), images, options, shards);
        int leaves = (pieces.leaves.count() + pieces.shards - 1) / pieces.shards;
        for (Reading reading : pieces.readings) {
            long bytes = Math.max(leaves, pieces.leaves.parts()) * SecondMoments.bytes(reading.columns());
            argument(
                    bytes < Integer.MAX_VALUE - (1 << 20),
                    "%s: expected sums that travel in one piece of at most 2 GiB, got %,d MiB, %,d leaves or parts of its"
                            + " %,d columns; take more shards and one part, CaptureOptions.DEFAULT.parts(1), or capture into"
                            + " files on machines that share a folder: capture(net, images, shard(1, 2))",
                    reading.reader().map(),
                    bytes >> 20,
                    Math.max(leaves, pieces.leaves.parts()),
                    reading.columns());
        }
        return pieces;
    }

    /** {@return how many shards there are} */
    public int shards() {
        return shards;
    }

    /** {@return how many linear maps there are} */
    public int maps() {
        return readings.size();
    }

    /** {@return bytes of the sums of all maps, which come back in the end} */
    public long bytes() {
        return leaves.parts()
                * readings.stream()
                        .mapToLong(reading -> SecondMoments.bytes(reading.columns()))
                        .sum();
    }

    /**
     * Says what a machine needs that captures one shard at a time.
     *
     * @return bytes on the Java heap and beside it
     * @throws IllegalArgumentException if that is more than this machine has
     */
    public MemoryNeed memory() {
        int most = (leaves.count() + shards - 1) / shards;
        return CapturePlan.of(network.architecture(), readings, leaves, most, FreeMemory.bytes())
                .need();
    }

    /**
     * Names the images of a shard.
     *
     * @param number of the shard, from 1
     * @return as in {@code images 500 to 749}
     */
    public String name(int number) {
        Shard shard = shard(number);
        return "images " + leaves.from(shard.firstLeaf(leaves.count())) + " to "
                + (leaves.from(shard.endOfLeaves(leaves.count())) - 1);
    }

    private Shard shard(int number) {
        return new Shard(number, shards, Optional.empty());
    }

    /**
     * Captures a shard.
     *
     * @param number which one, from 1
     * @return a section for each map, in order, each made when it is asked for
     * @throws IllegalArgumentException if the images do not fit the network, or an activation is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public Iterator<byte[]> capture(int number) {
        Shard shard = shard(number);
        List<LinkCapture> links = Capture.leaves(
                network, images, options, shard.firstLeaf(leaves.count()), shard.endOfLeaves(leaves.count()));
        return links.stream()
                .map(link -> bytes(out -> ShardFile.write(link, out)))
                .iterator();
    }

    /**
     * Puts the sections of a map together.
     *
     * @param map its number, from 0
     * @param sections of all shards, in their order; asked for one at a time
     * @return one section
     * @throws IllegalArgumentException if one is missing
     */
    public byte[] merge(int map, Iterator<byte[]> sections) {
        LinkSection sum = new LinkSection(readings.get(map), options, leaves.parts());
        int number = 0;
        while (sections.hasNext()) {
            Shard shard = shard(++number);
            read(sections.next(), in -> sum.add(shard, leaves, in));
        }
        argument(number == shards, "merge: expected the sections of %d shards, got %d", shards, number);
        return bytes(sum::write);
    }

    /**
     * Makes activations of all maps.
     *
     * @param stage the network with what is known of it
     * @param maps a merged section for each, in order
     * @param where the shards were captured, for the provenance
     * @param seconds it took
     * @return what {@code capture} returns
     */
    public Activations whole(NetworkStage stage, List<byte[]> maps, String where, double seconds) {
        List<LayerActivations> layers = new ArrayList<>();
        for (PrunableLayer layer : network.architecture().prunable()) {
            List<Link> links = new ArrayList<>();
            List<double[]> seen = new ArrayList<>();
            for (int map = 0; map < readings.size(); map++) {
                if (readings.get(map).layer().equals(layer)) {
                    LinkSection section = new LinkSection(readings.get(map), options, leaves.parts());
                    read(maps.get(map), in -> section.add(IntStream.range(0, leaves.parts()), in));
                    links.add(section.link());
                    seen.addAll(section.activations());
                }
            }
            layers.add(new LayerActivations(layer, links, LinkCapture.glimpse(seen)));
        }
        return new Activations(
                stage, images, options, layers, new Provenance(options.seed(), images.size(), where, seconds));
    }

    /** Something that reads. */
    @FunctionalInterface
    private interface Read {
        void from(DataInputStream in) throws IOException;
    }

    /** Something that writes. */
    @FunctionalInterface
    private interface Write {
        void to(DataOutputStream out) throws IOException;
    }

    private static void read(byte[] bytes, Read work) {
        try {
            work.from(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a section of a capture", e);
        }
    }

    private static byte[] bytes(Write work) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            work.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a section of a capture", e);
        }
        return bytes.toByteArray();
    }
}
