package org.mipp.spark;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.mipp.capture.Activations;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.LeNet5;

/** A small network, images, and the number that says whether two captures are equal to the last bit. */
final class SparkExamples {

    /** Two executors in processes of their own. */
    static final String TWO = "local-cluster[2,1,1024]";

    static final Network LENET = Initialisation.of(LeNet5.architecture(), 0);
    static final Images IMAGES = images(600, 1);
    static final CaptureOptions OPTIONS =
            CaptureOptions.DEFAULT.leaf(50).convolutionRows(2000).sampleRows(40);

    private SparkExamples() {}

    static Images images(int count, long seed) {
        byte[] pixels = new byte[count * 28 * 28];
        Random random = new Random(seed);
        random.nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) random.nextInt(10);
        }
        return ImageArrays.of("noise", 1, 28, 28, 10, pixels, labels);
    }

    /** Connects with little memory and little patience. */
    static Cluster cluster(String master) {
        return Clusters.spark(master, Map.of("spark.executor.memory", "1g"));
    }

    /** Of all moments, samples and activations. */
    static String hash(Activations captured) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            captured.layers().forEach(layer -> {
                layer.links().forEach(link -> {
                    for (SecondMoments part : link.parts()) {
                        add(digest, part.samples(), part.independentSamples());
                        add(digest, part.mean());
                        double[] row = new double[part.mean().length];
                        for (int i = 0; i < row.length; i++) {
                            part.readScatter(i, row);
                            add(digest, row);
                        }
                    }
                    link.sample().ifPresent(sample -> {
                        add(digest, sample.inputs().toArray());
                        add(digest, sample.targets().toArray());
                    });
                });
                add(digest, layer.activations().toArray());
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        digest.update(bytes);
    }
}
