package org.mipp.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.estimator.DiscreteMi;
import org.mipp.information.estimator.GaussianMi;
import org.mipp.information.estimator.KsgMi;
import org.mipp.information.measure.Measure;
import org.mipp.information.measure.Measurement;
import org.mipp.linalg.Matrix;

/**
 * How often conditional information is found where there is none, X and Y both depending on Z, and where there is some. Prints a
 * Markdown table.
 */
public final class ConditionalErrors {

    private static final int TRIALS = 200;
    private static final int PERMUTATIONS = 39;
    private static final double LEVEL = 0.95;

    private ConditionalErrors() {}

    /** X and Y, each made of Z and noise of its own, and of a common noise as well where there is something to find. */
    private record Case(String name, Kind kind, int columnsOfZ, int samples, ConditionalMiEstimator estimator) {}

    private enum Kind {
        LINEAR,
        CURVED,
        MIXED,
        LABELS
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments the rows to measure, counted from 1; all if left out
     */
    public static void main(String[] arguments) {
        Machine.print(
                "Conditional information, permuted locally",
                String.format(
                        Locale.ROOT,
                        "%d trials, %d permutations, level %.2f. X = f(Z) + noise, Y = g(Z) + noise; f and g linear, curved (sine and"
                                + " square of the first column of Z, or of the sum of all by the root of their number), or the"
                                + " label's mean. A share of trials passes by chance: 5 %%"
                                + " if the permutations respect Z (standard error 1.5 %%). Power: a common part of 0.5 of each"
                                + " noise.",
                        TRIALS,
                        PERMUTATIONS,
                        LEVEL));
        System.out.println(
                "| Z | columns of Z | N | estimator | passes without information, % | by permuting all rows, % |"
                        + " passes with information, % |\n|---|---|---|---|---|---|---|");
        ConditionalMiEstimator ksg = new KsgMi(KsgMi.Algorithm.FIRST, 5);
        List<Case> cases = List.of(
                new Case("linear", Kind.LINEAR, 1, 500, new GaussianMi()),
                new Case("linear", Kind.LINEAR, 1, 500, ksg),
                new Case("linear", Kind.LINEAR, 3, 500, ksg),
                new Case("curved", Kind.CURVED, 1, 500, ksg),
                new Case("curved", Kind.CURVED, 1, 2000, ksg),
                new Case("curved", Kind.CURVED, 3, 500, ksg),
                new Case("four labels", Kind.LABELS, 1, 500, ksg),
                new Case("four labels, X and Y in three bins", Kind.LABELS, 1, 500, new DiscreteMi(true)),
                new Case("linear", Kind.LINEAR, 2, 500, ksg),
                new Case("linear", Kind.LINEAR, 5, 500, ksg),
                new Case("curved", Kind.CURVED, 2, 500, ksg),
                new Case("curved", Kind.CURVED, 5, 500, ksg),
                new Case("curved, of all columns", Kind.MIXED, 2, 500, ksg),
                new Case("curved, of all columns", Kind.MIXED, 3, 500, ksg),
                new Case("curved, of all columns", Kind.MIXED, 5, 500, ksg));
        int[] rows = arguments.length == 0
                ? IntStream.rangeClosed(1, cases.size()).toArray()
                : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        for (int row : rows) {
            Case one = cases.get(row - 1);
            int[] passed = new int[3];
            for (int trial = 0; trial < TRIALS; trial++) {
                passed[0] += passes(one, 0, trial, true) ? 1 : 0;
                passed[1] += passes(one, 0, trial, false) ? 1 : 0;
                passed[2] += passes(one, 0.5, trial, true) ? 1 : 0;
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %,d | %s | %.1f | %.1f | %.1f |%n",
                    one.name(),
                    one.columnsOfZ(),
                    one.samples(),
                    one.estimator().name(),
                    100.0 * passed[0] / TRIALS,
                    100.0 * passed[1] / TRIALS,
                    100.0 * passed[2] / TRIALS);
        }
    }

    private static boolean passes(Case one, double common, long trial, boolean local) {
        SplittableRandom random = new SplittableRandom(trial);
        Matrix z = Matrix.fill(
                one.samples(),
                one.columnsOfZ(),
                (i, j) -> one.kind() == Kind.LABELS ? random.nextInt(4) : random.nextGaussian());
        Matrix shared = Matrix.fill(one.samples(), 1, (i, j) -> random.nextGaussian());
        Matrix x = dependent(one, z, shared, common, random, true);
        Matrix y = dependent(one, z, shared, common, random, false);
        Measure measure = Measure.with(one.estimator())
                .repeats(0)
                .permutations(PERMUTATIONS)
                .level(LEVEL)
                .seed(trial);
        Measurement measured = local ? measure.of(x, y, z) : measure.of(x, y);
        return measured.chance().orElseThrow().pValue() <= 1 - LEVEL + 1e-9;
    }

    private static Matrix dependent(
            Case one, Matrix z, Matrix shared, double common, SplittableRandom random, boolean first) {
        return Matrix.fill(one.samples(), 1, (i, j) -> {
            double noise = Math.sqrt(1 - common) * random.nextGaussian() + Math.sqrt(common) * shared.get(i, 0);
            double known =
                    one.kind() == Kind.MIXED ? Arrays.stream(z.row(i)).sum() / Math.sqrt(z.columns()) : z.get(i, 0);
            double of =
                    switch (one.kind()) {
                        case LINEAR, LABELS -> known;
                        case CURVED, MIXED -> first ? 2 * Math.sin(2 * known) : known * known;
                    };
            return one.estimator() instanceof DiscreteMi
                    ? Math.floor(Math.max(-1, Math.min(1, (of + noise) / 2)))
                    : of + noise;
        });
    }
}
