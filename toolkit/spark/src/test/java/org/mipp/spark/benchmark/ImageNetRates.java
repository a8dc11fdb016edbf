package org.mipp.spark.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.mipp.capture.CapturePieces;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.data.picture.PictureFolders;
import org.mipp.data.picture.PictureOptions;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.ImageNetResNet;
import org.mipp.training.judge.Evaluation;

/**
 * ImageNet and ResNet-50 on 100 executors, computed: the rates are measured as seconds of a processor (set OMP_NUM_THREADS=1), with one
 * position of every convolution in an image, as a million images have it; {@link #capture} says by which formula. New weights, images of
 * noise; JPEG of 500 x 375, ImageNet's usual size. Prints two Markdown tables.
 */
public final class ImageNetRates {

    private static final int FEW = 16;
    private static final int PICTURES = 60;
    private static final double ALL = 1_281_167;
    private static final double SAME_MASKS = 100_000; // images, some 20 rows for each column of the widest map
    private static final int CORES = 4; // of a machine, and of an executor
    private static final int EXECUTORS = 100;
    private static final double NETWORK = 1.25e9; // bytes a second of an executor: 10 Gbit/s, not measured

    /** Seconds of a processor, and bytes. */
    private record Rates(
            double decode, double evaluate, double capture, double leaf, double bytes, double add, double addWidest) {}

    private ImageNetRates() {}

    /**
     * Measures and computes.
     *
     * @param arguments none
     * @throws IOException if pictures cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Rates rates = measure();
        System.out.printf(
                Locale.ROOT,
                "| rate of one core | |%n|---|---|%n| decoding a picture | %.4f s |%n| evaluating an image | %.4f s |%n"
                        + "| capturing an image | %.4f s |%n| a leaf beside its images | %.1f s, %.2f GB |%n"
                        + "| adding a leaf to the others, all maps | %.2f s |%n| the widest map alone | %.3f s |%n%n",
                rates.decode,
                rates.evaluate,
                rates.capture,
                rates.leaf,
                rates.bytes / 1e9,
                rates.add,
                rates.addWidest);
        table(rates);
    }

    /** Hours on one machine and minutes on the cluster, under the formulas that the lines say. */
    private static void table(Rates rates) {
        System.out.printf(
                "| work | one machine, hours | 100 executors, minutes | moved between executors, GB |%n|---|---|---|---|%n");
        row("evaluate all", ALL * (rates.decode + rates.evaluate), 0, 0);
        capture("capture all", rates, ALL, 5);
        capture("capture all", rates, ALL, EXECUTORS);
        capture("capture all", rates, ALL, CORES * EXECUTORS);
        capture("capture 100,000", rates, SAME_MASKS, 5);
        capture("capture 100,000", rates, SAME_MASKS, EXECUTORS);
    }

    /**
     * Images are spread over as many cores as there are leaves; then every map is added up by one core, so that the widest is waited
     * for, after half of all sums, on average, have gone to another executor.
     */
    private static void capture(String what, Rates rates, double images, int leaves) {
        double work = images * (rates.decode + rates.capture) + leaves * rates.leaf;
        double alone = work / CORES + leaves * rates.add / CORES;
        double moved = leaves * rates.bytes;
        double far = work / Math.min(leaves, CORES * EXECUTORS)
                + moved / NETWORK / Math.min(leaves, EXECUTORS)
                + leaves * rates.addWidest
                + rates.bytes / NETWORK;
        print(what + ", " + leaves + " leaves", alone, far, moved);
    }

    private static void row(String what, double work, double rest, double moved) {
        print(what, work / CORES, work / (CORES * EXECUTORS) + rest, moved);
    }

    private static void print(String what, double alone, double far, double moved) {
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.0f |%n", what, alone / 3600, far / 60, moved / 1e9);
    }

    private static Rates measure() throws IOException {
        double decode = decode(); // before the network is there
        Network network = Initialisation.of(ImageNetResNet.of(50, 1000), 0);
        Images images = images(3 * FEW);
        Evaluation.of(network, images.first(FEW));
        double few = seconds(() -> Evaluation.of(network, images.first(FEW)));
        double many = seconds(() -> Evaluation.of(network, images));
        Rates small = leaf(network, images, FEW);
        Rates large = leaf(network, images, 3 * FEW);
        double capture = (large.leaf - small.leaf) / (2 * FEW);
        return new Rates(
                decode,
                (many - few) / (2 * FEW),
                capture,
                large.leaf - 3 * FEW * capture,
                large.bytes,
                large.add,
                large.addWidest);
    }

    /** One leaf of so many images: its seconds and bytes, and the seconds of adding it up. */
    private static Rates leaf(Network network, Images images, int count) {
        CaptureOptions options = CaptureOptions.DEFAULT.leaf(count).parts(1).convolutionRows(count);
        CapturePieces pieces = CapturePieces.of(network, images.first(count), options, 1);
        double before = processor();
        Iterator<byte[]> sections = pieces.capture(1);
        long bytes = 0;
        double added = 0;
        double widest = 0;
        for (int map = 0; sections.hasNext(); map++) {
            List<byte[]> one = new ArrayList<>(List.of(sections.next()));
            bytes += one.get(0).length;
            int number = map;
            double took = seconds(() -> pieces.merge(number, one.iterator()));
            added += took;
            widest = Math.max(widest, took);
        }
        return new Rates(0, 0, 0, processor() - before - added, bytes, added, widest);
    }

    private static double decode() throws IOException {
        Path folder = Files.createTempDirectory("mipp");
        BufferedImage picture = new BufferedImage(500, 375, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(0);
        for (int i = 0; i < 500 * 375; i++) { // slopes with a little noise, as photographs are
            int grey = (i % 500) / 4 + (i / 500) / 4 + random.nextInt(16);
            picture.setRGB(i % 500, i / 500, grey << 16 | (grey / 2) << 8 | (255 - grey));
        }
        for (int i = 0; i < PICTURES; i++) {
            ImageIO.write(picture, "jpg", folder.resolve(i + ".jpg").toFile());
        }
        Images all = PictureFolders.all(folder, PictureOptions.of(3, 224));
        byte[] pixels = new byte[3 * 224 * 224];
        int warm = PICTURES / 3;
        for (int i = 0; i < warm; i++) {
            all.read(i, pixels, 0);
        }
        return seconds(() -> {
                    for (int i = warm; i < PICTURES; i++) {
                        all.read(i, pixels, 0);
                    }
                })
                / (PICTURES - warm);
    }

    private static double seconds(Runnable work) {
        double before = processor();
        work.run();
        return processor() - before;
    }

    /** Seconds of a processor that this process has taken: other programs disturb them little. */
    private static double processor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static Images images(int count) {
        byte[] pixels = new byte[count * 3 * 224 * 224];
        new Random(0).nextBytes(pixels);
        return ImageArrays.of("noise", 3, 224, 224, 1000, pixels, new byte[count]);
    }
}
