package org.mipp.capture.shard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mipp.capture.moments.LayerSample;
import org.mipp.capture.moments.Link;
import org.mipp.capture.moments.LinkCapture;
import org.mipp.data.Images;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.MomentsSum;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.network.weights.NetworkFile;
import org.mipp.run.AtomicFile;
import org.mipp.run.progress.Interrupts;

/**
 * Files of shards: a key, the network, some images, then for each linear map the moments of every leaf and what is kept of the
 * activations. Big-endian, as Java writes. A file appears once it is complete.
 */
public final class ShardFile {

    /** With what every file of a shard begins. */
    public static final long MAGIC = 0x6d697070_73683031L; // "mippsh01"

    private ShardFile() {}

    /**
     * Writes a shard.
     *
     * @param from the first of its images
     * @param to the first after them
     */
    public static void write(
            Path file,
            Shard shard,
            ShardKey key,
            Network network,
            Images images,
            int from,
            int to,
            List<LinkCapture> links) {
        AtomicFile.write(file, stream -> {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeLong(MAGIC);
            key.write(out);
            out.writeInt(shard.number());
            write(network, out);
            ImageSample.writeKind(images, out);
            ImageSample.write(images, from, to, out);
            for (LinkCapture capture : links) {
                write(capture, out);
            }
            out.flush();
        });
    }

    /** Writes what was taken down of one linear map: a {@link LinkSection} reads it. */
    public static void write(LinkCapture capture, DataOutput out) throws IOException {
        Optional<Matrix> seen = capture.glimpses() ? Optional.of(capture.activations()) : Optional.empty();
        write(capture.result(), seen, out);
    }

    static void write(Link link, Optional<Matrix> seen, DataOutput out) throws IOException {
        for (SecondMoments part : link.parts()) {
            write(part, out);
        }
        write(link.sample().map(LayerSample::inputs), out);
        write(link.sample().map(LayerSample::targets), out);
        write(seen, out);
    }

    private static void write(Network network, DataOutput out) throws IOException {
        Path copy = Files.createTempFile("mipp", ".safetensors");
        try {
            NetworkFile.save(copy, network);
            byte[] bytes = Files.readAllBytes(copy);
            out.writeInt(bytes.length);
            out.write(bytes);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Reads the network that travels with a shard. */
    public static Network readNetwork(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        Path copy = Files.createTempFile("mipp", ".safetensors");
        try {
            Files.write(copy, bytes);
            return NetworkFile.load(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Goes past the network. */
    public static void skipNetwork(DataInput in) throws IOException {
        int left = in.readInt();
        while (left > 0) {
            int skipped = in.skipBytes(left);
            left -= skipped;
            if (skipped == 0) {
                in.readByte(); // at the end it says so
                left--;
            }
        }
    }

    private static void write(SecondMoments moments, DataOutput out) throws IOException {
        out.writeLong(moments.samples());
        out.writeLong(moments.independentSamples());
        double[] mean = moments.mean();
        write(mean, mean.length, out);
        double[] row = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            moments.readScatter(i, row);
            write(row, mean.length - i, out);
            Interrupts.check();
        }
    }

    /** Adds one leaf's moments, row by row as they are read. */
    public static void addTo(MomentsSum sum, int columns, DataInput in) throws IOException {
        long samples = in.readLong();
        long independent = in.readLong();
        double[] mean = new double[columns];
        read(mean, columns, in);
        try {
            sum.add(samples, independent, mean, (row, into) -> {
                try {
                    read(into, columns - row, in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(Optional<Matrix> matrix, DataOutput out) throws IOException {
        out.writeInt(matrix.map(Matrix::rows).orElse(-1));
        out.writeInt(matrix.map(Matrix::columns).orElse(0));
        for (int i = 0; i < matrix.map(Matrix::rows).orElse(0); i++) {
            double[] row = matrix.orElseThrow().row(i);
            write(row, row.length, out);
        }
    }

    /** Adds a matrix's rows to others; whether there was one. */
    public static boolean readRows(List<double[]> rows, DataInput in) throws IOException {
        int count = in.readInt();
        int columns = in.readInt();
        for (int i = 0; i < count; i++) {
            double[] row = new double[columns];
            read(row, columns, in);
            rows.add(row);
        }
        return count >= 0;
    }

    private static void write(double[] values, int count, DataOutput out) throws IOException {
        byte[] bytes = new byte[count * Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().put(values, 0, count);
        out.write(bytes);
    }

    private static void read(double[] values, int count, DataInput in) throws IOException {
        byte[] bytes = new byte[count * Double.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(values, 0, count);
    }
}
