package org.mipp.information.task;

import java.util.Locale;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.mipp.linalg.Matrix;

/** Tasks on variables that are not normal under any bending: uniform ones with noise, and Student's t with its tails. */
final class OtherTasks {

    private OtherTasks() {}

    /** A uniform X on (0, 1) seen through uniform noise on (-e, e). */
    static MiTask additive(double e) {
        double information = e > 0.5 ? 1 / (4 * e) : e - Math.log(2 * e);
        return new MiTask(
                String.format(Locale.ROOT, "1v1-additive-%s", e),
                String.format(Locale.ROOT, "Uniform 1 x 1 (additive noise=%s)", e),
                1,
                1,
                information,
                (samples, random) -> {
                    double[] x = new double[samples];
                    double[] y = new double[samples];
                    for (int i = 0; i < samples; i++) {
                        x[i] = random.nextDouble();
                        y[i] = x[i] + e * (2 * random.nextDouble() - 1);
                    }
                    return new Sample(Matrix.of(samples, 1, x), Matrix.of(samples, 1, y));
                });
    }

    /**
     * A multivariate t of identity dispersion: no two columns are correlated, and yet all depend on each other, through
     * the common divisor.
     */
    static MiTask student(int d, int degrees) {
        double information = 2 * entropyTerm(degrees, d) - entropyTerm(degrees, 2 * d);
        return new MiTask(
                "student-identity-" + d + "-" + d + "-" + degrees,
                "Student-t " + d + " x " + d + " (dof=" + degrees + ")",
                d,
                d,
                information,
                (samples, random) -> {
                    double[] x = new double[samples * d];
                    double[] y = new double[samples * d];
                    for (int row = 0; row < samples; row++) {
                        double squares = 0;
                        for (int k = 0; k < degrees; k++) {
                            double normal = random.nextGaussian();
                            squares += normal * normal;
                        }
                        double divisor = Math.sqrt(squares / degrees);
                        for (int j = row * d; j < (row + 1) * d; j++) {
                            x[j] = random.nextGaussian() / divisor;
                            y[j] = random.nextGaussian() / divisor;
                        }
                    }
                    return new Sample(Matrix.of(samples, d, x), Matrix.of(samples, d, y));
                });
    }

    /** The entropy of a k-variate t of identity dispersion. */
    private static double entropyTerm(double degrees, int k) {
        double a = degrees / 2;
        double b = (degrees + k) / 2;
        return LogGamma.value(a)
                - LogGamma.value(b)
                + k / 2.0 * Math.log(degrees * Math.PI)
                + b * (Digamma.value(b) - Digamma.value(a));
    }

    static MiTask asinh(MiTask base) {
        return base.mapped(
                "asinh-" + base.id(),
                "Asinh @ " + base.name(),
                Transforms.each(Transforms::asinh),
                Transforms.each(Transforms::asinh));
    }
}
