package org.mipp.network.zoo;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Normalisation;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.ArchitectureBuilder;

/** What networks for ImageNet share: how they begin, and convolutions with batch norm. */
final class ImageNetLayers {

    private static final List<Float> MEAN = List.of(0.485f, 0.456f, 0.406f);
    private static final List<Float> DEVIATION = List.of(0.229f, 0.224f, 0.225f);

    private ImageNetLayers() {}

    /** Colour images of 224 x 224 pixels, with the means and deviations that torchvision's weights expect. */
    static ArchitectureBuilder layers(String name) {
        return new ArchitectureBuilder(name, new Shape(3, 224, 224))
                .then("normalisation", new Normalisation(MEAN, DEVIATION));
    }

    /** A convolution that keeps the size but for its stride; its batch norm has the bias. */
    static Convolution padded(int inputs, int outputs, int kernel, int stride) {
        return new Convolution(inputs, outputs, kernel, stride, kernel / 2, false);
    }

    /** A convolution and its batch norm. */
    static void convolution(ArchitectureBuilder layers, String name, String norm, Convolution convolution) {
        layers.then(name, convolution).then(norm, new BatchNorm(convolution.outputs()));
    }

    /** The same with a function behind. */
    static void convolution(
            ArchitectureBuilder layers,
            String name,
            String norm,
            Convolution convolution,
            String function,
            Operation behind) {
        convolution(layers, name, norm, convolution);
        layers.then(function, behind);
    }
}
