package org.mipp.network.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mipp.network.blocks.BlockExamples.IMAGE;
import static org.mipp.network.blocks.BlockExamples.convolution;
import static org.mipp.network.blocks.BlockExamples.headed;
import static org.mipp.network.blocks.BlockExamples.linear;
import static org.mipp.network.blocks.BlockExamples.lively;
import static org.mipp.network.blocks.BlockExamples.parallel;
import static org.mipp.network.blocks.BlockExamples.sum;

import ai.djl.MalformedModelException;
import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Sides;
import org.mipp.network.operation.Window;
import org.mipp.network.structure.Layer;

/** Blocks made for the purpose; what is read is compared with what DJL computes. */
class BlockConverterTest {

    @Test
    void branchesAreAddedOrConcatenatedAndPerhapsRectified() {
        assertEquals(List.of("add"), joins(list -> new NDList(sum(list)), 4, 4));
        assertEquals(List.of("add", "relu"), joins(list -> Activation.relu(new NDList(sum(list))), 4, 4));
        assertEquals(List.of("concatenation"), joins(list -> new NDList(concatenated(list)), 4, 3));
        assertEquals(
                List.of("concatenation", "relu"), joins(list -> Activation.relu(new NDList(concatenated(list))), 4, 4));
        assertEquals(
                List.of("multiply"),
                joins(
                        list -> new NDList(
                                list.get(0).singletonOrThrow().mul(list.get(1).singletonOrThrow())),
                        4,
                        4));
        assertEquals(
                List.of("add", "pointwise"), joins(list -> Activation.leakyRelu(new NDList(sum(list)), 0.1f), 4, 4));
    }

    /** The squares of what differs: kernels, strides, padding and dilation by height and width, and groups. */
    @Test
    void convolutionsAreReadWithAllThatTheyHave() {
        Conv2d wide = Conv2d.builder()
                .setFilters(4)
                .setKernelShape(new Shape(3, 2))
                .optStride(new Shape(1, 2))
                .optPadding(new Shape(0, 1))
                .optDilation(new Shape(2, 1))
                .build();
        Conv2d grouped = Conv2d.builder()
                .setFilters(6)
                .setKernelShape(new Shape(3, 3))
                .optGroups(2)
                .build();
        Network network = read(headed(wide, grouped));
        assertEquals(
                new Convolution(
                        2, 4, new Window(new Sides(3, 2), new Sides(1, 2), Padding.of(0, 1), new Sides(2, 1)), true),
                network.architecture().layer("01Conv2d").operation());
        assertEquals(
                new GroupedConvolution(4, 6, 2, Window.of(3, 1, 0), true),
                network.architecture().layer("02Conv2d").operation());
    }

    @Test
    void layerNormsOfVectorsKeepTheirEpsilon() {
        Network network = read(new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(linear(7))
                .add(LayerNorm.builder().optEpsilon(1e-4f).build())
                .add(linear(3)));
        assertEquals(
                new org.mipp.network.operation.LayerNorm(7, 1e-4f),
                network.architecture().layer("03LayerNorm").operation());
    }

    private static List<String> joins(Function<List<NDList>, NDList> function, int left, int right) {
        return read(headed(parallel(function, left, right))).architecture().layers().stream()
                .map(Layer::name)
                .filter(name -> name.startsWith("01ParallelBlock.") && !name.contains("Conv2d"))
                .map(name -> name.substring("01ParallelBlock.".length()))
                .toList();
    }

    private static NDArray concatenated(List<NDList> list) {
        return NDArrays.concat(
                new NDList(list.get(0).singletonOrThrow(), list.get(1).singletonOrThrow()), 1);
    }

    @Test
    void dropoutKeepsItsRate() {
        Network network = read(headed(Dropout.builder().optRate(0.3f).build()));
        assertEquals(
                new org.mipp.network.operation.Dropout(0.3f),
                network.architecture().layer("01Dropout").operation());
    }

