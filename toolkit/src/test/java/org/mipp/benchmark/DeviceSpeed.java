package org.mipp.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.engine.ComputeDevice;
import org.mipp.network.structure.Architecture;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.network.zoo.Vgg;
import org.mipp.selection.Budget;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/**
 * Images per second of capture, training and retraining on the device that DJL chooses. Prints a Markdown table; on a machine
 * with a GPU run it twice, as {@code toolkit/docs/gpu.md} says, the second time with {@code CUDA_VISIBLE_DEVICES=-1}.
 *
 * <p>The images are noise, for speed does not depend on what they show, so nothing need be fetched.
 */
public final class DeviceSpeed {

    private DeviceSpeed() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments how many images to train on and to capture; 2,000 if not given
     */
    public static void main(String[] arguments) {
        int images = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        Machine.print(
                "Speed by device", "Images per second, " + images + " images, after one run that does not count.");
        System.out.println(ComputeDevice.current() + System.lineSeparator());
        System.out.println("| network | training | capture | retraining at half the nodes |\n|---|---|---|---|");
        measure("LeNet5", LeNet5.architecture(), images);
        measure("ResNet-20", CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), images);
        measure("VGG-16", Vgg.of(16, 10), images);
    }

    private static void measure(String name, Architecture architecture, int count) {
        Images noise = noise(architecture, count);
        Dataset data = new Dataset("noise", noise, noise.first(Math.min(128, count)));
        Network network = Initialisation.of(architecture, 0);
        TrainingPlan plan = TrainingPlan.epochs(1);
        CaptureOptions options = CaptureOptions.DEFAULT.parts(1); // in several, VGG-16's moments take 8 GB
        Activations activations = Capture.of(network, noise, options);
        Network half = Cut.apply(
                network, new ClosedFormTerc(Regularisation.DEFAULT).select(activations, new Budget.KeptFraction(0.5)));
        List<Runnable> steps = List.of(
                () -> Training.train(network, data, plan),
                () -> Capture.of(network, noise, options),
                () -> Training.train(half, data, plan));
        StringBuilder row = new StringBuilder("| " + name);
        for (Runnable step : steps) {
            row.append(String.format(Locale.ROOT, " | %,.0f", count / (Machine.median(1, 1, step) / 1000)));
        }
        System.out.println(row.append(" |"));
    }

    private static Images noise(Architecture architecture, int count) {
        int channels = Math.toIntExact(architecture.input().get(0));
        int side = Math.toIntExact(architecture.input().get(1));
        Random random = new Random(0);
        byte[] pixels = new byte[count * channels * side * side];
        random.nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) random.nextInt(10);
        }
        return ImageArrays.of("noise", channels, side, side, 10, pixels, labels);
    }
}
