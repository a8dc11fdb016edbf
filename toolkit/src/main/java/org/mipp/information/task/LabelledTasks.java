package org.mipp.information.task;

import java.util.Locale;
import org.mipp.linalg.Matrix;

/** Tasks whose Y is a label, as classes of images are: 0, 1, 2 and so on in one column. */
final class LabelledTasks {

    private LabelledTasks() {}

    /** The label says which of some equally likely means X is scattered around; further columns are noise. */
    static MiTask mixture(int idle, double... means) {
        int d = 1 + idle;
        return new MiTask(
                String.format(Locale.ROOT, "label-mixture-%d-%d", means.length, d),
                String.format(
                        Locale.ROOT,
                        "Mixture of %d normals, label%s",
                        means.length,
                        idle == 0 ? "" : ", and " + idle + " columns of noise"),
                d,
                1,
                Quadrature.mixture(means),
                true,
                (samples, random) -> {
                    double[] x = new double[samples * d];
                    double[] label = new double[samples];
                    for (int i = 0; i < samples; i++) {
                        int chosen = random.nextInt(means.length);
                        label[i] = chosen;
                        for (int j = 0; j < d; j++) {
                            x[i * d + j] = random.nextGaussian() + (j == 0 ? means[chosen] : 0);
                        }
                    }
                    return new Sample(Matrix.of(samples, d, x), Matrix.of(samples, 1, label));
                });
    }

    /** X is a label, and Y the same label but for a mistake now and then, to all others alike. */
    static MiTask channel(int labels, double mistakes) {
        return new MiTask(
                String.format(Locale.ROOT, "label-channel-%d-%s", labels, mistakes),
                String.format(Locale.ROOT, "Symmetric channel, %d labels, mistakes=%s", labels, mistakes),
                1,
                1,
                Math.log(labels) - Quadrature.binaryEntropy(mistakes) - mistakes * Math.log(labels - 1.0),
                true,
                (samples, random) -> {
                    double[] sent = new double[samples];
                    double[] received = new double[samples];
                    for (int i = 0; i < samples; i++) {
                        int label = random.nextInt(labels);
                        int shift = random.nextDouble() < mistakes ? 1 + random.nextInt(labels - 1) : 0;
                        sent[i] = label;
                        received[i] = (label + shift) % labels;
                    }
                    return new Sample(Matrix.of(samples, 1, sent), Matrix.of(samples, 1, received));
                });
    }

    /** Y says whether a normal X, seen through noise, is positive. */
    static MiTask threshold(double noise) {
        return new MiTask(
                String.format(Locale.ROOT, "label-threshold-%s", noise),
                String.format(Locale.ROOT, "Sign of a normal variable, noise=%s", noise),
                1,
                1,
                Quadrature.threshold(noise),
                true,
                (samples, random) -> {
                    double[] x = new double[samples];
                    double[] label = new double[samples];
                    for (int i = 0; i < samples; i++) {
                        x[i] = random.nextGaussian();
                        label[i] = x[i] + noise * random.nextGaussian() > 0 ? 1 : 0;
                    }
                    return new Sample(Matrix.of(samples, 1, x), Matrix.of(samples, 1, label));
                });
    }

    /** Y says whether the first two of some normal columns have the same sign: neither tells anything alone. */
    static MiTask sameSign(int d) {
        return new MiTask(
                "label-same-sign-" + d,
                "Whether two of " + d + " normal variables have the same sign",
                d,
                1,
                Math.log(2),
                true,
                (samples, random) -> {
                    double[] x = new double[samples * d];
                    double[] label = new double[samples];
                    for (int i = 0; i < samples; i++) {
                        for (int j = 0; j < d; j++) {
                            x[i * d + j] = random.nextGaussian();
                        }
                        label[i] = x[i * d] > 0 == x[i * d + 1] > 0 ? 1 : 0;
                    }
                    return new Sample(Matrix.of(samples, d, x), Matrix.of(samples, 1, label));
                });
    }
}