    /** Blocks do not tell their epsilon; one of 0.5 shows if it is lost. */
    @Test
    void anotherEpsilonGoesIntoTheRunningVariance() {
        try (NDManager manager = NDManager.newBaseManager()) {
            SequentialBlock block = headed(BatchNorm.builder().optEpsilon(0.5f).build());
            lively(block, manager, IMAGE);
            float before = block.getParameters()
                    .get("01BatchNorm_runningVar")
                    .getArray()
                    .getFloat(0);
            float after = BlockConverter.read("shifted", block)
                    .weight("01BatchNorm.running_var")
                    .toArray()[0];
            assertEquals(before + 0.5f - 1e-5f, after, 1e-5f);
        }
    }

    @Test
    void aHeadOfZerosHidesNothing() {
        try (NDManager manager = NDManager.newBaseManager()) {
            SequentialBlock block =
                    lively(headed(convolution(2, 3, 1, 0), BatchNorm.builder().build()), manager, IMAGE);
            block.getChildren().get(4).getValue().getParameters().values().forEach(parameter -> parameter
                    .getArray()
                    .set(new float[(int) parameter.getShape().size()]));
            Network network = BlockConverter.read("zeros", block);
            assertArrayEquals(
                    new float[3 * 200], network.weight("05Linear.weight").toArray());
            assertEquals(5, network.architecture().layers().size());
        }
    }

    @Test
    void theBlockStaysAsItIs() {
        try (NDManager manager = NDManager.newBaseManager()) {
            SequentialBlock block = lively(headed(BatchNorm.builder().build()), manager, IMAGE);
            List<float[]> before = values(block);
            BlockConverter.read("read", block);
            List<float[]> after = values(block);
            for (int i = 0; i < before.size(); i++) {
                assertArrayEquals(before.get(i), after.get(i));
            }
        }
    }

    @Test
    void aBlockIsReadOnceItsParametersAreLoaded() throws IOException, MalformedModelException {
        try (NDManager manager = NDManager.newBaseManager()) {
            SequentialBlock saved = lively(headed(convolution(2, 3, 1, 0)), manager, IMAGE);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            saved.saveParameters(new DataOutputStream(bytes));
            SequentialBlock loaded = headed(convolution(2, 3, 1, 0));
            loaded.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertEquals(BlockConverter.read("net", saved), BlockConverter.read("net", loaded));
        }
    }

    @Test
    void aBlockWithoutFixedSizeIsReadForImagesOfAnyOther() {
        Block block = new SequentialBlock()
                .add(convolution(4, 3, 1, 1))
                .add(Activation.reluBlock())
                .add(Pool.globalAvgPool2dBlock())
                .add(linear(3));
        try (NDManager manager = NDManager.newBaseManager()) {
            lively(block, manager, IMAGE);
            Shape larger = new Shape(2, 20, 16);
            assertEquals(
                    larger,
                    BlockConverter.read("larger", block, larger).architecture().input());
        }
    }

    @Test
    void aBlockWithoutParametersGivesItsStructureAndStaysWithout() {
        Dataset data = new Dataset("noise", Examples.noise(2, 1), Examples.noise(2, 2));
        Block block = new Mlp(12, 2, new int[] {5, 4});
        Network first = BlockConverter.fresh("mlp", block, data);
        assertEquals(new Shape(1, 3, 4), first.architecture().input());
        assertEquals(9, first.architecture().nodes());
        assertFalse(block.isInitialized());
        assertEquals(first, BlockConverter.fresh("mlp", block, data), "seed 0, whatever the engine drew before");
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 3, 4));
            assertEquals(
                    first.architecture(), BlockConverter.read("mlp", block).architecture(), "DJL can go on with it");
        }
    }

    @Test
    void aBlockInTwoPlacesGetsWeightsForEach() {
        Block shared = convolution(2, 3, 1, 1);
        Network network = read(headed(shared, shared));
        assertEquals(network.weight("01Conv2d.weight"), network.weight("02Conv2d.weight"));
    }

    private static List<float[]> values(Block block) {
        return block.getParameters().values().stream()
                .map(parameter -> parameter.getArray().toFloatArray())
                .toList();
    }

    private static Network read(Block block) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return BlockConverter.read("read", lively(block, manager, IMAGE));
        }
    }
}
