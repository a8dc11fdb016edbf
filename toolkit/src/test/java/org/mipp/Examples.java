package org.mipp;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Random;
import org.mipp.data.Dataset;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.data.Mnist;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.zoo.LeNet5;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/** Real data and small networks for tests; the slow ones are made once. */
public final class Examples {

    private static Dataset digits;
    private static TrainedNetwork lenet;

    private Examples() {}

    /** The first 8,000 training and 2,000 test images of MNIST. */
    public static synchronized Dataset digits() {
        if (digits == null) {
            digits = Mnist.load().first(8000, 2000);
        }
        return digits;
    }

    /** LeNet5 after three epochs over them: about 93 %. */
    public static synchronized TrainedNetwork lenet() {
        if (lenet == null) {
            lenet = Training.train(
                    Initialisation.of(LeNet5.architecture(), 0),
                    digits(),
                    TrainingPlan.epochs(3).batchSize(64));
        }
        return lenet;
    }

    /** Random images of 1 x 3 x 4 pixels. */
    public static Images noise(int count, long seed) {
        byte[] pixels = new byte[12 * count];
        new Random(seed).nextBytes(pixels);
        return ImageArrays.of("noise", 1, 3, 4, 2, pixels, new byte[count]);
    }

    /** 12 pixels, then fully connected layers "a", "b", ... of the given widths with rectifiers between them. */
    public static Network perceptron(long seed, int... widths) {
        ArchitectureBuilder layers = new ArchitectureBuilder("perceptron", new Shape(1, 3, 4));
        layers.then("flatten", new Flatten());
        int inputs = 12;
        for (int i = 0; i < widths.length; i++) {
            layers.then(String.valueOf((char) ('a' + i)), new FullyConnected(inputs, widths[i]));
            inputs = widths[i];
            if (i + 1 < widths.length) {
                layers.then("relu" + (i + 1), new Relu());
            }
        }
        Network network = Initialisation.of(layers.build(), seed);
        return network.withWeights(Map.of("a.bias", centring(network.weight("a.weight"))));
    }

    /** Biases with which every node of the first layer is active about half of the time on {@link #noise}. */
    private static Tensor centring(Tensor weights) {
        float[] values = weights.toArray();
        float[] bias = new float[values.length / 12];
        for (int i = 0; i < values.length; i++) {
            bias[i / 12] -= values[i] / 2;
        }
        return Tensor.of(new Shape(bias.length), bias);
    }

    /** Changes one weight of a network. */
    public static Network with(Network network, String weight, int index, float value) {
        Tensor tensor = network.weight(weight);
        float[] values = tensor.toArray();
        values[index] = value;
        return network.withWeights(Map.of(weight, Tensor.of(tensor.shape(), values)));
    }

    /** The logits of all images, row by row. */
    public static float[] logits(Network network, Images images) {
        try (LiveNetwork live = LiveNetwork.open(network);
                NDArray input = LiveNetwork.toInput(live.upload(images, live.manager()))) {
            return live.forward(input).toFloatArray();
        }
    }

    /** The largest absolute value. */
    public static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** The sum of squared differences. */
    public static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
