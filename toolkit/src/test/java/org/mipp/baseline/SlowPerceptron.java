package org.mipp.baseline;

import java.util.Arrays;
import org.mipp.data.Images;
import org.mipp.network.Network;

/** The loss of {@code Examples.perceptron(seed, hidden, classes)} and its derivatives, written down by hand in doubles. */
final class SlowPerceptron {

    final int hidden;
    final int classes;
    final double[] start;

    SlowPerceptron(Network network, int hidden, int classes) {
        this.hidden = hidden;
        this.classes = classes;
        this.start = new double[13 * hidden + (hidden + 1) * classes];
        int at = 0;
        for (String name : new String[] {"a.weight", "a.bias", "b.weight", "b.bias"}) {
            for (float value : network.weight(name).toArray()) {
                start[at++] = value;
            }
        }
    }

    /** The place of weight j of hidden node i. */
    int weight(int i, int j) {
        return 12 * i + j;
    }

    /** The place of the bias of hidden node i. */
    int bias(int i) {
        return 12 * hidden + i;
    }

    private int out(int c, int i) {
        return 13 * hidden + hidden * c + i;
    }

    /** The gradient of the mean cross-entropy of softmax(logits / temperature) over some of the images. */
    double[] gradient(double[] theta, Images images, int from, int to, double temperature) {
        double[] gradient = new double[theta.length];
        for (int n = from; n < to; n++) {
            double[] x = new double[12];
            for (int j = 0; j < 12; j++) {
                x[j] = images.pixel(n, 0, j / 4, j % 4) / 255.0;
            }
            double[] h = new double[hidden];
            for (int i = 0; i < hidden; i++) {
                double sum = theta[bias(i)];
                for (int j = 0; j < 12; j++) {
                    sum += theta[weight(i, j)] * x[j];
                }
                h[i] = Math.max(0, sum);
            }
            double[] p = new double[classes];
            double total = 0;
            for (int c = 0; c < classes; c++) {
                double sum = theta[theta.length - classes + c];
                for (int i = 0; i < hidden; i++) {
                    sum += theta[out(c, i)] * h[i];
                }
                p[c] = Math.exp(sum / temperature);
                total += p[c];
            }
            double[] back = new double[hidden];
            for (int c = 0; c < classes; c++) {
                double error = (p[c] / total - (images.label(n) == c ? 1 : 0)) / temperature / (to - from);
                gradient[theta.length - classes + c] += error;
                for (int i = 0; i < hidden; i++) {
                    gradient[out(c, i)] += error * h[i];
                    back[i] += error * theta[out(c, i)];
                }
            }
            for (int i = 0; i < hidden; i++) {
                if (h[i] > 0) {
                    gradient[bias(i)] += back[i];
                    for (int j = 0; j < 12; j++) {
                        gradient[weight(i, j)] += back[i] * x[j];
                    }
                }
            }
        }
        return gradient;
    }

    /** The Hessian of the same, at the start, times a vector. */
    double[] hessianTimes(double[] vector, Images images, double temperature) {
        double step = 1e-7 * length(start) / length(vector);
        double[] ahead = gradient(plus(start, vector, step), images, 0, images.size(), temperature);
        double[] behind = gradient(plus(start, vector, -step), images, 0, images.size(), temperature);
        return plus(new double[start.length], plus(ahead, behind, -1), 1 / (2 * step));
    }

    private static double length(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
    }

    static double[] plus(double[] a, double[] b, double factor) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * b[i];
        }
        return sum;
    }
}
