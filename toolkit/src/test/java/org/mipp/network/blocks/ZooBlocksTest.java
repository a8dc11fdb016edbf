package org.mipp.network.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.network.blocks.BlockExamples.IMAGE;
import static org.mipp.network.blocks.BlockExamples.headed;
import static org.mipp.network.blocks.BlockExamples.linear;
import static org.mipp.network.blocks.BlockExamples.lively;

import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.basicmodelzoo.cv.classification.AlexNet;
import ai.djl.basicmodelzoo.cv.classification.GoogLeNet;
import ai.djl.basicmodelzoo.cv.classification.LeNet;
import ai.djl.basicmodelzoo.cv.classification.MobileNetV1;
import ai.djl.basicmodelzoo.cv.classification.MobileNetV2;
import ai.djl.basicmodelzoo.cv.classification.NiN;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.basicmodelzoo.cv.classification.SqueezeNet;
import ai.djl.basicmodelzoo.cv.classification.VGG;
import ai.djl.basicmodelzoo.cv.object_detection.yolo.YOLOV3;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mipp.network.Network;
import org.mipp.network.RelativeDifference;
import org.mipp.network.engine.LiveNetwork;

/** Networks of DJL's zoo, once read, compute what DJL computes. */
class ZooBlocksTest {

    @TestFactory
    Stream<DynamicTest> networksOfTheZooComputeTheSameOnceRead() {
        return Stream.of(
                same("Mlp", new Mlp(144, 3, new int[] {20, 10}), new Shape(1, 12, 12)),
                same(
                        "VGG",
                        VGG.builder()
                                .setNumLayers(6)
                                .setConvArch(new int[][] {{1, 6}, {2, 4}})
                                .setOutSize(5)
                                .build(),
                        new Shape(3, 8, 8)),
                same(
                        "ResNetV1",
                        ResNetV1.builder()
                                .setImageShape(new Shape(3, 20, 20))
                                .setNumLayers(14)
                                .setOutSize(7)
                                .build(),
                        new Shape(3, 20, 20)),
                same(
                        "ResNetV1 with bottlenecks",
                        new SequentialBlock()
                                .add(ResNetV1.residualUnit(16, new Shape(2, 2), false, true, 0.9f))
                                .add(ResNetV1.residualUnit(16, new Shape(1, 1), true, true, 0.9f))
                                .add(Pool.globalAvgPool2dBlock())
                                .add(linear(4)),
                        IMAGE),
                same(
                        "MobileNetV1",
                        MobileNetV1.builder().optWidthMultiplier(0.25f).build(),
                        new Shape(3, 32, 32)),
                same("GoogLeNet", GoogLeNet.builder().build(), new Shape(1, 32, 32)),
                same("LeNet, with sigmoids", LeNet.builder().build(), new Shape(1, 28, 28)),
                same(
                        "AlexNet",
                        AlexNet.builder()
                                .setNumChannels(new int[] {4, 6, 8, 8, 6, 16, 16})
                                .build(),
                        new Shape(1, 128, 128)),
                same("MobileNetV2", MobileNetV2.builder().build(), new Shape(3, 32, 32)),
                same("SqueezeNet", SqueezeNet.squeezenet(10), new Shape(3, 64, 64)),
                same(
                        "NiN",
                        NiN.builder().setNumChannels(new int[] {8, 12, 16, 10}).build(),
                        new Shape(1, 128, 128)),
                same("a block of DarkNet", headed(YOLOV3.makeLayer(4, 2, 0.9f, 1e-5f)), IMAGE));
    }

    private static DynamicTest same(String name, Block block, Shape input) {
        return DynamicTest.dynamicTest(name, () -> {
            try (NDManager manager = NDManager.newBaseManager()) {
                lively(block, manager, input);
                Network network = BlockConverter.read(name, block);
                NDArray noise = BlockExamples.noise(manager, input, 11);
                float[] expected = block.forward(new ParameterStore(manager, false), new NDList(noise), false)
                        .singletonOrThrow()
                        .toFloatArray();
                try (LiveNetwork live = LiveNetwork.open(network)) {
                    double difference = RelativeDifference.between(
                            expected,
                            live.forward(live.manager().create(noise.toFloatArray(), noise.getShape()))
                                    .toFloatArray());
                    assertTrue(difference <= 1e-5, difference + " for " + network);
                }
                assertEquals(
                        block.getParameters().values().stream()
                                .mapToLong(parameter -> parameter.getShape().size())
                                .sum(),
                        network.weights().values().stream()
                                .mapToLong(tensor -> tensor.shape().size())
                                .sum());
            }
        });
    }
}
