package org.mipp.information.task;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.mipp.linalg.Matrix;

/** Tasks that ask what X tells about Y beyond Z. */
final class ConditionalTasks {

    private ConditionalTasks() {}

    /** Three normal variables with given correlations. */
    static ConditionalMiTask normal(String id, String name, double xy, double xz, double yz) {
        GaussianVector vector = new GaussianVector(Matrix.of(3, 3, 1, xy, xz, xy, 1, yz, xz, yz, 1));
        double partial = (xy - xz * yz) / Math.sqrt((1 - xz * xz) * (1 - yz * yz));
        double information = -Math.log1p(-partial * partial) / 2;
        return new ConditionalMiTask(id, name, 1, 1, 1, information, (samples, random) -> {
            Matrix rows = vector.draw(samples, random);
            return new ConditionalSample(rows.columns(0), rows.columns(1), rows.columns(2));
        });
    }

    /** What X tells about Y passes through Z. */
    static ConditionalMiTask chain() {
        return normal("conditional-chain", "Chain X - Z - Y", 0.75 * 0.75, 0.75, 0.75);
    }

    static ConditionalMiTask partial() {
        return normal("conditional-partial", "Normal with partial correlation", 0.8, 0.5, 0.5);
    }

    /** X and Y are independent until their common effect Z is known. */
    static ConditionalMiTask collider() {
        return normal("conditional-collider", "Collider X - Z - Y", 0, 0.6, 0.6);
    }

    /** X and Z are two noisy views of what Y is a third view of: next to Z, X tells little. */
    static ConditionalMiTask nearCopies() {
        return normal("conditional-near-copies", "X and Z nearly the same", 0.75, 0.98, 0.75);
    }

    /** Z is X itself, as in a network with two equal nodes: X tells nothing more. */
    static ConditionalMiTask copies() {
        MiTask base = NormalTasks.bivariate();
        return new ConditionalMiTask("conditional-copies", "X and Z the same", 1, 1, 1, 0, (samples, random) -> {
            Sample sample = base.sampler().draw(samples, random);
            return new ConditionalSample(sample.x(), sample.y(), sample.x());
        });
    }

    static ConditionalMiTask xor() {
        return xor("conditional-xor", "XOR of two coins", Math.log(2), (y, uniform) -> y, false);
    }

    /** Y is wrong now and then. */
    static ConditionalMiTask xor(double mistakes) {
        return xor(
                String.format(Locale.ROOT, "conditional-xor-%s", mistakes),
                String.format(Locale.ROOT, "XOR of two coins, mistakes=%s", mistakes),
                Math.log(2) - Quadrature.binaryEntropy(mistakes),
                (y, uniform) -> uniform < mistakes ? 1 - y : y,
                false);
    }

    /** Y is continuous: normal noise of the given standard deviation is added. */
    static ConditionalMiTask noisyXor(double noise) {
        return xor(
                String.format(Locale.ROOT, "conditional-xor-normal-%s", noise),
                String.format(Locale.ROOT, "XOR of two coins, normal noise=%s", noise),
                Quadrature.mixture(0, 1 / noise),
                (y, normal) -> y + noise * normal,
                true);
    }

    private static ConditionalMiTask xor(
            String id, String name, double information, DoubleBinaryOperator blur, boolean normal) {
        return new ConditionalMiTask(id, name, 1, 1, 1, information, (samples, random) -> {
            double[] x = coins(samples, random.split());
            double[] z = coins(samples, random.split());
            double[] y = new double[samples];
            for (int i = 0; i < samples; i++) {
                double luck = normal ? random.nextGaussian() : random.nextDouble();
                y[i] = blur.applyAsDouble(x[i] == z[i] ? 0 : 1, luck);
            }
            return new ConditionalSample(Matrix.of(samples, 1, x), Matrix.of(samples, 1, y), Matrix.of(samples, 1, z));
        });
    }

    private static double[] coins(int count, SplittableRandom random) {
        double[] coins = new double[count];
        for (int i = 0; i < count; i++) {
            coins[i] = random.nextInt(2);
        }
        return coins;
    }
}
