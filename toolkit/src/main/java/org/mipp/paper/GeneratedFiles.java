package org.mipp.paper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.mipp.run.AtomicFile;

/**
 * Makes files in the layouts of the published data sets, of the right sizes and few of them, so that whoever has no data can
 * see a line run. Every class has a brightness and stripes of its own, with noise; what is learned from them means nothing.
 */
final class GeneratedFiles {

    private static final int DIGITS = 28;
    private static final int CIFAR = 32;
    private static final int TEN = 10;
    private static final int HUNDRED = 100;
    private static final int[] TRAIN_AND_TEST = {240, 40
    }; // a quarter more than the perceptron of the smallest LeNet5 has columns
    private static final int[] OF_CIFAR = {120, 40};
    private static final int FEW_CLASSES = 4;
    private static final int PER_CLASS = 20;
    private static final int PHOTOGRAPH = 256; // pixels of a side, from which 224 are cut
    private static final int TINY = 64;

    private GeneratedFiles() {}

    /**
     * Makes the files of a data set, the same ones every time.
     *
     * @param data which layout
     * @param folder where its folder is put
     */
    static void write(PaperData data, Path folder) {
        Path place = folder.resolve(data.folder());
        try {
            Files.createDirectories(place);
            switch (data) {
                case MNIST, DEFORMED -> digits(place);
                case CIFAR10 -> cifar10(place);
                case CIFAR100 -> cifar100(place);
                case TINY -> tiny(place);
                case IMAGENET -> imageNet(place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write generated files to " + place, e);
        }
    }

    /** One number of an image of a class, from 0 to 255. */
    private static int pixel(int label, int row, int column, SplittableRandom random) {
        int stripe = Math.floorMod(row * (1 + label % 3) + column * (1 + label % 5), 8) < 4 ? 90 : 0;
        return Math.min(255, stripe + 12 * (label % TEN) + random.nextInt(40));
    }

    private static byte[] image(int label, int channels, int side, SplittableRandom random) {
        byte[] pixels = new byte[channels * side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) pixel(label, Math.floorDiv(i, side) % side, i % side, random);
        }
        return pixels;
    }

    private static void digits(Path folder) throws IOException {
        String[] names = {"train", "t10k"};
        for (int set = 0; set < names.length; set++) {
            int count = TRAIN_AND_TEST[set];
            SplittableRandom random = new SplittableRandom(set);
            ByteArrayOutputStream images = new ByteArrayOutputStream();
            ByteArrayOutputStream labels = new ByteArrayOutputStream();
            idx(images, count, DIGITS, DIGITS);
            idx(labels, count);
            for (int i = 0; i < count; i++) {
                images.write(image(i % TEN, 1, DIGITS, random));
                labels.write(i % TEN);
            }
            zipped(folder.resolve(names[set] + "-images-idx3-ubyte.gz"), images.toByteArray());
            zipped(folder.resolve(names[set] + "-labels-idx1-ubyte.gz"), labels.toByteArray());
        }
    }

    private static void idx(OutputStream to, int... shape) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.write(new byte[] {0, 0, 8, (byte) shape.length});
        for (int size : shape) {
            out.writeInt(size);
        }
    }

    private static void zipped(Path file, byte[] content) {
        AtomicFile.write(file, out -> {
            GZIPOutputStream zip = new GZIPOutputStream(out);
            zip.write(content);
            zip.finish();
        });
    }

    private static void cifar10(Path folder) {
        for (int batch = 1; batch <= 5; batch++) {
            cifar(folder.resolve("data_batch_" + batch + ".bin"), OF_CIFAR[0] / 5, 1, TEN, batch);
        }
        cifar(folder.resolve("test_batch.bin"), OF_CIFAR[1], 1, TEN, 0);
    }

    private static void cifar100(Path folder) {
        cifar(folder.resolve("train.bin"), OF_CIFAR[0], 2, HUNDRED, 1);
        cifar(folder.resolve("test.bin"), OF_CIFAR[1], 2, HUNDRED, 0);
    }

    private static void cifar(Path file, int count, int labels, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AtomicFile.write(file, out -> {
            for (int i = 0; i < count; i++) {
                int label = i % classes;
                for (int j = 1; j < labels; j++) {
                    out.write(label / 5); // CIFAR-100's coarse label
                }
                out.write(label);
                out.write(image(label, 3, CIFAR, random));
            }
        });
    }

    private static String identifier(int label) {
        return String.format("n%08d", 1_000_000 + label);
    }

    private static void tiny(Path folder) throws IOException {
        StringBuilder names = new StringBuilder();
        StringBuilder validation = new StringBuilder();
        Path val = Files.createDirectories(folder.resolve("val/images"));
        for (int label = 0; label < FEW_CLASSES; label++) {
            String name = identifier(label);
            names.append(name).append('\n');
            Path images = Files.createDirectories(folder.resolve("train/" + name + "/images"));
            for (int i = 0; i < PER_CLASS; i++) {
                picture(images.resolve(name + "_" + i + ".JPEG"), label, TINY, i);
            }
            String judged = "val_" + label + ".JPEG";
            picture(val.resolve(judged), label, TINY, -1);
            validation.append(judged).append('\t').append(name).append("\t0\t0\t62\t62\n");
        }
        text(folder.resolve("wnids.txt"), names.toString());
        text(folder.resolve("val/val_annotations.txt"), validation.toString());
    }

    private static void imageNet(Path folder) throws IOException {
        StringBuilder solution = new StringBuilder("ImageId,PredictionString\n");
        Path data = folder.resolve("ILSVRC/Data/CLS-LOC");
        Path val = Files.createDirectories(data.resolve("val"));
        for (int label = 0; label < FEW_CLASSES; label++) {
            String name = identifier(label);
            Path train = Files.createDirectories(data.resolve("train").resolve(name));
            for (int i = 0; i < PER_CLASS; i++) {
                picture(train.resolve(name + "_" + i + ".JPEG"), label, PHOTOGRAPH, i);
            }
            String judged = String.format("ILSVRC2012_val_%08d", label);
            picture(val.resolve(judged + ".JPEG"), label, PHOTOGRAPH, -1);
            solution.append(judged).append(',').append(name).append(" 1 1 200 200\n");
        }
        text(folder.resolve("LOC_val_solution.csv"), solution.toString());
    }

    private static void picture(Path file, int label, int side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int grey = pixel(label, row, column, random);
                picture.setRGB(column, row, grey << 16 | grey << 8 | grey);
            }
        }
        AtomicFile.write(file, out -> ImageIO.write(picture, "jpg", out));
    }

    private static void text(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
