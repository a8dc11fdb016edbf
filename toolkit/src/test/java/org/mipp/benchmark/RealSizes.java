package org.mipp.benchmark;

import static org.mipp.Budgets.keep;
import static org.mipp.Mipp.capture;
import static org.mipp.Mipp.prune;
import static org.mipp.Mipp.selectMasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.mipp.capture.Activations;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.selection.Masks;

/**
 * The memory that networks of ordinary size take: the peak of the process, after each verb. New weights and random images: it is
 * about memory and time only.
 */
public final class RealSizes {

    private RealSizes() {}

    /**
     * Runs one case.
     *
     * @param arguments network ({@code resnet18}, {@code resnet50}, {@code vgg16}, or {@code vgg16cifar} with one fully connected
     *     layer), side of the images, number of images, and how far to go: {@code capture} or {@code prune}
     */
    public static void main(String[] arguments) {
        int side = Integer.parseInt(arguments[1]);
        Network network = Initialisation.of(architecture(arguments[0], side), 1);
        Images images = noise(Integer.parseInt(arguments[2]), side);
        Machine.print(
                "Memory at real sizes",
                String.format(Locale.ROOT, "%s, %d images of %d x %d.", arguments[0], images.size(), side, side));
        System.out.printf("| verb | seconds | peak resident memory, MiB |%n|---|---|---|%n");
        Activations activations = timed("capture", () -> capture(network, images));
        if (arguments[3].equals("prune")) {
            Masks masks = timed("selectMasks", () -> selectMasks(activations, keep(0.5)));
            timed("prune", () -> prune(network, masks));
        }
    }

    private static Architecture architecture(String name, int side) {
        return switch (name) {
            case "resnet18" -> ImageNetSizes.resnet(18, side);
            case "resnet50" -> ImageNetSizes.resnet(50, side);
            case "vgg16" -> ImageNetSizes.vgg16(side);
            default -> org.mipp.network.zoo.Vgg.of(16, 10);
        };
    }

    private static Images noise(int count, int side) {
        byte[] pixels = new byte[count * 3 * side * side];
        new Random(1).nextBytes(pixels);
        return new Images("noise", 3, side, side, 1000, pixels, new int[count]);
    }

    private static <T> T timed(String verb, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        System.out.printf(Locale.ROOT, "| %s | %.1f | %d |%n", verb, (System.nanoTime() - start) / 1e9, peakMemory());
        return result;
    }

    private static long peakMemory() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
