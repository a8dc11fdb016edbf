package org.mipp.information.estimator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Digamma;
import org.mipp.information.estimator.KsgMi.Algorithm;
import org.mipp.linalg.Matrix;

/** The estimators of {@link KsgMi} word by word, comparing all pairs. */
final class SlowKsg {

    private final Matrix[] variables;
    private final int n;
    private final KsgMi ksg;
    private final int[][] neighbours;

    private SlowKsg(KsgMi ksg, Matrix... variables) {
        this.ksg = ksg;
        this.n = variables[0].rows();
        this.variables = new Matrix[variables.length];
        double[][] spread = Ties.spread(
                n,
                ksg.k(),
                ksg.seed(),
                Arrays.stream(variables).map(SampleColumns::standardised).toArray(double[][]::new));
        for (int v = 0; v < variables.length; v++) {
            this.variables[v] = Matrix.of(n, variables[v].columns(), spread[v]);
        }
        this.neighbours = IntStream.range(0, n).mapToObj(this::nearest).toArray(int[][]::new);
    }

    static double[] pointwise(KsgMi ksg, Matrix x, Matrix y) {
        SlowKsg slow = new SlowKsg(ksg, x, y);
        return IntStream.range(0, slow.n).mapToDouble(slow::term).toArray();
    }

    static double conditional(KsgMi ksg, Matrix x, Matrix y, Matrix z) {
        SlowKsg slow = new SlowKsg(ksg, x, y, z);
        return IntStream.range(0, slow.n)
                .mapToDouble(slow::conditionalTerm)
                .average()
                .orElseThrow();
    }

    private double term(int i) {
        double k = ksg.k();
        return ksg.algorithm() == Algorithm.FIRST
                ? psi(k) + psi(n) - psi(nearer(i, 0) + 1) - psi(nearer(i, 1) + 1)
                : psi(k) - 1 / k + psi(n) - psi(inTheBox(i, 0)) - psi(inTheBox(i, 1));
    }

    private double conditionalTerm(int i) {
        double k = ksg.k();
        if (ksg.algorithm() == Algorithm.FIRST) {
            return psi(k) - psi(nearer(i, 0, 2) + 1) - psi(nearer(i, 1, 2) + 1) + psi(nearer(i, 2) + 1);
        }
        double nxz = inTheBox(i, 0, 2);
        double nyz = inTheBox(i, 1, 2);
        return psi(k) - 2 / k - psi(nxz) + 1 / nxz - psi(nyz) + 1 / nyz + psi(inTheBox(i, 2));
    }

    private static double psi(double value) {
        return Digamma.value(value);
    }

    private double distance(int i, int j, int... along) {
        double largest = 0;
        for (int v : along) {
            for (int c = 0; c < variables[v].columns(); c++) {
                largest = Math.max(largest, Math.abs(variables[v].get(j, c) - variables[v].get(i, c)));
            }
        }
        return largest;
    }

    private int[] all() {
        return IntStream.range(0, variables.length).toArray();
    }

    private int[] nearest(int i) {
        return IntStream.range(0, n)
                .filter(j -> j != i)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> distance(i, j, all()))
                        .thenComparing(j -> j))
                .limit(ksg.k())
                .mapToInt(j -> j)
                .toArray();
    }

    private double nearer(int i, int... along) {
        double radius = distance(i, neighbours[i][ksg.k() - 1], all());
        return IntStream.range(0, n)
                .filter(j -> j != i && distance(i, j, along) < radius)
                .count();
    }

    private double inTheBox(int i, int... along) {
        double[] reach = IntStream.range(0, variables.length)
                .mapToDouble(v -> IntStream.of(neighbours[i])
                        .mapToDouble(neighbour -> distance(i, neighbour, v))
                        .max()
                        .orElseThrow())
                .toArray();
        return IntStream.range(0, n)
                .filter(j -> j != i && IntStream.of(along).allMatch(v -> distance(i, j, v) <= reach[v]))
                .count();
    }
}
