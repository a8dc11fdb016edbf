package org.mipp.information.task;

import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.linalg.Matrix;

/** Tasks on jointly normal variables, bent or not; all have the information of the normal ones that they start from. */
final class NormalTasks {

    private NormalTasks() {}

    /** X is the first columns of a normal vector and Y the rest. */
    static MiTask normal(String id, String name, int dimX, Matrix covariance) {
        GaussianVector vector = new GaussianVector(covariance);
        int[] all = IntStream.range(0, covariance.rows()).toArray();
        int[] x = IntStream.range(0, dimX).toArray();
        int[] y = IntStream.range(dimX, all.length).toArray();
        double information = (vector.logDeterminant(x) + vector.logDeterminant(y) - vector.logDeterminant(all)) / 2;
        return new MiTask(id, name, x.length, y.length, information, (samples, random) -> {
            Matrix rows = vector.draw(samples, random);
            return new Sample(rows.columns(x), rows.columns(y));
        });
    }

    static MiTask bivariate() {
        Matrix correlation = Matrix.of(2, 2, 1, 0.75, 0.75, 1);
        return normal("1v1-normal-0.75", "Bivariate normal 1 x 1", 1, correlation);
    }

    static MiTask bimodal() {
        return bivariate()
                .mapped(
                        "1v1-bimodal-0.75",
                        "Bimodal 1 x 1",
                        Transforms.each(Transforms.bimodal(0.3, 0, 5)),
                        Transforms.each(Transforms.bimodal(0.5, -1, 3)));
    }

    static MiTask wiggly() {
        MiTask base = bivariate();
        return base.mapped(
                "wiggly-" + base.id(),
                "Wiggly @ " + base.name(),
                Transforms.each(Transforms::wigglyX),
                Transforms.each(Transforms::wigglyY));
    }

    static MiTask swissRoll() {
        MiTask base = uniformMargins(bivariate());
        return base.mapped("swissroll_x-" + base.id(), "Swiss roll 2 x 1", Transforms::swissRoll, y -> y);
    }

    /** All columns alike and correlated by 0.5. */
    static MiTask dense(int d) {
        Matrix correlation = Matrix.fill(2 * d, 2 * d, (i, j) -> i == j ? 1 : 0.5);
        return normal(
                "multinormal-dense-" + d + "-" + d + "-0.5",
                "Multinormal " + d + " x " + d + " (dense)",
                d,
                correlation);
    }

    /** Two columns with a partner each, all others noise. */
    static MiTask sparse(int d) {
        return new LatentModel(d, d, 2, 0, 0, 2, 1, 2)
                .task(
                        String.format(Locale.ROOT, "multinormal-sparse-%d-%d-2-2.0", d, d),
                        "Multinormal " + d + " x " + d + " (2-pair)");
    }

    static MiTask uniformMargins(MiTask base) {
        return base.mapped(
                "normal_cdf-" + base.id(),
                "Normal CDF @ " + base.name(),
                Transforms.each(Transforms::normalCdf),
                Transforms.each(Transforms::normalCdf));
    }

    static MiTask halfCube(MiTask base) {
        return base.mapped(
                "half_cube-" + base.id(),
                "Half-cube @ " + base.name(),
                Transforms.each(Transforms::halfCube),
                Transforms.each(Transforms::halfCube));
    }

    static MiTask spiral(MiTask base) {
        return base.mapped(
                "spiral-" + base.id(), "Spiral @ " + base.name(), Transforms.spiral(0, 1), Transforms.spiral(1, 2));
    }
}
