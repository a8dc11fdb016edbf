package org.mipp;

import static org.mipp.run.Checks.given;

import java.nio.file.Path;
import java.util.Locale;
import org.mipp.capture.Activations;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.onnx.NetworkFormats;
import org.mipp.network.onnx.OnnxFile;
import org.mipp.network.onnx.OnnxInput;
import org.mipp.network.structure.Architecture;
import org.mipp.network.weights.NetworkFile;
import org.mipp.run.SavedFile;
import org.mipp.selection.Masks;
import org.mipp.selection.MasksFile;

/**
 * The way of networks and masks into files and back.
 *
 * <pre>{@code
 * save("lenet5.safetensors", lenet);
 * var again = evaluate(load("lenet5.safetensors"), mnist());
 * var known = load("resnet18.safetensors", resnet18(1_000)); // as torchvision saved it
 * save("lenet5.onnx", again);
 * }</pre>
 */
public final class Storage {

    private Storage() {}

    /**
     * Saves a network with its architecture: as safetensors for {@link #load(Path)}, PyTorch and DJL, or as ONNX for every
     * runtime.
     *
     * @param file a name that ends in {@code .safetensors} or {@code .onnx}; replaced only once the new file is complete
     * @param network the network, at any stage
     * @return what was written, and how large it is
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     */
    public static SavedFile save(Path file, NetworkStage network) {
        NetworkFormats.save(given(file, "a file"), given(network, "a network").network());
        return written(file, network);
    }

    /**
     * Saves a network with its architecture: as safetensors for {@link #load(String)}, PyTorch and DJL, or as ONNX for every
     * runtime.
     *
     * @param file a path that ends in {@code .safetensors} or {@code .onnx}, from the folder that the program or notebook runs
     *     in; replaced only once the new file is complete
     * @param network the network, at any stage
     * @return what was written, and how large it is
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     */
    public static SavedFile save(String file, NetworkStage network) {
        return save(Path.of(given(file, "a file")), network);
    }

    private static SavedFile written(Path file, NetworkStage stage) {
        long parameters = stage.network().architecture().parameterCount();
        return SavedFile.of(file, String.format(Locale.ROOT, "%s, %,d parameters", stage.label(), parameters));
    }

    /**
     * Loads a network that {@link #save(Path, NetworkStage)} saved, pruned or not, or one in ONNX that another program wrote.
     *
     * @param file where it is
     * @return the network
     * @throws IllegalArgumentException if it is not such a file
     */
    public static Network load(Path file) {
        return NetworkFormats.load(given(file, "a file"));
    }

    /**
     * Loads a network that {@link #save(String, NetworkStage)} saved, pruned or not, or one in ONNX that another program
     * wrote.
     *
     * @param file its path, from the folder that the program or notebook runs in
     * @return the network
     * @throws IllegalArgumentException if it is not such a file
     */
    public static Network load(String file) {
        return load(Path.of(given(file, "a file")));
    }

    /**
     * Loads weights that PyTorch saved.
     *
     * @param file safetensors or npz, under PyTorch's names
     * @param architecture what they are of; see {@link org.mipp.network.zoo}
     * @return the network
     * @throws IllegalArgumentException if weights are missing, surplus or of another shape
     */
    public static Network load(Path file, Architecture architecture) {
        return NetworkFile.load(given(file, "a file"), given(architecture, "an architecture"));
    }

    /**
     * Loads weights that PyTorch saved.
     *
     * @param file the path of safetensors or npz, from the folder that the program or notebook runs in
     * @param architecture what they are of; see {@link org.mipp.network.zoo}
     * @return the network
     * @throws IllegalArgumentException if weights are missing, surplus or of another shape
     */
    public static Network load(String file, Architecture architecture) {
        return load(Path.of(given(file, "a file")), architecture);
    }

    /**
     * Loads weights that PyTorch saved into a network of the same layers, as in {@code load("resnet18.safetensors",
     * resnet18(1_000))}.
     *
     * @param file the path of safetensors or npz, from the folder that the program or notebook runs in
     * @param like a network, which is left as it is; only its layers count
     * @return the network with the file's weights
     * @throws IllegalArgumentException if weights are missing, surplus or of another shape
     */
    public static Network load(String file, NetworkStage like) {
        return load(file, given(like, "a network").network().architecture());
    }

    /**
     * Loads an ONNX file that does not say everything about its network.
     *
     * @param file the path of the file, from the folder that the program or notebook runs in
     * @param input the size of its images, how they were normalised, or which output to take
     * @return the network
     * @throws IllegalArgumentException if the file holds what cannot be read, by node, operation, reason and remedy
     */
    public static Network load(String file, OnnxInput input) {
        return OnnxFile.load(Path.of(given(file, "a file")), given(input, "words about the input"));
    }

    /**
     * Saves a network as ONNX so that it can take the place of another file: with that file's names of input and output, its
     * layout, its number of images at once and its probabilities at the end.
     *
     * @param file a path that ends in {@code .onnx}
     * @param network a network that was loaded from the other file, at any stage
     * @param original the path of the other file
     * @return what was written, and how large it is
     * @throws IllegalArgumentException if the name ends otherwise, or the other file has other images or classes
     */
    public static SavedFile save(String file, NetworkStage network, String original) {
        OnnxFile.save(
                Path.of(given(file, "a file")),
                given(network, "a network").network(),
                Path.of(given(original, "the original file")));
        return written(Path.of(file), network);
    }

    /**
     * Saves masks as JSON, for {@link #load(String, Activations)} and for other programs: which nodes stay, and which rows of
     * which parameters that sets to zero.
     *
     * @param file a path that ends in {@code .json}
     * @param masks which nodes stay
     * @return what was written, and how large it is
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     */
    public static SavedFile save(String file, Masks masks) {
        MasksFile.save(Path.of(given(file, "a file")), given(masks, "masks"));
        return SavedFile.of(Path.of(file), "masks of " + masks.masks().size() + " layers");
    }

    /**
     * Loads masks that {@link #save(String, Masks)} saved.
     *
     * @param file the path of the file
     * @param activations of the network that the masks are for
     * @return the masks, for {@code prune}
     * @throws IllegalArgumentException if the file is damaged, or its masks are those of another network
     */
    public static Masks load(String file, Activations activations) {
        return MasksFile.load(Path.of(given(file, "a file")), given(activations, "activations"));
    }
}
