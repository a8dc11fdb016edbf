package org.mipp.benchmark;

import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
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
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.surgery.Cut;

/**
 * Keeps half of the nodes of every ONNX file of a folder, on 200 images of noise, and prints how far the cut network is from the
 * masked one, and what ONNX Runtime makes of the cut network's own file from it.
 */
public final class OnnxPruning {

    private static final int IMAGES = 200;

    private OnnxPruning() {}

    /** Prunes and prints; the arguments are the folder and the largest size of a file, MB. */
    public static void main(String[] arguments) throws IOException, OrtException {
        long most = Long.parseLong(arguments[1]) * 1_000_000;
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of(arguments[0]))) {
            files = listed.filter(OnnxFile::isNamed).sorted().toList();
        }
        Mipp.progress(false);
        System.out.println("| model | method | nodes | kept | masked to cut | written | s |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (Path file : files) {
            if (Files.size(file) <= most) {
                Network network = OnnxFile.load(file, OnnxInput.ANY);
                long start = System.nanoTime();
                Activations activations =
                        Mipp.capture(network, noise(network.architecture().input()));
                print(network, activations, Methods.l1Norm(), start);
                print(network, activations, Methods.mipp(), start);
            }
        }
    }

    private static Images noise(Shape input) {
        int[] sides = {(int) input.get(0), (int) input.get(1), (int) input.get(2)};
        byte[] pixels = new byte[(int) (IMAGES * input.size())];
        new Random(1).nextBytes(pixels);
        return new Images("noise", sides[0], sides[1], sides[2], 2, pixels, new int[IMAGES]);
    }

    private static void print(Network network, Activations activations, SelectionMethod method, long start)
            throws IOException, OrtException {
        String row = "| " + network.label() + " | " + method.name() + " | "
                + network.architecture().nodes();
        try {
            Masks masks = Mipp.selectMasks(activations, method, Budgets.keep(0.5));
            Network cut = Cut.apply(network, masks);
            Network masked = Masking.of(network, network.architecture().structure(), Masks.kept(masks.masks()));
            float[] numbers = Runtime.numbers(network.architecture().input(), 4);
            double difference =
                    RelativeDifference.between(Runtime.outputs(masked, numbers), Runtime.outputs(cut, numbers));
            Path written = Files.createTempFile("cut", OnnxFile.EXTENSION);
            OnnxFile.save(written, cut);
            System.out.printf(
                    Locale.ROOT,
                    "%s | %d | %.1e | %.1e | %.1f |%n",
                    row,
                    cut.architecture().nodes(),
                    difference,
                    Runtime.difference(written, cut),
                    (System.nanoTime() - start) / 1e9);
            Files.delete(written);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.out.println(row + " | refused: " + e.getMessage() + " |");
        }
    }
}
