package org.mipp;

import static org.mipp.run.Checks.given;

import java.nio.file.Path;
import org.mipp.data.Dataset;
import org.mipp.data.FashionMnist;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.structure.Architecture;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.zoo.ImageNetResNet;
import org.mipp.network.zoo.ImageNetVgg;
import org.mipp.network.zoo.LeNet5;
import org.mipp.network.zoo.Mlp;
import org.mipp.network.zoo.MobileNetV2;

/**
 * Networks by short names, and their way in and out of files.
 *
 * <pre>{@code
 * var lenet = train(lenet5(), mnist(), epochs(3));
 * save("lenet5.safetensors", lenet);
 * var again = evaluate(load("lenet5.safetensors"), mnist());
 * var known = load("resnet18.safetensors", resnet18(1_000)); // as torchvision saved it
 * }</pre>
 */
public final class Networks {

    private Networks() {}

    /** {@return a new LeNet5 with random weights from seed 0, not trained} */
    public static Network lenet5() {
        return lenet5(0);
    }

    /**
     * Makes a new LeNet5, not trained.
     *
     * @param seed of its weights
     * @return the network
     */
    public static Network lenet5(long seed) {
        return Initialisation.of(LeNet5.architecture(), seed);
    }

    /**
     * Makes a new multi-layer perceptron, not trained: fully connected layers with rectifiers between them.
     *
     * @param data whose images and classes it is for
     * @param hidden neurons of each layer but the last
     * @return the network, with random weights from seed 0
     */
    public static Network mlp(Dataset data, int... hidden) {
        return Initialisation.of(Mlp.of(given(data, "a data set").train(), given(hidden, "numbers of nodes")), 0);
    }

    /**
     * Makes a new ResNet-18 for ImageNet's images, not trained; torchvision's weights load into it as they are.
     *
     * @param classes how many
     * @return the network, with random weights from seed 0; see {@link ImageNetResNet}
     */
    public static Network resnet18(int classes) {
        return Initialisation.of(ImageNetResNet.of(18, classes), 0);
    }

    /**
     * Makes a new ResNet-34 for ImageNet's images, not trained; torchvision's weights load into it as they are.
     *
     * @param classes how many
     * @return the network, with random weights from seed 0; see {@link ImageNetResNet}
     */
    public static Network resnet34(int classes) {
        return Initialisation.of(ImageNetResNet.of(34, classes), 0);
    }

    /**
     * Makes a new ResNet-50 for ImageNet's images, not trained; torchvision's weights load into it as they are.
     *
     * @param classes how many
     * @return the network, with random weights from seed 0; see {@link ImageNetResNet}
     */
    public static Network resnet50(int classes) {
        return Initialisation.of(ImageNetResNet.of(50, classes), 0);
    }

    /**
     * Makes a new VGG-16 for ImageNet's images, not trained; torchvision's weights load into it as they are.
     *
     * @param classes how many
     * @return the network, with random weights from seed 0, half a gigabyte of them; see {@link ImageNetVgg}
     */
    public static Network vgg16(int classes) {
        return Initialisation.of(ImageNetVgg.of(16, classes), 0);
    }

    /**
     * Makes a new MobileNetV2 for ImageNet's images, not trained; torchvision's weights load into it as they are.
     *
     * @param classes how many
     * @return the network, with random weights from seed 0; see {@link MobileNetV2}
     */
    public static Network mobilenetV2(int classes) {
        return Initialisation.of(MobileNetV2.of(classes), 0);
    }

    /**
     * Loads a residual network of eight layers that was trained on Fashion-MNIST, from the project's {@code data} folder
     * or from the folder that MIPP_DATA names.
     *
     * @return the network, for images of {@link Datasets#fashionMnist()}
     * @throws IllegalArgumentException if the file is not there
     */
    public static Network fashionResNet() {
        return NetworkFile.load(FashionMnist.resNetWeights());
    }

    /**
     * Saves a network with its architecture, for {@link #load(Path)} and for PyTorch.
     *
     * @param file a name that ends in {@code .safetensors}; replaced only once the new file is complete
     * @param network the network, at any stage
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     */
    public static void save(Path file, NetworkStage network) {
        NetworkFile.save(given(file, "a file"), given(network, "a network").network());
    }

    /**
     * Saves a network with its architecture, for {@link #load(String)} and for PyTorch.
     *
     * @param file a path that ends in {@code .safetensors}, from the folder that the program or notebook runs in; replaced
     *     only once the new file is complete
     * @param network the network, at any stage
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     */
    public static void save(String file, NetworkStage network) {
        save(Path.of(given(file, "a file")), network);
    }

    /**
     * Loads a network that {@link #save(Path, NetworkStage)} saved, pruned or not.
     *
     * @param file where it is
     * @return the network
     * @throws IllegalArgumentException if it is not such a file
     */
    public static Network load(Path file) {
        return NetworkFile.load(given(file, "a file"));
    }

    /**
     * Loads a network that {@link #save(String, NetworkStage)} saved, pruned or not.
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
}
