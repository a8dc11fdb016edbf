package org.mipp.network.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What operations refuse, in numbers and in shapes. */
class OperationRefusalTest {

    private static final Shape IMAGE = new Shape(6, 4, 5);

    @Test
    void pointwiseFunctionsRefuseConstantsThatTheyDoNotHave() {
        refused(
                "SILU: expected 0 constants, zeros for the others, got 1.0 and 0.0",
                () -> new Pointwise(Pointwise.Kind.SILU, 1, 0));
        refused(
                "ELU: expected 1 constants, zeros for the others, got 1.0 and 2.0",
                () -> new Pointwise(Pointwise.Kind.ELU, 1, 2));
        refused("LEAKY_RELU: expected finite constants, got NaN and 0.0", () -> Pointwise.leakyRelu(Float.NaN));
        refused("CLIP: expected a smallest value below the largest, got 6.0 and 0.0", () -> Pointwise.clip(6, 0));
    }

    @Test
    void sidesPaddingAndGroupsRefuseNumbersThatAreNone() {
        refused("height: expected a whole number of at least 1, got 0", () -> new Sides(0, 1));
        refused("width: expected a whole number of at least 1, got -2", () -> new Sides(1, -2));
        refused("padding: expected at least 0, got -1", () -> new Padding(0, 0, -1, 0));
        refused(
                "padding: expected 0 to 1, half of the window of 2, got 2",
                () -> new AveragePool(new Sides(4, 2), Sides.ONE, Padding.of(2, 2), false, true));
        Window window = Window.of(3, 1, 1);
        refused(
                "groups: expected a divisor of the 6 input channels, got 4",
                () -> new GroupedConvolution(6, 8, 4, window, false));
        refused(
                "groups: expected a divisor of the 8 filters, got 3",
                () -> new GroupedConvolution(6, 8, 3, window, false));
        refused("groups: expected a divisor of the 6 channels, got 0", () -> new GroupNorm(6, 0, 1e-5f));
        refused("groups: expected a divisor of the 6 input channels, got 4", () -> ChannelMap.shuffle(6, 4));
    }

    @Test
    void normsRefuseConstantsThatAreNone() {
        refused("epsilon: expected a finite number above 0, got 0.0", () -> new LayerNorm(6, 0));
        refused(
                "local response norm: expected an odd number of channels, got 4",
                () -> new LocalResponseNorm(4, 1, 1, 1));
        refused(
                "pad: expected a finite value, 0 unless it is constant, got 1.0 for EDGE",
                () -> new Pad(Padding.of(1), Pad.Mode.EDGE, 1));
    }

    @Test
    void operationsRefuseInputsThatDoNotFit() {
        refused(
                "multiply: expected inputs of one shape, or with one number a channel, got [(6, 4, 5), (6, 4, 1)]",
                () -> new Multiply().output(List.of(IMAGE, new Shape(6, 4, 1))));
        refused("multiply: expected at least two inputs, got 1", () -> new Multiply().output(List.of(IMAGE)));
        refused("scale: expected 5 channels, got an input of shape (6, 4, 5)", () -> new Scale(5, true).output(IMAGE));
        refused("layer norm: expected 5 channels, got an input of shape (6, 4, 5)", () -> new LayerNorm(5, 1)
                .output(IMAGE));
        refused("group norm: expected 5 channels, got an input of shape (6, 4, 5)", () -> new GroupNorm(5, 1, 1)
                .output(IMAGE));
        refused(
                "grouped convolution: expected input of shape [4, height, width], got (6, 4, 5)",
                () -> new GroupedConvolution(4, 8, 2, Window.of(3, 1, 1), false).output(List.of(IMAGE)));
        refused(
                "pad: expected images larger than the 5 pixels that mirror them, got (6, 4, 5)",
                () -> new Pad(Padding.of(5), Pad.Mode.REFLECT, 0).output(IMAGE));
        refused("unflatten: expected vectors, got an input of shape (6, 4, 5)", () -> new Unflatten().output(IMAGE));
        refused(
                "global max pooling: expected input of shape [channels, height, width] of at least 1 pixels a side, got (6)",
                () -> new GlobalMaxPool().output(new Shape(6)));
        refused("convolution: expected images of at least 9 pixels a side, got 5", () -> new Convolution(
                        6, 2, new Window(new Sides(1, 3), Sides.ONE, Padding.NONE, new Sides(1, 4)), true)
                .output(IMAGE));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
