package org.mipp.information.task;

import java.util.function.DoubleUnaryOperator;

/** Exact values that have no closed form: expectations under a standard normal, and what follows from them. */
final class Quadrature {

    private static final double REACH = 12;
    private static final int STEPS = 4800;

    private Quadrature() {}

    /** E f(Z) by the trapezoidal rule, whose error falls faster than any power of the step for such integrands. */
    static double normalMean(DoubleUnaryOperator f) {
        double step = 2 * REACH / STEPS;
        double sum = 0;
        for (int i = 0; i <= STEPS; i++) {
            double z = -REACH + i * step;
            sum += Math.exp(-z * z / 2) * f.applyAsDouble(z);
        }
        return sum * step / Math.sqrt(2 * Math.PI);
    }

    /** I(which mean; mean + standard normal noise), all means being equally likely. */
    static double mixture(double... means) {
        double information = 0;
        for (double own : means) {
            information += normalMean(z -> {
                        double ratio = 0;
                        for (double other : means) {
                            double distance = z + own - other;
                            ratio += Math.exp((z * z - distance * distance) / 2);
                        }
                        return -Math.log(ratio / means.length);
                    })
                    / means.length;
        }
        return information;
    }

    /** I(X; whether X + noise is positive), X standard normal, the noise normal of the given standard deviation. */
    static double threshold(double noise) {
        return Math.log(2) - normalMean(x -> binaryEntropy(Transforms.normalCdf(x / noise)));
    }

    static double binaryEntropy(double p) {
        return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log1p(-p);
    }
}
