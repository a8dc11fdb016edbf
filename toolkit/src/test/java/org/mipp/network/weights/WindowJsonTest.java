package org.mipp.network.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Sides;
import org.mipp.network.operation.Window;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

class WindowJsonTest {

    private static final String CONVOLUTION =
            "{\"type\":\"Convolution\",\"inputs\":1,\"outputs\":2,\"kernel\":3,\"stride\":1,"
                    + "\"padding\":1,\"bias\":true}";

    @Test
    void filesThatDoNotKnowDilationAndOverhangAreRead() {
        String old = "{\"name\":\"old\",\"input\":[1,8,8],\"layers\":["
                + layer("conv", CONVOLUTION, "input") + ","
                + layer(
                        "depthwise",
                        "{\"type\":\"DepthwiseConvolution\",\"channels\":2,\"kernel\":3,\"stride\":1,\"padding\":1,"
                                + "\"bias\":false}",
                        "conv")
                + ","
                + layer("max", "{\"type\":\"MaxPool\",\"window\":2,\"stride\":2,\"padding\":0}", "depthwise") + ","
                + layer("mean", "{\"type\":\"AveragePool\",\"window\":2,\"stride\":2}", "max") + ","
                + layer("flat", "{\"type\":\"Flatten\"}", "mean") + ","
                + layer("fc", "{\"type\":\"FullyConnected\",\"inputs\":8,\"outputs\":3,\"bias\":true}", "flat") + "]}";
        assertEquals(
                new ArchitectureBuilder("old", new Shape(1, 8, 8))
                        .then("conv", Convolution.of(1, 2, 3).padded(1))
                        .then("depthwise", new DepthwiseConvolution(2, 3, 1, 1, false))
                        .then("max", new MaxPool(2))
                        .then("mean", new AveragePool(2, 2))
                        .then("flat", new Flatten())
                        .then("fc", new FullyConnected(8, 3))
                        .build(),
                ArchitectureJson.read(old));
    }

    @Test
    void sidesAreOneNumberWhereTheyAreEqualAndAListWhereTheyAreNot() {
        Window window = new Window(new Sides(3, 2), Sides.square(2), new Padding(1, 0, 0, 2), Sides.ONE);
        Architecture architecture = new ArchitectureBuilder("wide", new Shape(1, 8, 8))
                .then("conv", new Convolution(1, 2, window, true))
                .build();
        String json = ArchitectureJson.write(architecture);
        assertTrue(
                json.contains("\"kernel\":[3,2],\"stride\":2,\"padding\":[1,0,0,2],\"dilation\":1,\"bias\":true"),
                json);
        assertEquals(architecture, ArchitectureJson.read(json));
    }

    @Test
    void otherSidesAreRefused() {
        refused("\"kernel\":[3]", "expected a whole number or a list of 2, got [3]");
        refused("\"kernel\":[3,3,3]", "expected a whole number or a list of 2, got [3,3,3]");
        refused("\"kernel\":\"3\"", "expected a whole number or a list of 2, got \"3\"");
        refused("\"kernel\":2.5", "expected a whole number or a list of 2, got 2.5");
        refused("\"kernel\":3000000000", "expected a whole number or a list of 2, got 3000000000");
        refused("\"kernel\":[3,0]", "width: expected a whole number of at least 1, got 0");
        refused("\"kernel\":{}", "expected a whole number or a list of 2, got {}");
    }

    private static void refused(String kernel, String why) {
        String json = "{\"name\":\"odd\",\"input\":[1,8,8],\"layers\":["
                + layer("conv", CONVOLUTION.replace("\"kernel\":3", kernel), "input") + "]}";
        String message = assertThrows(IllegalArgumentException.class, () -> ArchitectureJson.read(json))
                .getMessage();
        assertTrue(message.contains(why), message);
    }

    private static String layer(String name, String operation, String input) {
        return "{\"name\":\"" + name + "\",\"operation\":" + operation + ",\"inputs\":[\"" + input + "\"]}";
    }
}
