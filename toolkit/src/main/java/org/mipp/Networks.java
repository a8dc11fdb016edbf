package org.mipp;

import static org.mipp.run.Checks.given;

import org.mipp.data.Dataset;
import org.mipp.data.FashionMnist;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.zoo.ImageNetResNet;
import org.mipp.network.zoo.ImageNetVgg;
import org.mipp.network.zoo.LeNet5;
import org.mipp.network.zoo.Mlp;
import org.mipp.network.zoo.MobileNetV2;
import org.mipp.training.judge.Predictions;

/**
 * Networks by short names, and what they take images for.
 *
 * <pre>{@code
 * var lenet = train(lenet5(), mnist(), epochs(3));
 * predict(lenet, mnist().test().first(20));
 * var deep = mlp(mnist(), 100, 50);
 * var clothes = evaluate(fashionResNet(), fashionMnist());
 * var nets = List.of(resnet18(1_000), resnet34(1_000), resnet50(1_000), vgg16(1_000), mobilenetV2(1_000));
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
     * Says what a network takes images for.
     *
     * @param network the network, at any stage
     * @param images of its input shape; labels, if there are any, are only compared with
     * @return classes and probabilities
     * @throws IllegalArgumentException if the network does not fit the images
     */
    public static Predictions predict(NetworkStage network, Images images) {
        return Predictions.of(given(network, "a network").network(), given(images, "images"));
    }
}
