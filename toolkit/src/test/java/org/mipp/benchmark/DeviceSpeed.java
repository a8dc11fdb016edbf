package org.mipp.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.engine.ComputeDevice;
import org.mipp.network.structure.Architecture;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.ImageNetResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.network.zoo.Vgg;
import org.mipp.selection.Budget;
import org.mipp.surgery.Cut;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;

/**
 * Images per second of training, capture, evaluation and retraining on the device that DJL chooses. Prints a Markdown table; on a
 * machine with a GPU run it twice, as {@code toolkit/docs/gpu.md} says, the second time with {@code CUDA_VISIBLE_DEVICES=-1}, and
 * {@code toolkit/src/test/python/device_speed.py} beside it.
 *
 * <p>The images are noise, for speed does not depend on what they show, so nothing need be fetched. The network to retrain is cut
 * by the L1 norm, so that the linear algebra of the CPU is not needed.
 */
public final class DeviceSpeed {

    /** A network, and how many images of those asked for it gets: one in so many. */
    private record Subject(Architecture architecture, int oneIn) {}

    private static final Map<String, Supplier<Subject>> SUBJECTS = new LinkedHashMap<>();

    static {
        SUBJECTS.put("LeNet5", () -> new Subject(LeNet5.architecture(), 1));
        SUBJECTS.put("ResNet-20", () -> new Subject(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), 1));
        SUBJECTS.put("VGG-16", () -> new Subject(Vgg.of(16, 10), 1));
        SUBJECTS.put("ResNet-50 at 224", () -> new Subject(ImageNetResNet.of(50, 1000), 8));
    }

    private DeviceSpeed() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments how many images to train on, to capture and to judge; 2,000 if not given. Then how many of the networks, in
     *     their order; all if not given
     */
    public static void main(String[] arguments) {
        int images = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        int networks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : SUBJECTS.size();
        Machine.print(
                "Speed by device",
                "Images per second, " + images
                        + " images (an eighth of them at 224 x 224), batches of 128, after one run that"
                        + " does not count.");
        System.out.println(ComputeDevice.current() + System.lineSeparator());
        System.out.println(
                "| network | training | capture | evaluation | retraining at half the nodes |\n|---|---|---|---|---|");
        SUBJECTS.entrySet().stream()
                .limit(networks)
                .forEach(subject -> measure(subject.getKey(), subject.getValue().get(), images));
    }

    private static void measure(String name, Subject subject, int images) {
        int count = Math.max(1, Math.floorDiv(images, subject.oneIn()));
        Images noise = noise(subject.architecture(), count);
        Dataset data = new Dataset("noise", noise, noise.first(1)); // trainings judge by next to nothing
        Network network = Initialisation.of(subject.architecture(), 0);
        TrainingPlan plan = TrainingPlan.epochs(1);
        CaptureOptions options = CaptureOptions.DEFAULT.parts(1); // in several, VGG-16's moments take 8 GB
        Network half = Cut.apply(
                network,
                new L1Norm()
                        .select(
                                Capture.of(network, noise.first(Math.min(count, 100)), options),
                                new Budget.KeptFraction(0.5)));
        List<Runnable> steps = List.of(
                () -> Training.train(network, data, plan),
                () -> Capture.of(network, noise, options),
                () -> Evaluation.of(network, noise),
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
