package org.mipp.network;

import org.mipp.data.Images;

/** LeNet5 in plain loops and doubles: the slow twin of the engine. */
final class SlowForward {

    private SlowForward() {}

    static double[] leNet5(Network network, Images images, int image) {
        double[][][] x = new double[1][28][28];
        for (int row = 0; row < 28; row++) {
            for (int column = 0; column < 28; column++) {
                x[0][row][column] = images.pixel(image, 0, row, column) / 255.0;
            }
        }
        x = pooled(rectified(convolved(x, network, "conv1", 2)));
        x = pooled(rectified(convolved(x, network, "conv2", 0)));
        double[] flat = new double[400];
        for (int i = 0; i < 400; i++) {
            flat[i] = x[i / 25][i % 25 / 5][i % 5];
        }
        return connected(
                rectified(connected(rectified(connected(flat, network, "fc1")), network, "fc2")), network, "fc3");
    }

    private static double[][][] convolved(double[][][] x, Network network, String layer, int padding) {
        float[] weights = network.weight(layer + ".weight").toArray();
        float[] bias = network.weight(layer + ".bias").toArray();
        int side = x[0].length + 2 * padding - 4;
        double[][][] y = new double[bias.length][side][side];
        for (int filter = 0; filter < bias.length; filter++) {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    double sum = bias[filter];
                    for (int k = 0; k < x.length * 25; k++) {
                        int r = row + k % 25 / 5 - padding;
                        int c = column + k % 5 - padding;
                        boolean inside = r >= 0 && r < x[0].length && c >= 0 && c < x[0].length;
                        sum += inside ? weights[filter * x.length * 25 + k] * x[k / 25][r][c] : 0;
                    }
                    y[filter][row][column] = sum;
                }
            }
        }
        return y;
    }

    private static double[][][] pooled(double[][][] x) {
        int side = x[0].length / 2;
        double[][][] y = new double[x.length][side][side];
        for (int channel = 0; channel < x.length; channel++) {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    double[][] map = x[channel];
                    y[channel][row][column] = Math.max(
                            Math.max(map[2 * row][2 * column], map[2 * row][2 * column + 1]),
                            Math.max(map[2 * row + 1][2 * column], map[2 * row + 1][2 * column + 1]));
                }
            }
        }
        return y;
    }

    private static double[] connected(double[] x, Network network, String layer) {
        float[] weights = network.weight(layer + ".weight").toArray();
        float[] bias = network.weight(layer + ".bias").toArray();
        double[] y = new double[bias.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias[i];
            for (int j = 0; j < x.length; j++) {
                y[i] += weights[i * x.length + j] * x[j];
            }
        }
        return y;
    }

    private static double[][][] rectified(double[][][] x) {
        for (double[][] map : x) {
            for (double[] row : map) {
                rectified(row);
            }
        }
        return x;
    }

    private static double[] rectified(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(0, x[i]);
        }
        return x;
    }
}
