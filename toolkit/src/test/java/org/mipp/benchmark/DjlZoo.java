package org.mipp.benchmark;

import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.basicmodelzoo.cv.classification.AlexNet;
import ai.djl.basicmodelzoo.cv.classification.GoogLeNet;
import ai.djl.basicmodelzoo.cv.classification.LeNet;
import ai.djl.basicmodelzoo.cv.classification.MobileNetV1;
import ai.djl.basicmodelzoo.cv.classification.MobileNetV2;
import ai.djl.basicmodelzoo.cv.classification.NiN;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.basicmodelzoo.cv.classification.SqueezeNet;
import ai.djl.basicmodelzoo.cv.classification.VGG;
import ai.djl.basicmodelzoo.cv.object_detection.yolo.YOLOV3;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.Budgets;
import org.mipp.Methods;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.RelativeDifference;
import org.mipp.network.blocks.BlockConverter;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.surgery.Cut;

/**
 * Reads every image classifier of DJL's model zoo with random weights, captures noise, halves each layer by mipp() and by
 * l1Norm(), and compares the masked with the cut network.
 */
public final class DjlZoo {

    private DjlZoo() {}

    /**
     * {@code args}: names of models, or none for all; {@code images=20} says how many images of noise to capture, {@code images=0}
     * that every second node goes, whoever it is.
     */
    public static void main(String[] args) {
        List<String> wanted = new ArrayList<>(List.of(args));
        int count = wanted.stream()
                .filter(arg -> arg.startsWith("images="))
                .mapToInt(arg -> Integer.parseInt(arg.substring(7)))
                .findFirst()
                .orElse(200);
        wanted.removeIf(arg -> arg.startsWith("images="));
        System.out.println(
                "| model | images | read in s | channels prunable | mipp(): masked = cut | l1Norm(): masked = cut |");
        System.out.println("|---|---|---|---|---|---|");
        row(wanted, count, "Mlp", new Mlp(784, 10, new int[] {128, 64}), new Shape(1, 28, 28));
        row(wanted, count, "LeNet", LeNet.builder().build(), new Shape(1, 28, 28));
        row(wanted, count, "AlexNet", AlexNet.builder().build(), new Shape(1, 224, 224));
        row(wanted, count, "VGG", VGG.builder().build(), new Shape(1, 224, 224));
        row(wanted, count, "GoogLeNet", GoogLeNet.builder().build(), new Shape(1, 96, 96));
        row(wanted, count, "MobileNetV1", MobileNetV1.builder().build(), new Shape(3, 64, 64));
        row(wanted, count, "MobileNetV2", MobileNetV2.builder().build(), new Shape(3, 64, 64));
        row(wanted, count, "NiN", NiN.builder().build(), new Shape(1, 224, 224));
        row(wanted, count, "SqueezeNet", SqueezeNet.squeezenet(10), new Shape(3, 64, 64));
        Shape small = new Shape(3, 32, 32);
        Block resnet = ResNetV1.builder()
                .setImageShape(small)
                .setNumLayers(50)
                .setOutSize(10)
                .build();
        row(wanted, count, "ResNetV1-50", resnet, small);
        Block darknet = YOLOV3.builder().setNumClasses(10).optDarkNetOutSize(10).buildDarkNet();
        row(wanted, count, "DarkNet53", darknet, new Shape(3, 64, 64));
    }

    private static void row(List<String> wanted, int count, String name, Block block, Shape input) {
        if (!wanted.isEmpty() && !wanted.contains(name)) {
            return;
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(input));
            long start = System.nanoTime();
            Network network = BlockConverter.read(name, block);
            double seconds = (System.nanoTime() - start) / 1e9;
            List<List<Mask>> masks = List.of(OnnxPruning.everySecond(network));
            if (count > 0) {
                Activations activations = Capture.of(network, noise(input, count), CaptureOptions.DEFAULT);
                masks = Stream.of(Methods.mipp(), Methods.l1Norm())
                        .map(method ->
                                method.select(activations, Budgets.keep(0.5)).masks())
                        .toList();
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %s | %s |%n",
                    name,
                    input,
                    seconds,
                    share(network),
                    masks.stream()
                            .map(one -> String.format(Locale.ROOT, "%.1g", difference(network, one)))
                            .collect(Collectors.joining(" | ")));
        }
    }

    private static String share(Network network) {
        Structure structure = network.architecture().structure();
        int made = network.architecture().layers().stream()
                .filter(layer -> layer.operation() instanceof LinearMap)
                .mapToInt(layer -> Math.toIntExact(
                        network.architecture().outputs().get(layer.name()).get(0)))
                .sum();
        int prunable = structure.prunable().stream()
                .flatMap(layer -> layer.makers().stream())
                .mapToInt(maker -> network.architecture().map(maker).outputs())
                .sum();
        return prunable + " of " + made + "; not " + structure.excluded();
    }

    private static double difference(Network network, List<Mask> masks) {
        Structure structure = network.architecture().structure();
        return RelativeDifference.between(
                logits(Masking.of(network, structure, Masks.kept(masks))), logits(Cut.apply(network, masks)));
    }

    private static Images noise(Shape input, int count) {
        byte[] pixels = new byte[(int) input.size() * count];
        new Random(1).nextBytes(pixels);
        return ImageArrays.of(
                "noise", (int) input.get(0), (int) input.get(1), (int) input.get(2), 10, pixels, new byte[count]);
    }

    private static float[] logits(Network network) {
        Shape input = network.architecture().input();
        Random random = new Random(2);
        float[] images = new float[4 * (int) input.size()];
        IntStream.range(0, images.length).forEach(i -> images[i] = random.nextFloat());
        try (LiveNetwork live = LiveNetwork.open(network)) {
            return live.forward(live.manager().create(images, new Shape(4).addAll(input)))
                    .toFloatArray();
        }
    }
}
