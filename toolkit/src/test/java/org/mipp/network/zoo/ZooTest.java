package org.mipp.network.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.network.structure.Architecture;

/**
 * Numbers of parameters of the PyTorch implementations with these names:
 * {@code sum(p.numel() for p in model.parameters())} for the same layers written down in PyTorch 2.7.1.
 */
class ZooTest {

    @TestFactory
    Stream<DynamicTest> everyFamilyHasThePublishedNumberOfParameters() {
        return Stream.of(
                parameters(269_722, CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10)),
                parameters(853_018, CifarResNet.of(56, CifarResNet.Shortcut.ZEROS, 10)),
                parameters(272_474, CifarResNet.of(20, CifarResNet.Shortcut.PROJECTION, 10)),
                parameters(11_173_962, ResNet.of(18, 10)),
                parameters(21_282_122, ResNet.of(34, 10)),
                parameters(23_520_842, ResNet.of(50, 10)),
                parameters(9_231_114, Vgg.of(11, 10)),
                parameters(14_728_266, Vgg.of(16, 10)),
                parameters(20_040_522, Vgg.of(19, 10)),
                parameters(784 * 300 + 300 + 300 * 100 + 100 + 1010, Mlp.of(new Shape(1, 28, 28), 300, 100, 10)));
    }

    private static DynamicTest parameters(long expected, Architecture architecture) {
        return DynamicTest.dynamicTest(
                architecture.name() + ", " + expected, () -> assertEquals(expected, architecture.parameterCount()));
    }

    @Test
    void resNet20NeedsThePublishedFortyOneMillionOperations() {
        // 3*16*9*1024 + stage by stage 6*16*16*9*1024 and so on + 640; He et al. round it to 41 million
        assertEquals(
                40_551_040, CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10).macs());
    }

    @Test
    void refusesDepthsThatDoNotExist() {
        assertEquals("VGG: expected a depth of 11, 16 or 19, got 13", refusal(() -> Vgg.of(13, 10)));
        assertEquals("ResNet: expected a depth of 18, 34 or 50, got 101", refusal(() -> ResNet.of(101, 10)));
        assertEquals(
                "CIFAR ResNet: expected a depth of 6n + 2 such as 20 or 56, got 18",
                refusal(() -> CifarResNet.of(18, CifarResNet.Shortcut.ZEROS, 10)));
        assertEquals("MLP: expected at least one layer, got none", refusal(() -> Mlp.of(new Shape(1, 2, 2))));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
