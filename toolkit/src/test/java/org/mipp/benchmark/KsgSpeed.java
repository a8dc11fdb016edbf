package org.mipp.benchmark;

import java.io.IOException;
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
 * How long the nearest-neighbour estimator takes, beside the same estimator on SciPy's cKDTree in the same run, and how
 * long the Gaussian scan of a wide layer takes. Prints Markdown tables.
 */
public final class KsgSpeed {

    private static final int K = 5;
    private static final int WARM_UP = 5;
    private static final int RUNS = 9;

    private KsgSpeed() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments a Python with SciPy and the script {@code ksg.py}; without them only this toolkit is measured
     * @throws IOException if the script cannot be run
     */
    public static void main(String[] arguments) throws IOException {
        Machine.print(
                "KSG-1, k = 5: time of one estimate",
                "Standard normal columns, the first of x and of y correlated by 0.75, standardising included. Median of "
                        + RUNS + " runs after " + WARM_UP + " that do not count (SciPy: after one), all threads.");
        System.out.println("| samples | columns | ms | SciPy, ms | nats | SciPy, nats |\n|---|---|---|---|---|---|");
        for (int[] size : new int[][] {{10_000, 1}, {10_000, 2}, {10_000, 5}, {100_000, 1}, {100_000, 2}}) {
            Matrix data = correlated(size[0], size[1]);
            Matrix x = data.without(size[1], size[1]);
            Matrix y = data.without(0, size[1]);
            MiEstimator ksg = new KsgMi(KsgMi.Algorithm.FIRST, K);
            double milliseconds = Machine.median(WARM_UP, RUNS, () -> ksg.estimate(x, y));
            String[] scipy = arguments.length == 2 ? scipy(arguments[0], arguments[1], data, size[1]) : null;
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %d + %d | %.1f | %s | %.6f | %s |%n",
                    size[0],
                    size[1],
                    size[1],
                    milliseconds,
                    scipy == null ? "" : String.format(Locale.ROOT, "%.1f", 1000 * Double.parseDouble(scipy[1])),
                    ksg.estimate(x, y),
                    scipy == null ? "" : String.format(Locale.ROOT, "%.6f", Double.parseDouble(scipy[0])));
        }
        gaussian();
    }

    private static void gaussian() {
        Matrix data = correlated(5000, 512);
        Matrix x = data.without(512, 512);
        Matrix y = data.without(0, 512);
        GaussianMi gaussian = new GaussianMi();
        System.out.println("\n| Gaussian, 512 nodes, 512 targets, 5,000 samples | ms |\n|---|---|");
        System.out.printf(
                Locale.ROOT, "| one estimate | %.0f |%n", Machine.median(2, 5, () -> gaussian.estimate(x, y)));
        System.out.printf(
                Locale.ROOT,
                "| all leave-one-out values | %.0f |%n",
                Machine.median(2, 5, () -> gaussian.leaveOneOut(x, 1, y)));
    }

    private static Matrix correlated(int samples, int columns) {
        Random random = new Random(1);
        double[] row = new double[2 * columns];
        return Matrix.fill(samples, 2 * columns, (i, j) -> {
            row[j] = random.nextGaussian();
            return j == columns ? 0.75 * row[0] + Math.sqrt(1 - 0.75 * 0.75) * row[j] : row[j];
        });
    }

    /** Runs the script; the last line that it prints holds the estimate and the seconds. */
    private static String[] scipy(String python, String script, Matrix data, int columns) throws IOException {
        Path file = Files.createTempFile("ksg", ".f64");
        try {
            double[] values = data.toArray();
            ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(values);
            Files.write(file, bytes.array());
            Process process = new ProcessBuilder(
                            python,
                            script,
                            file.toString(),
                            "" + data.rows(),
                            "" + columns,
                            "" + columns,
                            "" + K,
                            "" + RUNS)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String[] lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\\R");
            if (data.rows() == 10_000 && columns == 1) {
                System.err.println("SciPy's side: " + lines[0]);
            }
            return lines[lines.length - 1].split(" ");
        } finally {
            Files.delete(file);
        }
    }
}
