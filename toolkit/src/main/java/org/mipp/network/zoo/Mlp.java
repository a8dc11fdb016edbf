package org.mipp.network.zoo;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.mipp.data.Images;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.structure.CostBound;

/** Fully connected layers with rectifiers between them: {@code fc1}, {@code fc2} and so on. */
public final class Mlp {

    private Mlp() {}

    /**
     * Makes the architecture for a set of images.
     *
     * @param images that it is to read
     * @param hidden neurons of each layer but the last, which has one per class
     * @return the architecture
     */
    public static Architecture of(Images images, int... hidden) {
        int[] widths = Arrays.copyOf(hidden, hidden.length + 1);
        widths[hidden.length] = images.classes();
        return of(new Shape(images.channels(), images.height(), images.width()), widths);
    }

    /**
     * Makes the architecture.
     *
     * @param input the shape of one image, {@code [channels, height, width]}
     * @param widths neurons per layer, the last being the number of classes
     * @return the architecture
     * @throws IllegalArgumentException if there is no layer
     */
    public static Architecture of(Shape input, int... widths) {
        argument(widths.length > 0, "MLP: expected at least one layer, got none");
        ArchitectureBuilder layers = new ArchitectureBuilder("MLP", input).then("flatten", new Flatten());
        new CostBound(input);
        int inputs = (int) input.size();
        for (int i = 1; i <= widths.length; i++) {
            layers.then("fc" + i, new FullyConnected(inputs, widths[i - 1]));
            inputs = widths[i - 1];
            if (i < widths.length) {
                layers.then("relu" + i, new Relu());
            }
        }
        return layers.build();
    }
}
