package org.mipp;

import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import org.mipp.capture.Activations;
import org.mipp.experiment.pruned.Estimation;
import org.mipp.information.EntropyEstimator;
import org.mipp.information.Information;
import org.mipp.information.MiEstimator;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.benchmark.EstimatorBenchmark;
import org.mipp.information.gaussian.GaussianNodeInformation;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.information.measure.Measure;
import org.mipp.information.measure.MeasureQuantity;
import org.mipp.information.measure.Measurement;
import org.mipp.linalg.Matrix;
import org.mipp.selection.terc.evidence.ObservedInformation;

/**
 * How much mutual information there is: in a layer's nodes, between two variables, and how well estimators find it. Estimators
 * themselves are at {@link Estimators}; what every verb is for is told in {@link Mipp}.
 *
 * <p>A layer: {@link #estimateMi estimateMi(acts, gaussian())}. Two variables: {@link #measure measure(ksg(5), x, y)}. Your
 * estimator on tasks with known answers: {@link #benchmark benchmark(mine)}.
 */
public final class MutualInformation {

    private static final String ACTIVATIONS = "activations";
    private static final String ESTIMATOR = "an estimator";

    private MutualInformation() {}

    /** {@return the Gaussian closed form, with a null line at 95 %; as an estimator among others it is {@link Estimators#gaussianMi}} */
    public static GaussianNodeInformation gaussian() {
        return new GaussianNodeInformation(Regularisation.DEFAULT, 0.95);
    }

    /**
     * Estimates what every node tells the next layer, alone and beyond all other nodes.
     *
     * @param activations of the network
     * @param estimator how to estimate
     * @return information in nats, layer by layer
     */
    public static Information estimateMi(Activations activations, GaussianNodeInformation estimator) {
        return Estimation.of(given(activations, ACTIVATIONS), given(estimator, ESTIMATOR));
    }

    /**
     * Estimates what every node tells the next layer, alone and beyond all other nodes, by any estimator, your own lambda
     * included. Without error bars; the null line comes from injected noise.
     *
     * @param activations of the network
     * @param estimator how to estimate
     * @return information in nats, layer by layer, on 1,000 observations of each
     */
    public static Information estimateMi(Activations activations, MiEstimator estimator) {
        return ObservedInformation.of(given(activations, ACTIVATIONS), given(estimator, ESTIMATOR), 0);
    }

    /**
     * Measures mutual information: the estimate, how far it would move on another sample, and what chance alone gives.
     *
     * @param estimator any estimator, a lambda too; {@link Measure} sets repeats, permutations, level and seed
     * @param x one row per sample, shape {@code [samples, dx]}
     * @param y the same samples of the other variable, shape {@code [samples, dy]}
     * @return the measurement in nats
     */
    public static Measurement measure(MiEstimator estimator, Matrix x, Matrix y) {
        return Measure.with(given(estimator, ESTIMATOR)).of(given(x, "a matrix x"), given(y, "a matrix y"));
    }

    /**
     * Measures conditional mutual information: what Y tells about X beyond Z, how far that would move on another sample, and what chance
     * alone gives, from 100 permutations among rows that have nearly the same Z.
     *
     * @param estimator any estimator; one that knows no condition is asked twice, by the chain rule
     * @param x one row per sample, shape {@code [samples, dx]}
     * @param y the same samples of the other variable, shape {@code [samples, dy]}
     * @param z the same samples of what is known already, shape {@code [samples, dz]}
     * @return the measurement in nats
     */
    public static Measurement measure(MiEstimator estimator, Matrix x, Matrix y, Matrix z) {
        return Measure.with(given(estimator, ESTIMATOR))
                .permutations(100)
                .of(given(x, "a matrix x"), given(y, "a matrix y"), given(z, "a matrix z"));
    }

    /**
     * Measures an entropy: how much there is to know of a variable, and how far that would move on another sample.
     *
     * @param estimator {@link Estimators#discreteEntropy} or {@link Estimators#neighbourEntropy}
     * @param x one row per sample, shape {@code [samples, dx]}
     * @return the measurement in nats
     */
    public static Measurement measure(EntropyEstimator estimator, Matrix x) {
        return MeasureQuantity.entropy(given(estimator, ESTIMATOR), given(x, "a matrix x"));
    }

    /**
     * Runs estimators of mutual information, beside the classical ones, on 40 tasks with known answers, at 500
     * and 2,000 samples with three seeds each.
     *
     * @param estimators at least one, lambdas too; {@link EstimatorBenchmark} sets names, tasks, sizes, seeds and a file to resume
     *     from
     * @return all estimates, with summaries
     */
    public static BenchmarkResult benchmark(MiEstimator... estimators) {
        return EstimatorBenchmark.of(givenAll(estimators, ESTIMATOR))
                .besideClassical()
                .run();
    }
}
