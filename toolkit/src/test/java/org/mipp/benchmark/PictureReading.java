package org.mipp.benchmark;

import ai.djl.ndarray.types.Shape;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.mipp.data.Images;
import org.mipp.data.picture.PictureFolders;
import org.mipp.data.picture.PictureOptions;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.run.progress.Parallel;
import org.mipp.training.judge.Evaluation;

/**
 * Whether pictures in a folder are decoded while the network works: wall time of judging a network on them, beside the
 * processor time of decoding alone and of the network alone. Makes the pictures, JPEG of 256 x 256, where they are not there
 * yet. Prints a Markdown table.
 */
public final class PictureReading {

    private static final int SIDE = 224;

    private PictureReading() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments the folder for the pictures, how many, and the width of the network (64 for that of ResNet-18)
     * @throws IOException if pictures cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        int width = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 16;
        make(folder, count);
        Cost listing = Cost.of(() -> PictureFolders.all(folder, options()));
        Images images = PictureFolders.all(folder, options()).first(count);
        Network network = Initialisation.of(resNet18(width, images.classes()), 0);
        Evaluation.of(network, images.first(200));
        int some = Math.min(count, 1000);
        Cost decoding = Cost.of(() -> images.first(some).read()).times((double) count / some);
        Images inMemory = images.first(some).read();
        Cost forward = Cost.of(() -> Evaluation.of(network, inMemory)).times((double) count / some);
        Cost both = Cost.of(() -> Evaluation.of(network, images));

        Machine.print(
                "Pictures from a folder",
                String.format(
                        Locale.ROOT,
                        "%,d JPEG files of 256 x 256 as images of 3 x %d x %d, judged by a ResNet-18 of width %d;"
                                + " decoding and the network alone measured on %,d; one run.",
                        count,
                        SIDE,
                        SIDE,
                        width,
                        some));
        System.out.println("| step | wall, s | processor, s |\n|---|---|---|");
        row("listing", listing);
        row("decoding alone", decoding);
        row("the network alone", forward);
        row("evaluate", both);
        double bound = (decoding.processor() + forward.processor())
                / Runtime.getRuntime().availableProcessors();
        System.out.printf(
                Locale.ROOT,
                "%nWall time of evaluate: %.2f x the processor time of both alone per processor. Peak resident memory: %s.%n",
                both.wall() / bound,
                peak());
    }

    /** With the 7 x 7 convolution and the pooling of the networks for ImageNet. */
    private static Architecture resNet18(int width, int classes) {
        ArchitectureBuilder layers = new ArchitectureBuilder("ResNet-18", new Shape(3, SIDE, SIDE))
                .then("conv1", Convolution.of(3, width, 7).padded(3).strided(2).withoutBias())
                .then("bn1", new BatchNorm(width))
                .then("relu1", new Relu())
                .then("maxpool", new MaxPool(3, 2, 1));
        int inputs = width;
        for (int stage = 0; stage < 4; stage++) {
            int outputs = width << stage;
            for (int block = 0; block < 2; block++) {
                block(layers, "layer" + (stage + 1) + "." + block, inputs, outputs);
                inputs = outputs;
            }
        }
        return layers.then("avgpool", new GlobalAveragePool())
                .then("fc", new FullyConnected(inputs, classes))
                .build();
    }

    private static void block(ArchitectureBuilder layers, String name, int inputs, int outputs) {
        int stride = inputs == outputs ? 1 : 2;
        String before = layers.last();
        String shortcut = inputs == outputs
                ? before
                : layers.then(
                                name + ".downsample",
                                Convolution.of(inputs, outputs, 1).strided(stride))
                        .last();
        layers.add(name + ".conv1", Convolution.of(inputs, outputs, 3).padded(1).strided(stride), before)
                .then(name + ".bn1", new BatchNorm(outputs))
                .then(name + ".relu1", new Relu())
                .then(name + ".conv2", Convolution.of(outputs, outputs, 3).padded(1))
                .then(name + ".bn2", new BatchNorm(outputs))
                .add(name + ".add", new Add(), name + ".bn2", shortcut)
                .then(name + ".relu2", new Relu());
    }

    private static PictureOptions options() {
        return PictureOptions.of(3, SIDE);
    }

    /** Seconds on the clock, and of all processors together. */
    private record Cost(double wall, double processor) {

        static Cost of(Runnable work) {
            long clock = System.nanoTime();
            long processor = processorNanos();
            work.run();
            return new Cost((System.nanoTime() - clock) / 1e9, (processorNanos() - processor) / 1e9);
        }

        Cost times(double factor) {
            return new Cost(wall * factor, processor * factor);
        }

        private static long processorNanos() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }
    }

    private static void row(String step, Cost cost) {
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", step, cost.wall(), cost.processor());
    }

    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .flatMapToLong(line -> LongStream.of(Long.parseLong(line.replaceAll("\\D", ""))))
                        .mapToObj(kilobytes -> kilobytes / 1024 + " MB")
                        .findFirst()
                        .orElse("not known")
                : "not known";
    }

    private static void make(Path folder, int count) {
        Parallel.each(count, 16, () -> {
            BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
            return index -> {
                Path file = folder.resolve(String.format(Locale.ROOT, "class %d/%06d.jpg", index % 10, index));
                if (!Files.exists(file)) {
                    paint(image, new SplittableRandom(index));
                    write(image, file);
                }
            };
        });
    }

    private static void write(BufferedImage image, Path file) {
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "jpg", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void paint(BufferedImage image, SplittableRandom random) {
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(
                0,
                random.nextInt(256),
                new Color(random.nextInt(1 << 24)),
                256,
                128,
                new Color(random.nextInt(1 << 24))));
        graphics.fillRect(0, 0, 256, 256);
        for (int i = 0; i < 40; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillOval(random.nextInt(256), random.nextInt(256), random.nextInt(60), random.nextInt(60));
        }
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 24));
        graphics.drawString(Long.toHexString(random.nextLong()), 10, 128);
        graphics.dispose();
    }
}
