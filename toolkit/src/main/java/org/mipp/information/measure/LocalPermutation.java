package org.mipp.information.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.information.neighbours.Neighbours;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.Standardisation;
import org.mipp.run.RandomOrder;
import org.mipp.run.progress.Parallel;

/**
 * Permutations of rows that respect what is known already, Z: every row gets the X of a row whose Z is nearly its own, so that what
 * X has to do with Z stays, and what X has to do with Y beyond Z goes. Permuting all rows would destroy both, and take for
 * conditional information what is not.
 *
 * <p>Where every value of Z comes several times, rows change places among those of the same Z, which is exact. Otherwise this is the
 * local permutation of Runge (Conditional independence testing based on a nearest-neighbor estimator of conditional mutual
 * information, AISTATS 2018, algorithm 1): rows in random order each take one of their {@code neighbours} nearest rows in Z, itself
 * among them, one that no row has taken before where there is such a one; the last one looked at where there is none, so that some
 * rows serve twice. Columns of Z are standardised first; distances are in the maximum norm. Exact only as far as X depends on Z no
 * more than between neighbours: take more rows or fewer neighbours where it does.
 *
 * <p>Cost: neighbours are looked for once, O(N sqrt(N)) distances for one or two columns and O(N^2) at worst, then O(N) per permutation.
 */
final class LocalPermutation {

    static final int NEIGHBOURS = 5; // as in the paper's experiments

    private final int n;
    private final int[][] near; // rows that may serve each row; or all rows of a cell
    private final boolean cells;

    private LocalPermutation(int n, int[][] near, boolean cells) {
        this.n = n;
        this.near = near;
        this.cells = cells;
    }

    static LocalPermutation of(Matrix z, int neighbours) {
        int[][] cells = cells(z);
        boolean discrete = Arrays.stream(cells).allMatch(cell -> cell.length > 1);
        return discrete
                ? new LocalPermutation(z.rows(), cells, true)
                : new LocalPermutation(z.rows(), nearest(z, Math.min(neighbours, z.rows())), false);
    }

    /** The rows of every different Z. */
    private static int[][] cells(Matrix z) {
        Map<List<Double>, List<Integer>> cells = new HashMap<>();
        for (int i = 0; i < z.rows(); i++) {
            List<Double> key =
                    Arrays.stream(z.row(i)).map(value -> value + 0.0).boxed().toList();
            cells.computeIfAbsent(key, any -> new ArrayList<>()).add(i);
        }
        return cells.values().stream()
                .sorted(Comparator.comparing(rows -> rows.get(0)))
                .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** The nearest rows of every row, itself first: how far they are is known from the tree, who they are from a sweep. */
    private static int[][] nearest(Matrix z, int count) {
        int n = z.rows();
        int d = z.columns();
        double[] points = Standardisation.of(z).matrix().toArray();
        double[] reach = count < 2 ? new double[n] : Neighbours.of(points, d).reach(count - 1, d)[0];
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> points[i * d]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[][] near = new int[n][];
        Parallel.each(n, place -> near[order[place]] = nearest(points, d, order, place, reach[order[place]], count));
        return near;
    }

    private static int[] nearest(double[] points, int d, int[] order, int place, double reach, int count) {
        int row = order[place];
        List<Integer> within = new ArrayList<>();
        for (int step = -1; step <= 1; step += 2) {
            for (int other = place + step;
                    other >= 0 && other < order.length && Math.abs(points[order[other] * d] - points[row * d]) <= reach;
                    other += step) {
                if (distance(points, d, row, order[other]) <= reach) {
                    within.add(order[other]);
                }
            }
        }
        SplittableRandom random = new SplittableRandom(row); // among equally near ones
        return IntStream.concat(
                        IntStream.of(row),
                        within.stream()
                                .map(other -> new Near(other, distance(points, d, row, other), random.nextLong()))
                                .sorted(Comparator.comparingDouble(Near::distance)
                                        .thenComparingLong(Near::lot))
                                .mapToInt(Near::row)
                                .limit(count - 1L))
                .toArray();
    }

    private record Near(int row, double distance, long lot) {}

    private static double distance(double[] points, int d, int a, int b) {
        double largest = 0;
        for (int j = 0; j < d; j++) {
            largest = Math.max(largest, Math.abs(points[a * d + j] - points[b * d + j]));
        }
        return largest;
    }

    /** Which row's X every row gets. */
    int[] order(SplittableRandom random) {
        int[] order = new int[n];
        if (cells) {
            for (int[] cell : near) {
                int[] places = RandomOrder.of(cell.length, random);
                for (int i = 0; i < cell.length; i++) {
                    order[cell[i]] = cell[places[i]];
                }
            }
            return order;
        }
        boolean[] taken = new boolean[n];
        for (int row : RandomOrder.of(n, random)) {
            int[] offered = near[row];
            int chosen = row;
            for (int place : RandomOrder.of(offered.length, random)) {
                chosen = offered[place];
                if (!taken[chosen]) {
                    break;
                }
            }
            taken[chosen] = true;
            order[row] = chosen;
        }
        return order;
    }

    /** Whether rows change places among those of the same Z only. */
    boolean exact() {
        return cells;
    }

    /** Of the variance of every column, the share that is left among rows of the same Z. */
    double[] varianceWithin(Matrix x) {
        return IntStream.range(0, x.columns())
                .mapToDouble(j -> {
                    double[] column = x.column(j);
                    double within = Arrays.stream(near)
                            .mapToDouble(cell -> squares(Arrays.stream(cell)
                                    .mapToDouble(row -> column[row])
                                    .toArray()))
                            .sum();
                    return within / squares(column);
                })
                .toArray();
    }

    private static double squares(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
    }

    /** What is kept, in words. */
    String words() {
        return cells ? "among rows of the same Z" : "among " + NEIGHBOURS + " neighbours in Z";
    }
}
