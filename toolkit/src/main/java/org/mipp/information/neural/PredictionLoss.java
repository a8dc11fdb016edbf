package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import org.mipp.linalg.Cholesky;
import org.mipp.linalg.Matrix;

/** What a network that predicts Y outputs, row by row, against Y. */
sealed interface PredictionLoss {

    /** What numbers are known to, relative to their variance: the information of an exact function has no limit. */
    double RESOLUTION = 1e-8;

    /** How many numbers the network outputs for a row. */
    int outputs();

    /** The slope of the mean loss in every output. */
    float[] slopes(float[] predicted, int[] rows);

    /** The loss without X minus that with X on neighbouring rows, in nats. */
    double difference(float[] predicted, int from);

    /** The squared error, read as that of Gaussians. */
    record Squares(float[] y, int outputs) implements PredictionLoss {

        static Squares of(SplitSamples samples) {
            return new Squares(samples.y(), samples.dy());
        }

        @Override
        public float[] slopes(float[] predicted, int[] rows) {
            float[] slopes = new float[predicted.length];
            for (int k = 0; k < slopes.length; k++) {
                slopes[k] = 2 * (predicted[k] - y[rows[k / outputs] * outputs + k % outputs]) / slopes.length;
            }
            return slopes;
        }

        @Override
        public double difference(float[] predicted, int from) {
            float[] truth = Arrays.copyOfRange(y, from * outputs, from * outputs + predicted.length);
            float[] rest = new float[truth.length];
            for (int k = 0; k < rest.length; k++) {
                rest[k] = truth[k] - predicted[k];
            }
            return (logDeterminant(truth) - logDeterminant(rest)) / 2;
        }

        private double logDeterminant(float[] rows) {
            int n = rows.length / outputs;
            double[] mean = new double[outputs];
            for (int k = 0; k < rows.length; k++) {
                mean[k % outputs] += rows[k] / (double) n;
            }
            return Cholesky.of(Matrix.fill(outputs, outputs, (i, j) -> {
                        double sum = 0;
                        for (int k = 0; k < rows.length; k += outputs) {
                            sum += (rows[k + i] - mean[i]) * (rows[k + j] - mean[j]);
                        }
                        return sum / n + (i == j ? RESOLUTION : 0);
                    }))
                    .logDeterminant();
        }
    }

    /** The log loss of classes. */
    record CrossEntropy(int[] classes, double[] logShare) implements PredictionLoss {

        static CrossEntropy of(SplitSamples samples, Matrix y) {
            argument(y.columns() == 1, "labels: expected one column of y, got %d", y.columns());
            double[] labels = y.column(0);
            for (int i = 0; i < labels.length; i++) {
                argument(
                        labels[i] == Math.rint(labels[i]),
                        "labels: expected whole numbers, got %s in row %d; choose NUMBERS for measured values",
                        labels[i],
                        i);
            }
            double[] distinct = Arrays.stream(labels).distinct().sorted().toArray();
            argument(
                    distinct.length <= labels.length / 8,
                    "labels: expected at least 8 samples per class, got %d classes in %d samples; merge classes",
                    distinct.length,
                    labels.length);
            int[] classes = Arrays.stream(samples.order())
                    .map(row -> Arrays.binarySearch(distinct, labels[row]))
                    .toArray();
            double[] logShare = new double[distinct.length];
            for (int label = 0; label < distinct.length; label++) {
                int wanted = label;
                logShare[label] =
                        Math.log(Arrays.stream(classes).filter(c -> c == wanted).count() / (double) classes.length);
            }
            return new CrossEntropy(classes, logShare);
        }

        @Override
        public int outputs() {
            return logShare.length;
        }

        @Override
        public float[] slopes(float[] predicted, int[] rows) {
            float[] slopes = new float[predicted.length];
            for (int i = 0; i < rows.length; i++) {
                double level = logSumExp(predicted, i);
                for (int c = 0; c < outputs(); c++) {
                    double probability = Math.exp(predicted[i * outputs() + c] - level);
                    slopes[i * outputs() + c] = (float) ((probability - (c == classes[rows[i]] ? 1 : 0)) / rows.length);
                }
            }
            return slopes;
        }

        @Override
        public double difference(float[] predicted, int from) {
            int n = predicted.length / outputs();
            double sum = 0;
            for (int i = 0; i < n; i++) {
                int c = classes[from + i];
                sum += predicted[i * outputs() + c] - logSumExp(predicted, i) - logShare[c];
            }
            return sum / n;
        }

        private double logSumExp(float[] predicted, int row) {
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < outputs(); c++) {
                most = Math.max(most, predicted[row * outputs() + c]);
            }
            double sum = 0;
            for (int c = 0; c < outputs(); c++) {
                sum += Math.exp(predicted[row * outputs() + c] - most);
            }
            return most + Math.log(sum);
        }
    }
}
