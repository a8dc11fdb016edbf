package org.mipp.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.GaussianCopulaMi;
import org.mipp.information.ranking.ColumnRanking;
import org.mipp.information.ranking.RankColumns;
import org.mipp.information.table.ColumnKind;
import org.mipp.information.table.SampleColumn;
import org.mipp.information.table.TableSamples;
import org.mipp.linalg.Matrix;

/**
 * How long a ranking of a large table takes, and how often a table in which no column tells anything has one that passes. Prints
 * Markdown tables.
 */
public final class TableRanking {

    private static final int TABLES = 400;
    private static final int NULL_ROWS = 200;
    private static final int NULL_COLUMNS = 10;
    private static final int NULL_PERMUTATIONS = 99;

    private TableRanking() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments {@code speed} or {@code errors} for one of the two tables; none for both
     */
    public static void main(String[] arguments) {
        List<String> wanted = Arrays.asList(arguments);
        if (!wanted.contains("errors")) {
            speed();
        }
        if (!wanted.contains("speed")) {
            errors();
        }
    }

    private static void speed() {
        Machine.print(
                "Ranking of 100 columns by what they tell about a target, 10,000 rows",
                "Normal columns, every tenth of them correlated with the target; KSG-1, k = 5, and the estimator that fits a target"
                        + " of three classes (Ross, k = 5). Wall clock and processor time of all threads, seconds, one run after"
                        + " one that does not count.");
        System.out.println(
                "| target | estimates alone | with 20 halves | with 200 permutations | with both | columns that pass |\n"
                        + "|---|---|---|---|---|---|");
        for (boolean labels : new boolean[] {false, true}) {
            TableSamples table = table(10_000, 100, labels, 0.3, 1);
            RankColumns ranking = RankColumns.towards("target");
            time(ranking.repeats(2).permutations(19), table);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %d |%n",
                    labels ? "three classes" : "numbers",
                    time(ranking.repeats(0).permutations(0), table),
                    time(ranking.permutations(0), table),
                    time(ranking.repeats(0), table),
                    time(ranking, table),
                    ranking.repeats(0).of(table).significant().size());
        }
    }

    private static String time(RankColumns ranking, TableSamples table) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processor = system.getProcessCpuTime();
        double seconds = ranking.of(table).provenance().seconds();
        return String.format(Locale.ROOT, "%.1f (%.1f)", seconds, (system.getProcessCpuTime() - processor) / 1e9);
    }

    private static void errors() {
        Machine.print(
                "Tables in which no column tells anything",
                String.format(
                        Locale.ROOT,
                        "%d tables of %d columns and %d rows, %d permutations. At level 0.95 some column may pass by its corrected p"
                                + " in 5 %% of tables (standard error %.1f %%); by its own p, not corrected, more.",
                        TABLES,
                        NULL_COLUMNS,
                        NULL_ROWS,
                        NULL_PERMUTATIONS,
                        100 * Math.sqrt(0.05 * 0.95 / TABLES)));
        System.out.println(
                "| columns | target | estimator | some column passes, %% | by its own p, %% |\n|---|---|---|---|---|"
                        .replace("%%", "%"));
        row("independent", false, 0, RankColumns.towards("target"), false);
        row("independent", true, 0, RankColumns.towards("target"), false);
        row("alike, correlation 0.9", false, 0.9, RankColumns.towards("target"), false);
        row("of four kinds", false, 0, RankColumns.towards("target"), true);
        row("of four kinds", true, 0, RankColumns.towards("target"), true);
        row("independent", false, 0, RankColumns.towards("target").by(new GaussianCopulaMi()), false);
    }

    private static void row(String columns, boolean labels, double alike, RankColumns ranking, boolean kinds) {
        int some = 0;
        int own = 0;
        for (int trial = 0; trial < TABLES; trial++) {
            TableSamples table = nothing(labels, alike, kinds, trial);
            ColumnRanking result = ranking.repeats(0)
                    .permutations(NULL_PERMUTATIONS)
                    .seed(trial)
                    .of(table);
            some += result.significant().isEmpty() ? 0 : 1;
            own += result.columns().stream().anyMatch(column -> column.p().orElse(1) <= 0.05 + 1e-9) ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %.1f |%n",
                columns,
                labels ? "three classes" : "numbers",
                ranking.estimator().map(MiEstimator::name).orElse("fitting"),
                100.0 * some / TABLES,
                100.0 * own / TABLES);
    }

    /** Columns that know nothing of the target but may know each other; of four kinds: numbers, rounded, counts, labels. */
    private static TableSamples nothing(boolean labels, double alike, boolean kinds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] common = random.doubles(NULL_ROWS).map(u -> 6 * u - 3).toArray();
        List<SampleColumn> columns = IntStream.range(0, NULL_COLUMNS)
                .mapToObj(j -> {
                    double[] values = IntStream.range(0, NULL_ROWS)
                            .mapToDouble(
                                    i -> Math.sqrt(alike) * common[i] + Math.sqrt(1 - alike) * random.nextGaussian())
                            .toArray();
                    return kinds ? ofKind(j, values) : SampleColumn.ofNumbers("x" + j, values);
                })
                .collect(Collectors.toCollection(ArrayList::new));
        double[] target = IntStream.range(0, NULL_ROWS)
                .mapToDouble(i -> labels ? random.nextInt(3) : random.nextGaussian())
                .toArray();
        columns.add(SampleColumn.ofNumbers("target", target));
        return new TableSamples("nothing", columns, List.of());
    }

    private static SampleColumn ofKind(int j, double[] values) {
        double[] made = Arrays.stream(values)
                .map(value -> switch (j % 4) {
                    case 0 -> value;
                    case 1 -> Math.rint(5 * value) / 5;
                    case 2 -> Math.min(3, Math.floor(2 * Math.abs(value)));
                    default -> value > 0 ? 1 : 0;
                })
                .toArray();
        return j % 4 == 3
                ? new SampleColumn("x" + j, ColumnKind.LABELS, Matrix.of(made.length, 1, made), List.of("no", "yes"))
                : SampleColumn.ofNumbers("x" + j, made);
    }

    private static TableSamples table(int rows, int count, boolean labels, double correlation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] latent =
                IntStream.range(0, rows).mapToDouble(i -> random.nextGaussian()).toArray();
        List<SampleColumn> columns = new ArrayList<>();
        for (int j = 0; j < count; j++) {
            double rho = j % 10 == 0 ? correlation : 0;
            columns.add(SampleColumn.ofNumbers(
                    "x" + j,
                    Arrays.stream(latent)
                            .map(value -> rho * value + Math.sqrt(1 - rho * rho) * random.nextGaussian())
                            .toArray()));
        }
        columns.add(SampleColumn.ofNumbers(
                "target",
                Arrays.stream(latent)
                        .map(value -> labels ? (value < -0.43 ? 0 : value < 0.43 ? 1 : 2) : value)
                        .toArray()));
        return new TableSamples("speed", columns, List.of());
    }
}
