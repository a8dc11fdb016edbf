package org.mipp.benchmark;

import static org.mipp.Datasets.fashionMnist;
import static org.mipp.Mipp.epochs;
import static org.mipp.Mipp.train;
import static org.mipp.Storage.save;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Locale;
import org.mipp.data.Dataset;
import org.mipp.network.Initialisation;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.training.TrainedNetwork;

/**
 * Makes the weights that {@link org.mipp.Mipp#fashionResNet()} loads: a residual network trained on the 20,000 images of
 * Fashion-MNIST that ship, at a large learning rate first and then at a tenth of it.
 *
 * <p>Run from the project's folder:
 *
 * <pre>{@code
 * mvn -q test-compile
 * mvn -q -pl toolkit exec:java -Dexec.classpathScope=test -Dexec.mainClass=org.mipp.benchmark.FashionWeights \
 *     -Dexec.args=data/fashion-mnist/resnet8.safetensors
 * }</pre>
 */
public final class FashionWeights {

    private static final int WIDTH = 12;
    private static final int BLOCKS_PER_STAGE = 1;
    private static final int IMAGES = 20_000; // those that ship, so that anyone can make the same weights

    private FashionWeights() {}

    /**
     * Trains the network and saves it.
     *
     * @param arguments the file to write
     */
    public static void main(String[] arguments) {
        Dataset clothes = fashionMnist();
        var architecture =
                CifarResNet.of(new Shape(1, 28, 28), WIDTH, BLOCKS_PER_STAGE, CifarResNet.Shortcut.ZEROS, 10);
        TrainedNetwork first = train(
                Initialisation.of(architecture, 0),
                clothes,
                epochs(8).images(IMAGES).learningRate(3e-3));
        TrainedNetwork last = train(
                first, clothes, epochs(4).images(IMAGES).learningRate(3e-4).seed(1));
        save(Path.of(arguments[0]), last);
        Machine.print("Weights for Fashion-MNIST", "The seconds are those of training, without the test.");
        for (TrainedNetwork network : new TrainedNetwork[] {first, last}) {
            System.out.println(network);
            System.out.printf(
                    Locale.ROOT,
                    "  accuracy on the last training batches %.2f %%%n",
                    100 * network.curve().get(network.curve().size() - 1).accuracy());
        }
    }
}
