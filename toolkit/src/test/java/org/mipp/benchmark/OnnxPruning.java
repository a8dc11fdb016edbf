package org.mipp.benchmark;

import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mipp.Budgets;
import org.mipp.Methods;
import org.mipp.Mipp;
import org.mipp.capture.Activations;
import org.mipp.data.Images;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.RelativeDifference;
import org.mipp.network.onnx.OnnxFile;
import org.mipp.network.onnx.OnnxInput;
import org.mipp.network.onnx.Runtime;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.structure.Structure;
import org.mipp.run.RefusedException;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.surgery.Cut;

/**
 * Reads every ONNX file of a folder, keeps half of the nodes by two methods, on images of noise, and prints per model: the
 * channels that convolutions and linear layers make and how many can be pruned, here and by Torch-Pruning; how far the cut
 * network is from the masked one, in the largest logit; what ONNX Runtime makes of the file, and of the cut network's own; and
 * each layer that cannot be pruned, with its reason. Where two numbers are parted by a stroke, they are those of mipp() and
 * l1Norm(); without images nothing is chosen, and every second node goes.
 */
public final class OnnxPruning {

    private OnnxPruning() {}

    /**
     * Prunes and prints. Arguments: the folder, the largest size of a file in MB, what {@code compare_torch_pruning.py} has
     * written or -, how many images, and names of models, or none for all.
     */
    public static void main(String[] arguments) throws IOException, OrtException {
        Path folder = Path.of(arguments[0]);
        long most = Long.parseLong(arguments[1]) * 1_000_000;
        Map<String, String[]> others = arguments[2].equals("-") ? Map.of() : others(Path.of(arguments[2]));
        List<String> wanted = List.of(arguments).subList(4, arguments.length);
        List<String> names = wanted;
        if (wanted.isEmpty()) {
            try (Stream<Path> listed = Files.list(folder)) {
                names = listed.filter(OnnxFile::isNamed)
                        .map(file -> file.getFileName().toString().replace(OnnxFile.EXTENSION, ""))
                        .sorted()
                        .toList();
            }
        }
        Mipp.progress(false);
        System.out.println("| model | channels | prunable | by Torch-Pruning | its masked to cut | read, ONNX Runtime |"
                + " masked to cut | written, ONNX Runtime | s | not prunable |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (String name : names) {
            Path file = folder.resolve(name + OnnxFile.EXTENSION);
            if (Files.size(file) <= most) {
                print(
                        name,
                        file,
                        others.getOrDefault(name, new String[] {name, "-", "-", "-"}),
                        Integer.parseInt(arguments[3]));
            }
        }
    }

    private static Map<String, String[]> others(Path file) throws IOException {
        Map<String, String[]> others = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t");
            others.put(fields[0], fields);
        }
        return others;
    }

    private static void print(String name, Path file, String[] other, int images) throws IOException, OrtException {
        long start = System.nanoTime();
        String row = "| " + name + " | ";
        try {
            Network network = OnnxFile.load(file, OnnxInput.ANY);
            row += channels(network, false) + " | " + channels(network, true) + " | " + other[2] + " of " + other[1]
                    + " | " + other[3] + " | "
                    + String.format(Locale.ROOT, "%.1e | ", Runtime.difference(file, network));
            List<double[]> differences = new ArrayList<>();
            for (List<Mask> masks : masks(network, images)) {
                differences.add(differences(network, masks));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s%s | %s | %.0f | %s |%n",
                    row,
                    parted(differences, 0),
                    parted(differences, 1),
                    (System.nanoTime() - start) / 1e9,
                    reasons(network));
        } catch (RefusedException e) {
            System.out.println(row + "refused: " + e.getMessage().replace(file + ": ", "") + " |");
        }
    }

    /** The channels of convolutions and linear layers: all, or those that can be pruned. */
    private static long channels(Network network, boolean prunable) {
        Structure structure = network.architecture().structure();
        long sum = 0;
        for (Layer layer : network.architecture().layers()) {
            if (isMap(layer.operation())) {
                sum += prunable
                        ? structure.nodesIn(layer.name()).values().stream()
                                .flatMapToInt(Arrays::stream)
                                .filter(node -> node >= 0)
                                .count()
                        : network.architecture().outputs().get(layer.name()).get(0);
            }
        }
        return sum;
    }

    private static boolean isMap(Operation operation) {
        return operation instanceof LinearMap
                || operation instanceof DepthwiseConvolution
                || operation instanceof GroupedConvolution;
    }

    /** Each reason once, with the number of layers, or the layer's name. */
    private static String reasons(Network network) {
        Map<String, List<String>> layers = network.architecture().structure().excluded().entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().replaceAll("\\S+ \\((\\w+)\\)", "a $1"),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return layers.entrySet().stream()
                .map(entry -> (entry.getValue().size() == 1
                                ? entry.getValue().get(0)
                                : entry.getValue().size() + " layers")
                        + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String parted(List<double[]> differences, int which) {
        return differences.stream()
                .map(one -> String.format(Locale.ROOT, "%.1e", one[which]))
                .collect(Collectors.joining(" / "));
    }

    /** Half of the nodes of each layer: by mipp(), by l1Norm(); without images every second one. */
    private static List<List<Mask>> masks(Network network, int images) {
        if (images == 0) {
            return List.of(everySecond(network));
        }
        Activations activations =
                Mipp.capture(network, noise(network.architecture().input(), images));
        return Stream.of(Methods.mipp(), Methods.l1Norm())
                .map(method ->
                        Mipp.selectMasks(activations, method, Budgets.keep(0.5)).masks())
                .toList();
    }

    /** Every second node of each layer goes. */
    static List<Mask> everySecond(Network network) {
        return network.architecture().prunable().stream()
                .map(OnnxPruning::everySecond)
                .toList();
    }

    /** And one stays of each part that would be left without. */
    private static Mask everySecond(PrunableLayer layer) {
        Set<Integer> kept = new TreeSet<>();
        for (int node = 0; node < layer.nodes(); node += 2) {
            kept.add(node);
        }
        layer.parts().stream().filter(part -> Collections.disjoint(kept, part)).forEach(part -> kept.add(part.get(0)));
        return new Mask(layer.name(), layer.nodes(), List.copyOf(kept));
    }

    private static Images noise(Shape input, int images) {
        int[] sides = {(int) input.get(0), (int) input.get(1), (int) input.get(2)};
        byte[] pixels = new byte[(int) (images * input.size())];
        new Random(1).nextBytes(pixels);
        return new Images("noise", sides[0], sides[1], sides[2], 2, pixels, new int[images]);
    }

    /** How far the cut network is from the masked one, and from its own file in ONNX Runtime. */
    private static double[] differences(Network network, List<Mask> masks) throws IOException, OrtException {
        Network cut = Cut.apply(network, masks);
        Network masked = Masking.of(network, network.architecture().structure(), Masks.kept(masks));
        float[] numbers = Runtime.numbers(network.architecture().input(), 4);
        Path written = Files.createTempFile("cut", OnnxFile.EXTENSION);
        try {
            OnnxFile.save(written, cut);
            return new double[] {
                RelativeDifference.between(Runtime.outputs(masked, numbers), Runtime.outputs(cut, numbers)),
                Runtime.difference(written, cut)
            };
        } finally {
            Files.delete(written);
        }
    }
}
