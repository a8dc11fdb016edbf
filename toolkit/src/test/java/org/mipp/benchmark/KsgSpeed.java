package org.mipp.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.linalg.Matrix;

/**
 * How long the nearest-neighbour estimator takes, beside the same estimator on SciPy's cKDTree and by a loop that numba compiles
 * in the same run, and how long the Gaussian scan of a wide layer takes. Prints Markdown tables.
 */
public final class KsgSpeed {

    private static final int K = 5;
    private static final double WARM_UP_SECONDS = 3;
    private static final int RUNS = 9;
    private static final int TOO_MANY_FOR_A_LOOP = 100_000;
    private static final int[][] SIZES = {
        {10_000, 1}, {10_000, 2}, {10_000, 5}, {5_000, 20}, {5_000, 50}, {100_000, 1}, {100_000, 2}, {100_000, 3}
    };
    private static final String[] NOT_RUN = {"", ""};

    private KsgSpeed() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments a Python with SciPy and numba and the script {@code ksg.py}; without them only this toolkit is measured
     * @throws IOException if the script cannot be run
     */
    public static void main(String[] arguments) throws IOException {
        Machine.print(
                "KSG-1, k = 5: time of one estimate",
                "Standard normal columns, the first of x and of y correlated by 0.75, standardising included. Median of "
                        + RUNS + " runs after " + WARM_UP_SECONDS + " s that do not count, all threads; in brackets the"
                        + " mean processor time of all threads, which other programs on the machine disturb less.");
        System.out.println("| samples | columns | ms | SciPy, ms | numba, ms | nats | SciPy, nats | numba, nats |\n"
                + "|---|---|---|---|---|---|---|---|");
        for (int[] size : SIZES) {
            Matrix data = correlated(size[0], size[1]);
            Matrix x = data.without(size[1], size[1]);
            Matrix y = data.without(0, size[1]);
            MiEstimator ksg = new KsgMi(KsgMi.Algorithm.FIRST, K);
            String own = time(() -> ksg.estimate(x, y));
            boolean beside = arguments.length == 2;
            String[] scipy = beside ? python("scipy", arguments, data, size[1]) : NOT_RUN;
            String[] numba =
                    beside && size[0] < TOO_MANY_FOR_A_LOOP ? python("numba", arguments, data, size[1]) : NOT_RUN;
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %d + %d | %s | %s | %s | %.6f | %s | %s |%n",
                    size[0],
                    size[1],
                    size[1],
                    own,
                    scipy[0],
                    numba[0],
                    ksg.estimate(x, y),
                    scipy[1],
                    numba[1]);
        }
        gaussian();
    }

    private static void gaussian() {
        Matrix data = correlated(5000, 512);
        Matrix x = data.without(512, 512);
        Matrix y = data.without(0, 512);
        GaussianMi gaussian = new GaussianMi();
        System.out.println("\n| Gaussian, 512 nodes, 512 targets, 5,000 samples | ms |\n|---|---|");
        System.out.println("| one estimate | " + time(() -> gaussian.estimate(x, y)) + " |");
        System.out.println("| all leave-one-out values | " + time(() -> gaussian.leaveOneOut(x, 1, y)) + " |");
    }

    private static String time(Runnable work) {
        long start = System.nanoTime();
        do {
            work.run();
        } while (System.nanoTime() - start < WARM_UP_SECONDS * 1e9);
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = process.getProcessCpuTime();
        double median = Machine.median(0, RUNS, work);
        double processor = (process.getProcessCpuTime() - before) / 1e6 / RUNS;
        return String.format(Locale.ROOT, "%.1f (%.1f)", median, processor);
    }

    private static Matrix correlated(int samples, int columns) {
        Random random = new Random(1);
        double[] row = new double[2 * columns];
        return Matrix.fill(samples, 2 * columns, (i, j) -> {
            row[j] = random.nextGaussian();
            return j == columns ? 0.75 * row[0] + Math.sqrt(1 - 0.75 * 0.75) * row[j] : row[j];
        });
    }

    /** Runs the script, which prints its versions, then time and estimate as cells of the table. */
    private static String[] python(String how, String[] pythonAndScript, Matrix data, int columns) throws IOException {
        Path file = Files.createTempFile("ksg", ".f64");
        try {
            double[] values = data.toArray();
            ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(values);
            Files.write(file, bytes.array());
            Process process = new ProcessBuilder(
                            pythonAndScript[0],
                            pythonAndScript[1],
                            how,
                            file.toString(),
                            "" + data.rows(),
                            "" + columns,
                            "" + columns,
                            "" + K,
                            "" + RUNS)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String[] lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\\R");
            if (lines.length < 2) {
                throw new IOException(String.join(" ", pythonAndScript)
                        + ": expected versions and a result, got nothing; see its message"
                        + " above, and take a Python with SciPy and numba");
            }
            System.err.println(lines[0]);
            return lines[1].split(";");
        } finally {
            Files.delete(file);
        }
    }
}
