package org.mipp.capture.shard;

import ai.djl.engine.Engine;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.Leaves;
import org.mipp.data.Images;
import org.mipp.network.Network;

/**
 * What shards must have in common to belong together, and what to be equal to the last bit.
 *
 * @param network its weights' fingerprint
 * @param images what they are and how many, and a number made of the first and the last one
 * @param options how much is captured
 * @param leaves how images are added up
 * @param of how many shards there are
 * @param machine engine, threads and processor, on which the last bits depend
 */
public record ShardKey(String network, String images, CaptureOptions options, Leaves leaves, int of, String machine) {

    /** The key of a capture. */
    public static ShardKey of(Network network, Images images, CaptureOptions options, Leaves leaves, int of) {
        byte[] ends = new byte[2 * images.shape().pixels()];
        images.read(0, ends, 0);
        images.read(images.size() - 1, ends, images.shape().pixels());
        return new ShardKey(
                network.fingerprint(),
                images.name() + ", " + images.size() + " of " + images.shape() + ", " + Arrays.hashCode(ends),
                options,
                leaves,
                of,
                String.join(
                        ", ",
                        Engine.getInstance().getEngineName() + " "
                                + Engine.getInstance().getVersion(),
                        Engine.getInstance().defaultDevice().toString(),
                        Optional.ofNullable(System.getenv("OMP_NUM_THREADS"))
                                        .orElseGet(() -> String.valueOf(
                                                Runtime.getRuntime().availableProcessors()))
                                + " threads",
                        System.getProperty("os.arch")));
    }

    /** In what another shard differs so that it cannot belong here; empty if it can. */
    public Optional<String> foreign(ShardKey other) {
        List<String> own = List.of("network " + network, images, options.toString(), leaves.toString(), "of " + of);
        List<String> its = List.of(
                "network " + other.network,
                other.images,
                other.options.toString(),
                other.leaves.toString(),
                "of " + other.of);
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).equals(its.get(i))) {
                return Optional.of("expected one of " + own.get(i) + ", got one of " + its.get(i));
            }
        }
        return Optional.empty();
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(network);
        out.writeUTF(images);
        for (long number : new long[] {
            options.convolutionRows(),
            options.parts(),
            options.sampleRows(),
            options.seed(),
            options.leaf(),
            leaves.images(),
            leaves.batch(),
            leaves.leaf(),
            leaves.parts(),
            of
        }) {
            out.writeLong(number);
        }
        out.writeUTF(machine);
    }

    /** Reads a key. */
    public static ShardKey read(DataInput in) throws IOException {
        return new ShardKey(
                in.readUTF(),
                in.readUTF(),
                new CaptureOptions(number(in), number(in), number(in), in.readLong(), number(in)),
                new Leaves(number(in), number(in), number(in), number(in)),
                number(in),
                in.readUTF());
    }

    private static int number(DataInput in) throws IOException {
        return (int) in.readLong();
    }
}
