package org.mipp.benchmark;

import ai.djl.ndarray.types.Shape;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.data.Mnist;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Concatenation;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.repair.BatchNormRecalibration;
import org.mipp.surgery.repair.Repair;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;

/**
 * A pre-activation DenseNet on few images: retrained from the plain cut and from the repaired network, judged with the running
 * statistics that training leaves and with new ones. Prints a Markdown table.
 */
public final class RetrainedDenseNet {

    private static final int BATCH = 64;
    private static final int[] EPOCHS = {1, 4};

    private final Dataset data;
    private final MeanTable table =
            new MeanTable("start", "parameters", "before", "1 epoch", "re-estimated", "4 epochs", "re-estimated");

    private RetrainedDenseNet() {
        Dataset digits = Mnist.load();
        Images few = digits.train().first(600);
        this.data = new Dataset("600 digits", few, digits.test().first(2000));
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments seeds (5), epochs of the whole network (12)
     */
    public static void main(String[] arguments) {
        RetrainedDenseNet benchmark = new RetrainedDenseNet();
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 12;
        for (int seed = 0; seed < seeds; seed++) {
            benchmark.run(seed, epochs);
        }
        Machine.print("A pre-activation DenseNet, keep(0.4)", "Accuracy on 2,000 images over " + seeds + " seeds.");
        benchmark.table.print();
    }

    private void run(int seed, int epochs) {
        Network dense = Training.train(Initialisation.of(denseNet(), seed), data, plan(epochs, seed))
                .network();
        Masks masks = new ClosedFormTerc(Regularisation.DEFAULT)
                .select(
                        Capture.of(dense, data.train(), CaptureOptions.DEFAULT.seed(seed)),
                        new Budget.KeptFraction(0.4));
        Network cut = Cut.apply(dense, masks);
        add("whole", dense, seed);
        add("cut", cut, seed);
        add("g", Repair.install(dense, cut, masks), seed);
    }

    private static TrainingPlan plan(int epochs, int seed) {
        return TrainingPlan.epochs(epochs).batchSize(BATCH).seed(seed);
    }

    private void add(String row, Network start, int seed) {
        double[] values = new double[2 + 2 * EPOCHS.length];
        values[0] = start.architecture().parameterCount();
        values[1] = accuracy(start);
        for (int i = 0; i < EPOCHS.length; i++) {
            Network tuned = Training.train(start, data, plan(EPOCHS[i], seed)).network();
            values[2 + 2 * i] = accuracy(tuned);
            values[3 + 2 * i] = accuracy(BatchNormRecalibration.reestimate(tuned, data.train()));
        }
        table.add(row, values);
    }

    private double accuracy(Network network) {
        return 100 * Evaluation.of(network, data.test()).accuracy();
    }

    private static Architecture denseNet() {
        ArchitectureBuilder layers = new ArchitectureBuilder("dense net", new Shape(1, 28, 28))
                .then("stem", Convolution.of(1, 8, 3).padded(1).strided(2).withoutBias());
        int channels = block(layers, "block1", 8);
        layers.then("transition.bn", new BatchNorm(channels))
                .then("transition.relu", new Relu())
                .then("transition.conv", Convolution.of(channels, 16, 1).withoutBias())
                .then("transition.pool", new AveragePool(2, 2));
        channels = block(layers, "block2", 16);
        return layers.then("bn", new BatchNorm(channels))
                .then("relu", new Relu())
                .then("mean", new GlobalAveragePool())
                .then("fc", new FullyConnected(channels, 10))
                .build();
    }

    /** Three convolutions, each behind batch norm and rectifier, whose outputs are laid beside what they read. */
    private static int block(ArchitectureBuilder layers, String block, int inputs) {
        int channels = inputs;
        for (int i = 1; i <= 3; i++) {
            String name = block + "." + i;
            String before = layers.last();
            layers.then(name + ".bn", new BatchNorm(channels))
                    .then(name + ".relu", new Relu())
                    .then(
                            name + ".conv",
                            Convolution.of(channels, 8, 3).padded(1).withoutBias())
                    .add(name + ".cat", new Concatenation(), before, name + ".conv");
            channels += 8;
        }
        return channels;
    }
}
