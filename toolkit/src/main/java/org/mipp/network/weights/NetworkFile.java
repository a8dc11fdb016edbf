package org.mipp.network.weights;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.refusedIn;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.run.RefusedException;

/**
 * Networks as files: safetensors whose metadata hold the architecture, so that a pruned network finds its widths again.
 *
 * <p>Python reads the weights with {@code safetensors.torch.load_file}, under PyTorch's names.
 */
public final class NetworkFile {

    /** Under which name the metadata hold the architecture. */
    static final String ARCHITECTURE = "mipp.architecture";

    private NetworkFile() {}

    /**
     * Saves a network. The file appears, or is replaced, only once it is complete.
     *
     * @param file a name that ends in {@code .safetensors}
     * @param network the network
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     */
    public static void save(Path file, Network network) {
        argument(
                file.toString().endsWith(".safetensors"),
                "%s: expected a name that ends in .safetensors, which alone has a place for the architecture",
                file);
        WeightsFile.write(
                file,
                new Weights(network.weights(), Map.of(ARCHITECTURE, ArchitectureJson.write(network.architecture()))));
    }

    /**
     * Loads a network that this toolkit saved.
     *
     * @param file where it is
     * @return the network
     * @throws IllegalArgumentException if the file is damaged, does not hold an architecture, or its weights are not those
     *     of the architecture or not finite
     */
    public static Network load(Path file) {
        Weights weights = WeightsFile.read(file);
        String json = weights.metadata().get(ARCHITECTURE);
        argument(
                json != null,
                "%s: expected a network saved by this toolkit, got weights without architecture; name it, as in"
                        + " load(file, CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10))",
                file);
        try {
            return network(ArchitectureJson.read(json), weights);
        } catch (RefusedException e) {
            throw new RefusedException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Loads weights that PyTorch saved, safetensors or npz. A prefix {@code module.} and PyTorch's counters of batches are
     * dropped.
     *
     * @param file where they are
     * @param architecture what they are of
     * @return the network
     * @throws IllegalArgumentException if the file is damaged, or weights are missing, surplus, of another shape or not
     *     finite
     */
    public static Network load(Path file, Architecture architecture) {
        try {
            return network(
                    architecture,
                    WeightsFile.read(file).withoutPrefix("module.").withoutBatchCounters());
        } catch (RefusedException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(file.toString()) ? e : refusedIn(file.toString(), e);
        }
    }

    private static Network network(Architecture architecture, Weights weights) {
        Map<String, ai.djl.ndarray.types.Shape> expected = new LinkedHashMap<>(architecture.parameters());
        expected.putAll(architecture.buffers());
        return new Network(architecture, weights.matching(expected).tensors()).requireFinite();
    }
}
