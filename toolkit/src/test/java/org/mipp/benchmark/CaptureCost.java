package org.mipp.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.MomentsAccumulator;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;

/**
 * What capture costs beside what it must: processor seconds of the moments' products against bare products of the same shapes
 * (all rows of a map times themselves, no triangle), and of everything else against the forward pass. Processor seconds, so that
 * other programs disturb little.
 */
public final class CaptureCost {

    private CaptureCost() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Machine.print(
                "What capture costs",
                "Processor seconds, median of the runs after one that does not count; for one run that is one of 50 images.");
        System.out.printf(
                "| network | images | runs | capture | forward | moments | bare products | moments / bare | rest / forward |%n"
                        + "|---|---|---|---|---|---|---|---|---|%n");
        measure(LeNet5.architecture(), 2000, 9);
        measure(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), 500, 3);
        measure(ImageNetSizes.resnet(18, 64), 300, 1);
    }

    private static void measure(Architecture architecture, int count, int runs) {
        Network network = Initialisation.of(architecture, 1);
        Images images = noise(architecture, count);
        Capture.of(network, images.first(50), CaptureOptions.DEFAULT.convolutionRows(1000));
        double capture = seconds(runs, () -> Capture.of(network, images, CaptureOptions.DEFAULT));
        double forward = seconds(runs, () -> forward(network, images));
        double moments = 0;
        double bare = 0;
        for (LinearMap map : maps(architecture)) {
            long rows = rows(map, count);
            moments += seconds(runs, () -> moments(map, rows));
            bare += seconds(runs, () -> bare(map, rows));
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                architecture.name(),
                count,
                runs,
                capture,
                forward,
                moments,
                bare,
                moments / bare,
                (capture - moments) / forward);
    }

    private static List<LinearMap> maps(Architecture architecture) {
        return architecture.prunable().stream()
                .flatMap(layer -> layer.readers().stream())
                .map(reader -> architecture.map(reader.map()))
                .toList();
    }

    /** As many as capture looks at, where an image has so many positions. */
    private static long rows(LinearMap map, int images) {
        return map instanceof Convolution
                ? (long) images * CaptureOptions.DEFAULT.positionsPerImage(images, map.columns())
                : images;
    }

    private static void moments(LinearMap map, long rows) {
        try (NDManager manager = NDManager.newBaseManager();
                MomentsAccumulator sums = new MomentsAccumulator(manager)) {
            slices(map, rows, manager, (x, y) -> sums.add(x, y, 1));
            sums.moments();
        }
    }

    private static void bare(LinearMap map, long rows) {
        try (NDManager manager = NDManager.newBaseManager()) {
            slices(map, rows, manager, (x, y) -> {
                NDArray z = x.concat(y, 1).toType(DataType.FLOAT64, false);
                z.transpose().matMul(z).getDouble(0, 0);
            });
        }
    }

    /** Takes the rows of some slice. */
    private interface Slice {
        void take(NDArray x, NDArray y);
    }

    private static void slices(LinearMap map, long rows, NDManager manager, Slice slice) {
        int atOnce = (int) Math.min(rows, Math.max(512, (1 << 23) / (map.columns() + map.outputs())));
        try (NDManager values = manager.newSubManager()) {
            NDArray x = values.randomNormal(new Shape(atOnce, map.columns()));
            NDArray y = values.randomNormal(new Shape(atOnce, map.outputs()));
            for (long done = 0; done < rows; done += atOnce) {
                try (NDManager scope = values.newSubManager()) {
                    x.tempAttach(scope);
                    y.tempAttach(scope);
                    slice.take(x, y);
                }
            }
        }
    }

    private static void forward(Network network, Images images) {
        int atOnce = BatchMemory.fastest(network.architecture());
        try (LiveNetwork live = LiveNetwork.open(network)) {
            for (int from = 0; from < images.size(); from += atOnce) {
                try (NDManager batch = live.manager().newSubManager()) {
                    Images some = images.range(from, Math.min(images.size(), from + atOnce));
                    live.forward(LiveNetwork.toInput(live.upload(some, batch))).toFloatArray();
                }
            }
        }
    }

    private static Images noise(Architecture architecture, int count) {
        int[] shape = Stream.of(0, 1, 2)
                .mapToInt(axis -> Math.toIntExact(architecture.input().get(axis)))
                .toArray();
        byte[] pixels = new byte[count * shape[0] * shape[1] * shape[2]];
        new Random(1).nextBytes(pixels);
        return new Images("noise", shape[0], shape[1], shape[2], 10, pixels, new int[count]);
    }

    private static double seconds(int runs, Runnable work) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        if (runs > 1) {
            work.run();
        }
        return IntStream.range(0, runs)
                .mapToDouble(run -> {
                    long start = system.getProcessCpuTime();
                    work.run();
                    return (system.getProcessCpuTime() - start) / 1e9;
                })
                .sorted()
                .toArray()[runs / 2];
    }
}
