package org.mipp.selection.budget;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.mipp.selection.LossCurve;

/**
 * The widths with the least sum of losses that fit a target, where the costs of layers add up: a knapsack with one item of each
 * layer, solved exactly by dynamic programming over the room that is left.
 *
 * <p>Room is counted in units of the greatest common divisor of all costs or, if that would make more than
 * {@value #MOST} units, in so many, costs being rounded up: then what it leaves is less than one unit per layer. Cost:
 * O(units x widths of all layers).
 */
final class Knapsack {

    private static final int MOST = 20_000;

    private Knapsack() {}

    static int[] widths(WidthCosts costs, List<LossCurve> curves, long aim) {
        int[] least = costs.least();
        int[] whole = costs.whole();
        long room = aim - costs.of(least);
        int layers = curves.size();
        long[][] more = new long[layers][]; // cost of a width above the smallest, -1 where it is not allowed
        long unit = 0;
        long base = costs.of(whole);
        for (int i = 0; i < layers; i++) {
            more[i] = new long[whole[i] + 1];
            Arrays.fill(more[i], -1);
            long lowest = costs.with(whole, i, least[i]);
            for (int width = least[i]; ; width = costs.above(i, width)) {
                more[i][width] = (width == whole[i] ? base : costs.with(whole, i, width)) - lowest;
                unit = BigInteger.valueOf(unit)
                        .gcd(BigInteger.valueOf(more[i][width]))
                        .longValue();
                if (width == whole[i]) {
                    break;
                }
            }
        }
        unit = Math.max(Math.max(1, unit), (room + MOST - 1) / MOST);
        int units = (int) (room / unit);
        double[] best = new double[units + 1]; // least loss of the layers so far in so much room
        int[][] choice = new int[layers][units + 1];
        for (int i = 0; i < layers; i++) {
            best = add(more[i], unit, curves.get(i), best, choice[i]);
        }
        int[] widths = new int[layers];
        int left = units;
        for (int i = layers - 1; i >= 0; i--) {
            widths[i] = choice[i][left];
            left -= (int) ((more[i][widths[i]] + unit - 1) / unit);
        }
        return widths;
    }

    private static double[] add(long[] more, long unit, LossCurve curve, double[] before, int[] choice) {
        double[] best = new double[before.length];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int width = 0; width < more.length; width++) {
            long taken = (more[width] + unit - 1) / unit;
            if (more[width] < 0 || taken >= before.length) {
                continue;
            }
            double loss = curve.at(width);
            for (int room = (int) taken; room < before.length; room++) {
                double sum = before[room - (int) taken] + loss;
                if (sum < best[room]) {
                    best[room] = sum;
                    choice[room] = width;
                }
            }
        }
        return best;
    }
}
