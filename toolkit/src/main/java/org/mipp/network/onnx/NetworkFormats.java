package org.mipp.network.onnx;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import org.mipp.network.Network;
import org.mipp.network.weights.NetworkFile;

/** The formats in which networks go in and out of files, chosen by the name of the file. */
public final class NetworkFormats {

    private NetworkFormats() {}

    /**
     * Saves a network. The file appears, or is replaced, only once it is complete.
     *
     * @param file a name that ends in {@code .safetensors} or {@code .onnx}
     * @param network the network
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     */
    public static void save(Path file, Network network) {
        if (OnnxFile.isNamed(file)) {
            OnnxFile.save(file, network);
            return;
        }
        argument(
                file.toString().endsWith(".safetensors"),
                "%s: expected a name that ends in .safetensors (for load, PyTorch and DJL) or .onnx (for ONNX Runtime, DJL and"
                        + " other programs); in this one, network.block() is a block of DJL; see PRODUCTION.md",
                file);
        NetworkFile.save(file, network);
    }

    /**
     * Loads a network that this toolkit saved, or one in ONNX.
     *
     * @param file where it is
     * @return the network
     * @throws IllegalArgumentException if the file is damaged, or holds something else
     */
    public static Network load(Path file) {
        return OnnxFile.isNamed(file) ? OnnxFile.load(file, OnnxInput.ANY) : NetworkFile.load(file);
    }
}
