package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mipp.information.MiEstimator;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Sample;
import org.mipp.information.task.Tasks;

/**
 * Six estimators against an independent implementation in NumPy, at N = 10,000, on a subset of the 40 tasks that is quick
 * and has every kind of margin. The program {@code ReferenceEstimates} of the benchmarks compares all 40.
 *
 * <p>Both sides drew their own samples. The mean of our two seeds may be off by three of the reference's standard
 * deviations, each taken for at least what single estimates scatter by on these tasks.
 */
class ReferenceEstimatesTest {

    private static final int SEEDS = 2;
    private static final double LEAST_DEVIATION = 0.005; // five seeds often scatter less by luck

    private static final List<String> TASKS = List.of(
            "1v1-normal-0.75",
            "normal_cdf-1v1-normal-0.75",
            "1v1-additive-0.1",
            "1v1-bimodal-0.75",
            "wiggly-1v1-normal-0.75",
            "half_cube-1v1-normal-0.75",
            "swissroll_x-normal_cdf-1v1-normal-0.75",
            "multinormal-dense-2-2-0.5",
            "multinormal-sparse-3-3-2-2.0",
            "spiral-multinormal-sparse-3-3-2-2.0");

    private static final Map<String, MiEstimator> ESTIMATORS = Map.of(
            "CCA", new GaussianMi(false, 0),
            "GCMI", new GaussianCopulaMi(),
            "KSG1_k5", new KsgMi(KsgMi.Algorithm.FIRST, 5),
            "KSG2_k5", new KsgMi(KsgMi.Algorithm.SECOND, 5),
            "KSG1_k10", new KsgMi(KsgMi.Algorithm.FIRST, 10),
            "Hist10", new BinnedMi(10, BinnedMi.Binning.EQUAL_WIDTH, false));

    @TestFactory
    Stream<DynamicTest> estimatesAreThoseOfTheReference() throws IOException {
        Map<String, Map<String, Double>> reference = reference();
        return TASKS.stream().map(Tasks::get).flatMap(task -> {
            List<Sample> samples = Stream.iterate(0L, seed -> seed + 1)
                    .limit(SEEDS)
                    .map(seed -> task.sample(10_000, seed).standardised())
                    .toList();
            return ESTIMATORS.entrySet().stream()
                    .map(entry -> DynamicTest.dynamicTest(
                            task.id() + ", " + entry.getKey(),
                            () -> compare(task, samples, entry.getKey(), entry.getValue(), reference.get(task.id()))));
        });
    }

    private static void compare(
            MiTask task, List<Sample> samples, String column, MiEstimator estimator, Map<String, Double> row) {
        double mean = samples.stream()
                .mapToDouble(sample -> estimator.estimate(sample.x(), sample.y()))
                .average()
                .orElseThrow();
        double deviation = Math.max(LEAST_DEVIATION, row.get(column + "_sd"));
        assertEquals(row.get(column + "_mean"), mean, 3 * deviation, task.id());
    }

    private static Map<String, Map<String, Double>> reference() throws IOException {
        Map<String, Map<String, Double>> rows = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        MiEstimator.class.getResourceAsStream("reference-estimates.csv"), "reference-estimates.csv"),
                StandardCharsets.UTF_8))) {
            String[] names = lines.readLine().split(",");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] values = line.split(",");
                Map<String, Double> row = new HashMap<>();
                for (int i = 1; i < names.length; i++) {
                    row.put(names[i], Double.parseDouble(values[i]));
                }
                rows.put(values[0], row);
            }
        }
        return rows;
    }
}
