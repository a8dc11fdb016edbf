package org.mipp.capture;

import static org.mipp.run.Checks.argument;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mipp.capture.moments.Link;
import org.mipp.capture.moments.LinkCapture;
import org.mipp.capture.moments.Reading;
import org.mipp.capture.shard.ImageSample;
import org.mipp.capture.shard.LinkSection;
import org.mipp.capture.shard.Shard;
import org.mipp.capture.shard.ShardFile;
import org.mipp.capture.shard.ShardKey;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.run.Provenance;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Progress;

/** Puts shards together, leaf by leaf in the order of the images, with one map's sums in memory at a time. */
public final class ShardMerge {

    /** A file that is being read. */
    private record Open(Path file, ShardKey key, int number, DataInputStream in) {}

    private ShardMerge() {}

    /**
     * Merges all shards of a capture.
     *
     * @param files of the shards, in any order
     * @return the activations, as if they had been captured in one piece; their images are a sample that came with the shards
     * @throws IllegalArgumentException if a shard is missing, there twice, damaged, or of another capture: it says which
     */
    public static Activations of(List<Path> files) {
        argument(!files.isEmpty(), "merge: expected the files of all shards of a capture, got none");
        long began = System.nanoTime();
        List<Open> shards = new ArrayList<>();
        try {
            for (Path file : files) {
                shards.add(open(file));
            }
            requireComplete(shards);
            shards.sort(Comparator.comparingInt(Open::number));
            return merge(shards, began);
        } finally {
            shards.forEach(ShardMerge::close);
        }
    }

    private static Open open(Path file) {
        argument(Files.isRegularFile(file), "merge: expected the file of a shard, found none at %s", file);
        return reading(file, () -> {
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile()), 1 << 16));
            if (in.readLong() != ShardFile.MAGIC) {
                in.close();
                throw new RefusedException(file + ": expected the file of a shard, got something else");
            }
            return new Open(file, ShardKey.read(in), in.readInt(), in);
        });
    }

    private static void requireComplete(List<Open> shards) {
        Open first = shards.get(0);
        for (Open shard : shards) {
            first.key.foreign(shard.key).ifPresent(difference -> {
                throw new RefusedException("merge: " + shard.file + " is no shard of the same capture as " + first.file
                        + ": " + difference + "; leave it out");
            });
        }
        for (int i = 0; i < shards.size(); i++) {
            for (int j = 0; j < i; j++) {
                argument(
                        shards.get(i).number != shards.get(j).number,
                        "merge: expected every shard once, got shard %d twice, in %s and %s; leave one out",
                        shards.get(i).number,
                        shards.get(j).file,
                        shards.get(i).file);
            }
        }
        Set<Integer> there = shards.stream().map(Open::number).collect(Collectors.toSet());
        List<Integer> missing = IntStream.rangeClosed(1, first.key.of())
                .filter(number -> !there.contains(number))
                .boxed()
                .toList();
        argument(
                missing.isEmpty(),
                "merge: expected all %d shards, got %d; missing: %s",
                first.key.of(),
                shards.size(),
                missing);
    }

    private static Activations merge(List<Open> shards, long began) {
        Open first = shards.get(0);
        Network network = reading(first.file, () -> ShardFile.readNetwork(first.in));
        ImageSample.Collected images = reading(first.file, () -> new ImageSample.Collected(first.in));
        for (Open shard : shards) {
            reading(shard.file, () -> {
                if (shard.number != first.number) {
                    ShardFile.skipNetwork(shard.in);
                    new ImageSample.Collected(shard.in);
                }
                images.add(shard.in);
                return shard;
            });
        }
        Architecture architecture = network.architecture();
        List<LayerActivations> layers = new ArrayList<>();
        try (Progress progress = Progress.of(
                "merging " + shards.size() + " shards", architecture.prunable().size())) {
            for (PrunableLayer layer : architecture.prunable()) {
                layers.add(layer(layer, architecture, shards));
                progress.advance(1, layer.name());
            }
        }
        boolean alike =
                shards.stream().map(shard -> shard.key.machine()).distinct().count() == 1;
        return new Activations(
                network,
                images.images(),
                first.key.options(),
                layers,
                new Provenance(
                        first.key.options().seed(),
                        first.key.leaves().images(),
                        shards.size() + " shards" + (alike ? "" : " of different machines"),
                        (System.nanoTime() - began) / 1e9));
    }

    private static LayerActivations layer(PrunableLayer layer, Architecture architecture, List<Open> shards) {
        List<Link> links = new ArrayList<>();
        List<double[]> activations = new ArrayList<>();
        for (var reader : layer.readers()) {
            Reading reading = Reading.of(layer, reader, architecture);
            links.add(link(reading, shards, activations));
        }
        return new LayerActivations(layer, links, LinkCapture.glimpse(activations));
    }

    private static Link link(Reading reading, List<Open> shards, List<double[]> activations) {
        ShardKey key = shards.get(0).key;
        LinkSection section =
                new LinkSection(reading, key.options(), key.leaves().parts());
        for (Open shard : shards) {
            Shard share = new Shard(shard.number, key.of(), Optional.empty());
            reading(shard.file, () -> {
                section.add(share, key.leaves(), shard.in);
                return section;
            });
        }
        activations.addAll(section.activations());
        return section.link();
    }

    /** Something that reads. */
    @FunctionalInterface
    private interface Read<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Path file, Read<T> work) {
        try {
            return work.read();
        } catch (EOFException e) {
            throw new RefusedException(file + ": expected a whole shard, got one that ends early; capture it again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void close(Open shard) {
        try {
            shard.in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + shard.file, e);
        }
    }
}
