package org.mipp.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.mipp.information.gaussian.BackwardElimination;
import org.mipp.information.gaussian.GaussianModel;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;

/**
 * Selection in the widest layer of VGG-16: 512 filters of 3 x 3, so 4,608 columns, against 512 targets, down to one filter.
 * Prints the time, the memory, and the share of the machine's rate for products of matrices that it reaches.
 */
public final class WideLayer {

    private static final int WIDTH = 9;
    private static final int SAMPLES = 20_000;
    private static final int FACTORS = 64; // that columns and targets have in common

    private WideLayer() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments filters (512) and targets (512)
     */
    public static void main(String[] arguments) {
        int filters = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 512;
        int targets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
        select(moments(32 * WIDTH, 32)); // not counted
        SecondMoments moments = moments(filters * WIDTH, targets);
        long start = System.nanoTime();
        select(moments);
        double seconds = (System.nanoTime() - start) / 1e9;
        double p = filters * (double) WIDTH;
        double operations = 2 * (p * p * p + 2 * p * p * p / 3) + 4 * p * p * targets; // two inverses, two downdates
        double rate = operations / seconds / 1e9;
        double products = rateOfProducts();
        Machine.print(
                "Selection in a wide layer",
                "Random covariances; the whole removal path, scored anew after each removal; one run.");
        System.out.printf(
                Locale.ROOT,
                "| filters | columns | targets | seconds | GFLOP/s | dgemm GFLOP/s | share | peak memory, MiB |%n"
                        + "|---|---|---|---|---|---|---|---|%n"
                        + "| %d | %,.0f | %d | %.1f | %.1f | %.1f | %.0f %% | %s |%n",
                filters,
                p,
                targets,
                seconds,
                rate,
                products,
                100 * rate / products,
                peakMemory());
    }

    private static SecondMoments moments(int columns, int targets) {
        int d = columns + targets;
        Random random = new Random(1);
        double[][] loadings = new double[d][FACTORS];
        for (double[] row : loadings) {
            for (int k = 0; k < FACTORS; k++) {
                row[k] = random.nextGaussian() / 8;
            }
        }
        double[] scatter = new double[d * d];
        IntStream.range(0, d).parallel().forEach(i -> {
            for (int j = 0; j < d; j++) {
                double sum = i == j ? 1 : 0;
                for (int k = 0; k < FACTORS; k++) {
                    sum += loadings[i][k] * loadings[j][k];
                }
                scatter[i * d + j] = SAMPLES * sum;
            }
        });
        return SecondMoments.of(columns, SAMPLES, SAMPLES, new double[d], scatter);
    }

    private static void select(SecondMoments moments) {
        GaussianModel model = GaussianModel.of(moments, WIDTH, Regularisation.DEFAULT);
        try (BackwardElimination elimination = model.eliminate()) {
            for (int left = model.nodes(); left > 1; left--) {
                elimination.remove(elimination.scores().stream()
                        .min(Comparator.comparingDouble(BackwardElimination.Score::share))
                        .orElseThrow()
                        .node());
            }
        }
    }

    private static double rateOfProducts() {
        int n = 2000;
        Matrix matrix = Matrix.fill(n, n, (i, j) -> 1.0 / (1 + i + j));
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < 5; run++) {
            long start = System.nanoTime();
            matrix.times(matrix);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return 2.0 * n * n * n / best / 1e9;
    }

    private static String peakMemory() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/self/status"));
            return lines.stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .map(line -> String.valueOf(Long.parseLong(line.replaceAll("\\D", "")) / 1024))
                    .findFirst()
                    .orElse("not known");
        } catch (IOException e) {
            return "not known";
        }
    }
}
