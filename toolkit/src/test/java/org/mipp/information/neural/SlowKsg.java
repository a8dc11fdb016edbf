package org.mipp.information.neural;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Digamma;
import org.mipp.information.MiEstimator;
import org.mipp.linalg.Matrix;

/** The first estimator of Kraskov, Stoegbauer and Grassberger (Physical Review E 69, 2004) by brute force. */
public final class SlowKsg implements MiEstimator {

    private static final int NEIGHBOURS = 3;

    @Override
    public double estimate(Matrix x, Matrix y) {
        int n = x.rows();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double[] dx = distances(x, i);
            double[] dy = distances(y, i);
            double[] both = new double[n];
            for (int j = 0; j < n; j++) {
                both[j] = Math.max(dx[j], dy[j]);
            }
            Arrays.sort(both);
            double radius = both[NEIGHBOURS]; // the sample itself comes first
            long nx = Arrays.stream(dx).filter(d -> d < radius).count(); // the sample itself included
            long ny = Arrays.stream(dy).filter(d -> d < radius).count();
            sum += Digamma.value(nx) + Digamma.value(ny);
        }
        return Digamma.value(NEIGHBOURS) + Digamma.value(n) - sum / n;
    }

    private static double[] distances(Matrix points, int from) {
        double[] distances = new double[points.rows()];
        for (int j = 0; j < distances.length; j++) {
            for (int column = 0; column < points.columns(); column++) {
                distances[j] = Math.max(distances[j], Math.abs(points.get(j, column) - points.get(from, column)));
            }
        }
        return distances;
    }

    @Override
    public String name() {
        return "slow KSG";
    }
}
