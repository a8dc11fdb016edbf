package org.mipp.information.estimator;

import java.util.stream.IntStream;

/**
 * The information between variables that only their cells are known of: {@code I = H(X) + H(Y) - H(X, Y)} of the
 * frequencies of the cells (Cover and Thomas, Elements of Information Theory, 2nd ed. 2006, eq. 2.45).
 *
 * @param corrected whether every entropy is raised by {@code (B - 1) / (2 N)}, with B its occupied cells (Miller, in
 *     Information Theory in Psychology, 1955)
 */
record PlugInEstimate(boolean corrected) {

    double nats(Partition x, Partition y) {
        return entropy(x) + entropy(y) - entropy(x.and(y));
    }

    double nats(Partition x, Partition y, Partition z) {
        Partition xz = x.and(z);
        Partition yz = y.and(z);
        return entropy(xz) + entropy(yz) - entropy(xz.and(yz)) - entropy(z);
    }

    /** {@code ln(N c_xy / (c_x c_y))} with c the samples in a sample's cell; all shifted by the correction. */
    double[] pointwise(Partition x, Partition y) {
        Partition both = x.and(y);
        int n = x.ids().length;
        double shift = correction(x) + correction(y) - correction(both);
        return IntStream.range(0, n)
                .mapToDouble(i -> shift + Math.log((double) n * count(both, i) / ((double) count(x, i) * count(y, i))))
                .toArray();
    }

    private static int count(Partition cells, int sample) {
        return cells.counts()[cells.ids()[sample]];
    }

    private double entropy(Partition cells) {
        return cells.entropy() + correction(cells);
    }

    private double correction(Partition cells) {
        return corrected ? (cells.occupied() - 1) / (2.0 * cells.ids().length) : 0;
    }
}
