package org.mipp.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mipp.information.MiEstimator;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.benchmark.BenchmarkSummary;
import org.mipp.information.benchmark.EstimatorBenchmark;
import org.mipp.information.estimator.BinnedMi;
import org.mipp.information.estimator.GaussianCopulaMi;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.task.MiTask;
import org.mipp.information.task.Tasks;

/**
 * Classical estimators on all 40 tasks at N = 10,000, beside those of an independent implementation of both tasks and
 * estimators in Python. Prints Markdown tables.
 *
 * <p>Both sides draw their own samples, so their means differ by chance. Five seeds each, two for tasks of 25 columns and
 * more. The reference's Gaussian estimates on raw Student tasks are noise of the
 * seeds, as these have no second moments: those rows are marked and not judged.
 */
public final class ReferenceEstimates {

    private static final int SAMPLES = 10_000;
    private static final int WIDE = 25;
    private static final double FLOOR = 0.003; // nats; a standard deviation of two seeds can be 0 by chance

    private static final Map<String, MiEstimator> ESTIMATORS = new LinkedHashMap<>();

    static {
        ESTIMATORS.put("CCA", new GaussianMi(false, 0));
        ESTIMATORS.put("GCMI", new GaussianCopulaMi());
        ESTIMATORS.put("KSG1_k5", new KsgMi(KsgMi.Algorithm.FIRST, 5));
        ESTIMATORS.put("KSG2_k5", new KsgMi(KsgMi.Algorithm.SECOND, 5));
        ESTIMATORS.put("KSG1_k10", new KsgMi(KsgMi.Algorithm.FIRST, 10));
        ESTIMATORS.put("Hist10", new BinnedMi(10, BinnedMi.Binning.EQUAL_WIDTH, false));
    }

    private ReferenceEstimates() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments a folder for results, from which an interrupted run goes on; none to keep none
     * @throws IOException if the reference cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Machine.print(
                "Classical estimators beside a reference",
                String.format(
                        Locale.ROOT,
                        "40 tasks, N = %,d, columns standardised; five seeds, two from %d columns on. In each cell: mean,"
                                + " reference mean, distance in standard errors of the difference (from the spread over"
                                + " both sides' seeds, of single estimates at least %.3f nats).",
                        SAMPLES,
                        WIDE,
                        FLOOR));
        Optional<Path> folder = Arrays.stream(arguments).findFirst().map(Path::of);
        List<BenchmarkSummary> ours = new ArrayList<>();
        ours.addAll(run(folder.map(path -> path.resolve("narrow.csv")), false, 0, 1, 2, 3, 4)
                .summaries());
        ours.addAll(
                run(folder.map(path -> path.resolve("wide.csv")), true, 0, 1).summaries());
        print(ours, reference());
    }

    private static BenchmarkResult run(Optional<Path> file, boolean wide, long... seeds) {
        List<MiTask> tasks =
                Tasks.all().stream().filter(task -> task.dimX() >= WIDE == wide).toList();
        List<Long> chosen = Arrays.stream(seeds).boxed().toList();
        return new EstimatorBenchmark(ESTIMATORS, tasks, List.of(SAMPLES), chosen, file).run();
    }

    /** Values by task and column of the reference. */
    private static Map<String, Map<String, Double>> reference() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                ReferenceEstimates.class.getResourceAsStream("/org/mipp/information/reference-estimates.csv"),
                StandardCharsets.UTF_8))) {
            String[] names = in.readLine().split(",");
            Map<String, Map<String, Double>> byTask = new LinkedHashMap<>();
            in.lines().map(line -> line.split(",")).forEach(cells -> {
                Map<String, Double> values = new HashMap<>();
                for (int i = 1; i < cells.length; i++) {
                    values.put(names[i], Double.parseDouble(cells[i]));
                }
                byTask.put(cells[0], values);
            });
            return byTask;
        }
    }

    private static void print(List<BenchmarkSummary> ours, Map<String, Map<String, Double>> reference) {
        System.out.println("| task | exact | " + String.join(" | ", ESTIMATORS.keySet()) + " |");
        System.out.println("|---|---|" + "---|".repeat(ESTIMATORS.size()));
        Map<String, List<Double>> distances = new HashMap<>();
        reference.forEach((task, values) -> {
            StringBuilder line =
                    new StringBuilder(String.format(Locale.ROOT, "| %s | %.4f |", task, values.get("mi_true_nats")));
            for (String name : ESTIMATORS.keySet()) {
                BenchmarkSummary own = ours.stream()
                        .filter(row ->
                                row.task().equals(task) && row.estimator().equals(name))
                        .findFirst()
                        .orElseThrow();
                boolean judged = !(name.equals("CCA") && task.startsWith("student"));
                double distance =
                        distance(own, values.get(name + "_mean"), values.get(name + "_sd"), values.get("n_seeds"));
                line.append(String.format(
                        Locale.ROOT,
                        " %.3f, %.3f, %s |",
                        own.mean(),
                        values.get(name + "_mean"),
                        judged ? String.format(Locale.ROOT, "%.1f", distance) : "not judged"));
                if (judged) {
                    distances.computeIfAbsent(name, key -> new ArrayList<>()).add(distance);
                }
            }
            System.out.println(line);
        });
        System.out.println(
                "\n| estimator | cells | median | largest | above 3 | mean absolute error, nats | reference |"
                        + "\n|---|---|---|---|---|---|---|");
        distances.forEach((name, all) -> printSummary(name, all, ours, reference));
    }

    /** Student's t with the variances of both sides pooled: either alone, of so few seeds, is often far too small. */
    private static double distance(BenchmarkSummary own, double mean, double deviation, double seeds) {
        double squares =
                (own.estimates() - 1) * own.deviation() * own.deviation() + (seeds - 1) * deviation * deviation;
        double pooled = Math.sqrt(squares / (own.estimates() + seeds - 2));
        return Math.abs(own.mean() - mean) / (Math.max(FLOOR, pooled) * Math.sqrt(1 / seeds + 1.0 / own.estimates()));
    }

    private static void printSummary(
            String name,
            List<Double> distances,
            List<BenchmarkSummary> ours,
            Map<String, Map<String, Double>> reference) {
        double[] sorted =
                distances.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.1f | %d | %.3f | %.3f |%n",
                name,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[sorted.length - 1],
                Arrays.stream(sorted).filter(distance -> distance > 3).count(),
                ours.stream()
                        .filter(row -> row.estimator().equals(name))
                        .mapToDouble(row -> Math.abs(row.mean() - row.truth()))
                        .average()
                        .orElseThrow(),
                reference.values().stream()
                        .mapToDouble(row -> Math.abs(row.get(name + "_mean") - row.get("mi_true_nats")))
                        .average()
                        .orElseThrow());
    }
}
