package org.mipp.spark.benchmark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.mipp.capture.CapturePieces;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.ImageNetResNet;
import org.mipp.training.judge.Evaluation;

/**
 * The rates from which the table of ImageNet on 100 executors is computed: ResNet-50 at 224 x 224, one position of every convolution in
 * an image, as a million images have it. Set OMP_NUM_THREADS=1 for the rate of a core.
 */
public final class ImageNetRates {

    private static final int FEW = 16;

    private ImageNetRates() {}

    /**
     * Prints the rates.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Network network = Initialisation.of(ImageNetResNet.of(50, 1000), 0);
        Images images = images(3 * FEW);
        Evaluation.of(network, images.first(FEW));
        long began = System.nanoTime();
        Evaluation.of(network, images.first(2 * FEW));
        print("evaluation of %d images", 2 * FEW, began);
        double small = leaf(network, images, FEW);
        double large = leaf(network, images, 3 * FEW);
        System.out.printf(
                Locale.ROOT,
                "capture of an image %.3f s, of a leaf beyond its images %.1f s%n",
                (large - small) / (2 * FEW),
                small - (large - small) / 2);
    }

    private static double leaf(Network network, Images images, int count) {
        CaptureOptions options = CaptureOptions.DEFAULT.leaf(count).parts(1).convolutionRows(count);
        CapturePieces pieces = CapturePieces.of(network, images.first(count), options, 1);
        long began = System.nanoTime();
        Iterator<byte[]> sections = pieces.capture(1);
        long bytes = 0;
        double added = 0;
        for (int map = 0; sections.hasNext(); map++) {
            List<byte[]> one = new ArrayList<>(List.of(sections.next()));
            bytes += one.get(0).length;
            long before = System.nanoTime();
            pieces.merge(map, one.iterator());
            added += (System.nanoTime() - before) / 1e9;
        }
        double seconds = (System.nanoTime() - began) / 1e9 - added;
        System.out.printf(
                Locale.ROOT,
                "a leaf of %d images %.1f s, %.2f GB in %d sections, added in %.1f s%n",
                count,
                seconds,
                bytes / 1e9,
                pieces.maps(),
                added);
        return seconds;
    }

    private static void print(String what, int count, long began) {
        System.out.printf(Locale.ROOT, what + " %.1f s%n", count, (System.nanoTime() - began) / 1e9);
    }

    private static Images images(int count) {
        byte[] pixels = new byte[count * 3 * 224 * 224];
        new Random(0).nextBytes(pixels);
        return ImageArrays.of("noise", 3, 224, 224, 1000, pixels, new byte[count]);
    }
}
