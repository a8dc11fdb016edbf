package org.mipp.network.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.network.blocks.BlockExamples.IMAGE;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.ChannelMap;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.GlobalMaxPool;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Pad;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Pointwise;
import org.mipp.network.operation.Relu;
import org.mipp.network.operation.Resize;
import org.mipp.network.operation.Sides;
import org.mipp.network.operation.Softmax;

/** Functions without parameters are told by what they compute. */
class FunctionRecognitionTest {

    @TestFactory
    Stream<DynamicTest> functionsAreRecognisedByWhatTheyCompute() {
        return Stream.of(
                function(new Relu(), Activation.reluBlock()),
                function(new Relu(), new LambdaBlock(Activation::relu)),
                function(new Relu(), LambdaBlock.singleton(array -> array.maximum(0))),
                function(new MaxPool(2), Pool.maxPool2dBlock(new Shape(2, 2))),
                function(new MaxPool(3, 2, 1), Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1))),
                function(new MaxPool(5, 1, 2), Pool.maxPool2dBlock(new Shape(5, 5), new Shape(1, 1), new Shape(2, 2))),
                function(new AveragePool(3, 2), Pool.avgPool2dBlock(new Shape(3, 3), new Shape(2, 2))),
                function(new GlobalAveragePool(), Pool.globalAvgPool2dBlock()),
                function(new GlobalAveragePool(), LambdaBlock.singleton(array -> array.reshape(2, 2, -1)
                        .mean(new int[] {2}))),
                function(Pointwise.relu6(), Activation.relu6Block()),
                function(Pointwise.leakyRelu(0.01f), Activation.leakyReluBlock(0.01f)),
                function(new Pointwise(Pointwise.Kind.SILU), Activation.swishBlock(1)),
                function(new Pointwise(Pointwise.Kind.GELU), Activation.geluBlock()),
                function(new Pointwise(Pointwise.Kind.SIGMOID), Activation.sigmoidBlock()),
                function(new Pointwise(Pointwise.Kind.TANH), Activation.tanhBlock()),
                function(Pointwise.elu(1), Activation.eluBlock(1)),
                function(
                        Pointwise.hardSigmoid(),
                        LambdaBlock.singleton(array -> array.add(3).clip(0, 6).div(6))),
                function(
                        new Pointwise(Pointwise.Kind.HARD_SWISH),
                        LambdaBlock.singleton(
                                array -> array.add(3).clip(0, 6).div(6).mul(array))),
                function(new GlobalMaxPool(), Pool.globalMaxPool2dBlock()),
                function(
                        new AveragePool(Sides.square(3), Sides.square(2), Padding.of(1), false, true),
                        Pool.avgPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false, true)),
                function(
                        new AveragePool(Sides.square(3), Sides.square(2), Padding.of(1), false, false),
                        new AveragePool(Sides.square(3), Sides.square(2), Padding.of(1), false, false).block()),
                function(
                        new MaxPool(Sides.square(3), Sides.square(2), Padding.NONE, true),
                        Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(0, 0), true)),
                function(
                        new MaxPool(new Sides(3, 2), new Sides(1, 2), Padding.of(1, 0), false),
                        Pool.maxPool2dBlock(new Shape(3, 2), new Shape(1, 2), new Shape(1, 0))),
                function(ChannelMap.slice(2, 1, 2), LambdaBlock.singleton(array -> array.get(":, 1:"))),
                function(new ChannelMap(2, 2, List.of(1, -1, 0)), LambdaBlock.singleton(array -> {
                    NDArray some = array.get(":, :, ::2, ::2");
                    NDArray first = some.get(":, 0:1");
                    return NDArrays.concat(new NDList(some.get(":, 1:"), first.zerosLike(), first), 1);
                })),
                function(
                        new Pad(new Padding(1, 0, 2, 3), Pad.Mode.CONSTANT, 0.5f),
                        LambdaBlock.singleton(array -> array.pad(new Shape(0, 3, 1, 2), 0.5))),
                function(
                        new Resize(Sides.square(24), Resize.Mode.NEAREST),
                        LambdaBlock.singleton(array -> array.repeat(2, 2).repeat(3, 2))),
                function(new Softmax(), LambdaBlock.singleton(array -> array.softmax(1))),
                function(new Flatten(), Blocks.batchFlattenBlock()),
                function(new Flatten(), LambdaBlock.singleton(array -> array.reshape(-1, 288))));
    }

    private static DynamicTest function(Operation expected, Block block) {
        LambdaBlock lambda = (LambdaBlock) block;
        return DynamicTest.dynamicTest(
                expected + ", " + lambda.getName(),
                () -> assertEquals(
                        expected,
                        FunctionRecognition.recognise("function", lambda, IMAGE).orElseThrow()));
    }

    @Test
    void theIdentityIsNoLayer() {
        assertTrue(FunctionRecognition.recognise("same", (LambdaBlock) Blocks.identityBlock(), IMAGE)
                .isEmpty());
    }
}
