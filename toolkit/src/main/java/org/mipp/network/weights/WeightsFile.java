package org.mipp.network.weights;

import static org.mipp.run.Checks.argument;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * Files of weights that come from and go back to Python: safetensors and numpy's npz.
 *
 * <p>Pickles, which is what PyTorch's {@code .pt} and {@code .pth} are, can run any code when they are read; they are
 * refused with the lines that convert them.
 */
public final class WeightsFile {

    private static final String SAFETENSORS = ".safetensors";
    private static final String NPZ = ".npz";
    private static final Set<String> PICKLES = Set.of(".pt", ".pth", ".pkl", ".pickle", ".bin", ".ckpt");

    private WeightsFile() {}

    /**
     * Reads a file of either format; its content decides which.
     *
     * <p>Numbers of 64, 32 and 16 bits, bfloat16 included, become 32-bit floats; so do whole numbers and truth values,
     * exactly up to 2<sup>24</sup>.
     *
     * @param file where it is
     * @return its tensors and, from safetensors, its metadata
     * @throws IllegalArgumentException if it is missing, truncated, damaged, a pickle or of another format, or too large
     *     for the Java heap; it says what to do
     */
    public static Weights read(Path file) {
        return read(file, HeapBudget.half());
    }

    /** Reads a file as a part of more, which share the budget. */
    static Weights read(Path file, HeapBudget budget) {
        byte[] start = start(file);
        String extension = extension(file);
        if (start.length == 9 && start[8] == '{') {
            return SafetensorsFile.read(file, budget);
        }
        if (start.length >= 2 && start[0] == 'P' && start[1] == 'K') {
            argument(!isPyTorchArchive(file), "%s", pickle(file));
            return NpzFile.read(file, budget);
        }
        boolean pickleStart = start.length >= 2 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5;
        argument(!pickleStart && !PICKLES.contains(extension), "%s", pickle(file));
        return switch (extension) { // for what these readers say about it
            case SAFETENSORS -> SafetensorsFile.read(file, budget);
            case NPZ -> NpzFile.read(file, budget);
            default ->
                throw new RefusedException(String.format(
                        Locale.ROOT,
                        "%s: expected a safetensors or npz file, got one that begins with the bytes %s; convert it in Python"
                                + " with safetensors.torch.save_file or numpy.savez",
                        file,
                        HexFormat.ofDelimiter(" ").formatHex(start)));
        };
    }

    /**
     * Writes a file, as 32-bit floats; its name decides the format. The file appears, or is replaced, only once it is
     * complete.
     *
     * @param file a name that ends in {@code .safetensors} or {@code .npz}; npz has no place for the metadata
     * @param weights what to write
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     */
    public static void write(Path file, Weights weights) {
        switch (extension(file)) {
            case SAFETENSORS -> SafetensorsFile.write(file, weights);
            case NPZ -> NpzFile.write(file, weights);
            default ->
                throw new RefusedException(file + ": expected a name that ends in " + SAFETENSORS + " or " + NPZ
                        + "; Python reads these with safetensors.torch.load_file and numpy.load");
        }
    }

    private static byte[] start(Path file) {
        argument(Files.isRegularFile(file), "%s: expected a safetensors or npz file, found no file", file);
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(9);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(Math.max(0, name.lastIndexOf('.')));
    }

    private static boolean isPyTorchArchive(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().endsWith("data.pkl"));
        } catch (ZipException | EOFException e) {
            return false; // not readable at all: the npz reader says why
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String pickle(Path file) {
        String name = String.valueOf(file.getFileName());
        return String.format(
                Locale.ROOT,
                "%s: expected a safetensors or npz file, got a Python pickle, which can run any code when it is read;"
                        + " convert it in Python:%n    import torch, safetensors.torch%n    safetensors.torch.save_file("
                        + "torch.load('%s', weights_only=True), '%s.safetensors')%nor, where the network is at hand,"
                        + " with model.state_dict() in place of torch.load(...)",
                file,
                name,
                name.replaceFirst("\\.[^.]*$", ""));
    }
}
