package org.mipp.network.onnx;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.network.operation.Normalisation;
import org.mipp.run.Checks;

/**
 * What an ONNX file does not say about its network: the size of the images where the file leaves it open, how they were
 * normalised outside of it, and which output to take where there are several.
 *
 * <pre>{@code
 * load("net.onnx", OnnxInput.images(3, 224, 224))
 * load("net.onnx", OnnxInput.normalised(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f)))
 * load("net.onnx", OnnxInput.ANY.output("logits"))
 * }</pre>
 *
 * @param shape of one image, {@code [channels, height, width]}; empty for what the file says
 * @param normalisation what to do to pixels from 0 to 1 before the file's own first node; becomes a layer
 * @param output the name of the tensor that holds the logits; empty for the file's only output
 */
public record OnnxInput(Optional<Shape> shape, Optional<Normalisation> normalisation, Optional<String> output) {

    /** Everything as the file says. */
    public static final OnnxInput ANY = new OnnxInput(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Fixes the size of the images.
     *
     * @param channels channels per image
     * @param height rows per image
     * @param width columns per image
     * @return these words about a file
     */
    public static OnnxInput images(int channels, int height, int width) {
        IntStream.of(channels, height, width).forEach(side -> Checks.positive(side, "side of the images"));
        return new OnnxInput(Optional.of(new Shape(channels, height, width)), Optional.empty(), Optional.empty());
    }

    /**
     * Says what was done to pixels from 0 to 1 before they went into the network: the mean was subtracted, and the rest divided
     * by the deviation. Forgetting it is the usual reason for an accuracy near chance.
     *
     * @param mean per channel
     * @param deviation per channel
     * @return these words about a file
     */
    public static OnnxInput normalised(List<Float> mean, List<Float> deviation) {
        return ANY.with(new Normalisation(mean, deviation));
    }

    /**
     * Adds what was done to pixels.
     *
     * @param normal the normalisation
     * @return the longer words about a file
     */
    public OnnxInput with(Normalisation normal) {
        return new OnnxInput(shape, Optional.of(Checks.given(normal, "a normalisation")), output);
    }

    /**
     * Chooses the output, or a tensor inside.
     *
     * @param name of the tensor with the logits
     * @return the longer words about a file
     */
    public OnnxInput output(String name) {
        return new OnnxInput(shape, normalisation, Optional.of(Checks.given(name, "the name of an output")));
    }
}
