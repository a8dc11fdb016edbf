package org.mipp.capture.shard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.mipp.data.ImageShape;
import org.mipp.data.Images;

/**
 * Some images that travel with shards, so that repair, estimators and losses have something to look at where the source is not
 * at hand: every so-many-th by its number, whoever captures it.
 */
public final class ImageSample {

    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_IMAGES = 2000;

    private ImageSample() {}

    /** One in how many images travels. */
    private static int step(int images, ImageShape shape) {
        long most = Math.max(1, Math.min(MOST_IMAGES, MOST_BYTES / shape.pixels()));
        return (int) ((images + most - 1) / most);
    }

    /** Writes those with numbers from one to another. */
    static void write(Images images, int from, int to, DataOutput out) throws IOException {
        int step = step(images.size(), images.shape());
        int[] chosen =
                IntStream.range(from, to).filter(image -> image % step == 0).toArray();
        out.writeInt(chosen.length);
        byte[] pixels = new byte[images.shape().pixels()];
        for (int image : chosen) {
            out.writeInt(images.labelled() ? images.label(image) : 0);
            images.read(image, pixels, 0);
            out.write(pixels);
        }
    }

    /** What kind of images they are. */
    static void writeKind(Images images, DataOutput out) throws IOException {
        out.writeUTF(images.name());
        out.writeInt(images.channels());
        out.writeInt(images.height());
        out.writeInt(images.width());
        out.writeInt(images.classes());
        out.writeInt(images.size());
        out.writeBoolean(images.labelled());
    }

    /** Reads the kind once, then the images of all shards, in their order. */
    public static final class Collected {

        private final String name;
        private final ImageShape shape;
        private final int classes;
        private final int all;
        private final boolean labelled;
        private byte[] pixels = {};
        private int[] labels = {};

        /** Begins with the kind of images. */
        public Collected(DataInput kind) throws IOException {
            name = kind.readUTF();
            shape = new ImageShape(kind.readInt(), kind.readInt(), kind.readInt());
            classes = kind.readInt();
            all = kind.readInt();
            labelled = kind.readBoolean();
        }

        /** Adds a shard's images. */
        public void add(DataInput in) throws IOException {
            int count = in.readInt();
            int before = labels.length;
            labels = Arrays.copyOf(labels, before + count);
            pixels = Arrays.copyOf(pixels, Math.multiplyExact(before + count, shape.pixels()));
            for (int i = before; i < labels.length; i++) {
                labels[i] = in.readInt();
                in.readFully(pixels, i * shape.pixels(), shape.pixels());
            }
        }

        /** All that were added. */
        public Images images() {
            String words = labels.length == all ? name : name + ", " + labels.length + " of " + all;
            Images images = new Images(words, shape.channels(), shape.height(), shape.width(), classes, pixels, labels);
            return labelled ? images : images.withoutLabels();
        }
    }
}
