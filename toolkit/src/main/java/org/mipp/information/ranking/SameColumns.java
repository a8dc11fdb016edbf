package org.mipp.information.ranking;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.mipp.information.table.SampleColumn;

/** Whether two columns tell the same, however they say it: then no estimate has to find that out. */
final class SameColumns {

    private SameColumns() {}

    /** Labels and counts: one for one, under other names. Numbers: in the same order or the reverse, as of a logarithm. */
    static boolean same(SampleColumn a, SampleColumn b) {
        double[] x = a.values().toArray();
        double[] y = b.values().toArray();
        if (a.kind().discrete() || b.kind().discrete()) {
            return function(x, y) && function(y, x);
        }
        double[] falling = Arrays.stream(y).map(value -> -value).toArray();
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted((i, j) -> Double.compare(x[i], x[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        return inOrder(order, x, y) || inOrder(order, x, falling);
    }

    private static boolean function(double[] of, double[] values) {
        Map<Double, Double> seen = new HashMap<>();
        return IntStream.range(0, of.length).allMatch(i -> {
            Double before = seen.putIfAbsent(of[i] + 0.0, values[i]);
            return before == null || before == values[i];
        });
    }

    private static boolean inOrder(int[] order, double[] x, double[] y) {
        return IntStream.range(1, order.length)
                .allMatch(i -> Double.compare(x[order[i - 1]] + 0.0, x[order[i]] + 0.0)
                        == Double.compare(y[order[i - 1]] + 0.0, y[order[i]] + 0.0));
    }
}
