package org.mipp.network.onnx;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.refusedIn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.mipp.network.Network;
import org.mipp.network.onnx.model.Door;
import org.mipp.network.onnx.model.ExternalData;
import org.mipp.network.onnx.model.GraphUses;
import org.mipp.network.onnx.model.ModelParser;
import org.mipp.network.onnx.model.OnnxModel;
import org.mipp.network.onnx.read.GraphReading;
import org.mipp.network.onnx.write.OnnxWriter;
import org.mipp.network.operation.Normalisation;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * Networks as ONNX files (https://onnx.ai), opsets 7 to 22: what {@code torch.onnx.export} and others write, and what every
 * runtime reads.
 *
 * <p>Read are networks of the operations that this toolkit has, however their file puts them: with weights as initialisers or
 * constants, raw, listed or in files beside it, of single, double or half precision; batch norm as it is or folded; fully
 * connected layers as Gemm, or MatMul and Add; global pooling in its spellings; channels last, where a Transpose puts them
 * first; probabilities at the end, which are taken off. Everything else is refused at once, by node, operation, reason and
 * what to do. Layers are named by their weights or by the paths of their nodes.
 *
 * <p>Cost: one pass over the file, which is mapped, and one copy of the weights.
 */
public final class OnnxFile {

    /** How names of such files end. */
    public static final String EXTENSION = ".onnx";

    private static final int MAPPED = 1 << 20; // bytes from which on a file is mapped
    private static final long OLDEST = 7;
    private static final long NEWEST = 22;

    private OnnxFile() {}

    /**
     * Says whether a file is one by its name.
     *
     * @param file where it is
     * @return whether its name ends in {@code .onnx}
     */
    public static boolean isNamed(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(EXTENSION);
    }

    /**
     * Loads a network.
     *
     * @param file where it is
     * @param input what the file does not say; {@link OnnxInput#ANY} if it says all
     * @return the network
     * @throws IllegalArgumentException if the file is damaged, too large for the heap, or holds what cannot be read
     */
    public static Network load(Path file, OnnxInput input) {
        return read(file, input).network();
    }

    /**
     * Saves a network: it reads {@code input}, {@code [batch, channels, height, width]}, and makes {@code logits},
     * {@code [batch, classes]}, for any number of images at once. The file appears, or is replaced, only once it is complete.
     *
     * @param file a name that ends in {@code .onnx}
     * @param network the network
     * @throws IllegalArgumentException if the name ends otherwise, the folder does not exist, or the weights are more than the
     *     2 GiB of the format
     */
    public static void save(Path file, Network network) {
        requireName(file);
        Architecture architecture = network.architecture();
        long classes = architecture.outputs().get(architecture.last().name()).size();
        OnnxWriter.write(file, network, Door.plain(architecture.input(), classes), Optional.empty());
    }

    /**
     * Saves a network with the door of another file: its names of input and output, its layout, its number of images at once
     * and its probabilities at the end, so that a program which uses that file can use this one in its place. A normalisation
     * that was put before the network when it was loaded is left out again.
     *
     * @param file a name that ends in {@code .onnx}
     * @param network a network that was loaded from the other file, pruned or not
     * @param original the other file
     * @throws IllegalArgumentException if the name ends otherwise, or the other file cannot be read or has other images or
     *     classes
     */
    public static void save(Path file, Network network, Path original) {
        requireName(file);
        Architecture own = network.architecture();
        OnnxInput any = new OnnxInput(Optional.of(own.input()), Optional.empty(), Optional.empty());
        GraphReading.Read old = read(original, any);
        Architecture before = old.network().architecture();
        long classes = own.outputs().get(own.last().name()).size();
        long oldClasses = before.outputs().get(before.last().name()).size();
        argument(
                classes == oldClasses,
                "%s: expected a network of %d classes as in %s, got %d; save it without the other file",
                file,
                oldClasses,
                original,
                classes);
        Layer first = own.layers().get(0);
        boolean added = first.operation() instanceof Normalisation
                && !(before.layers().get(0).operation() instanceof Normalisation);
        OnnxWriter.write(file, network, old.door(), added ? Optional.of(first.name()) : Optional.empty());
    }

    private static void requireName(Path file) {
        argument(isNamed(file), "%s: expected a name that ends in %s", file, EXTENSION);
    }

    private static GraphReading.Read read(Path file, OnnxInput input) {
        try {
            argument(Files.isRegularFile(file), "expected an ONNX file, found no file");
            HeapBudget budget = HeapBudget.half();
            OnnxModel model = ModelParser.parse(mapped(file), new ExternalData(file), budget);
            argument(
                    model.opset() >= OLDEST && model.opset() <= NEWEST,
                    "expected operations of the versions %d to %d, got %d; export with opset_version=18",
                    OLDEST,
                    NEWEST,
                    model.opset());
            GraphUses uses = GraphUses.of(model, input.output());
            Door door = Door.of(model, uses, input.shape());
            return GraphReading.read(model, uses, name(file), door, input.normalisation(), budget);
        } catch (RefusedException e) {
            throw refusedIn(file.toString(), e);
        }
    }

    private static ByteBuffer mapped(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            argument(
                    size > 0 && size <= Integer.MAX_VALUE,
                    "expected 1 to %d bytes, the bound of the format, got %d; keep the weights in files beside it:"
                            + " torch.onnx.export(..., external_data=True)",
                    Integer.MAX_VALUE,
                    size);
            // only garbage collection undoes a mapping: not for what is small
            return size < MAPPED
                    ? ByteBuffer.wrap(Files.readAllBytes(file))
                    : channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        String stem = name.replaceFirst("\\.[^.]*$", "");
        return stem.isEmpty() ? name : stem;
    }
}
