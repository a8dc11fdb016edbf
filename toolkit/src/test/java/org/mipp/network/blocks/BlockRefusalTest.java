package org.mipp.network.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.network.blocks.BlockExamples.IMAGE;
import static org.mipp.network.blocks.BlockExamples.convolution;
import static org.mipp.network.blocks.BlockExamples.headed;
import static org.mipp.network.blocks.BlockExamples.linear;
import static org.mipp.network.blocks.BlockExamples.lively;
import static org.mipp.network.blocks.BlockExamples.noise;
import static org.mipp.network.blocks.BlockExamples.parallel;
import static org.mipp.network.blocks.BlockExamples.sum;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mipp.GraphExamples;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;

/** What cannot be read as a network of this toolkit, and what the reader of the message is told to do. */
class BlockRefusalTest {

    @Test
    void refusesWhatNetworksOfThisToolkitDoNotHave() {
        String remedy = "; build and train the network with one of these";
        assertEquals(
                "block 01LambdaBlock: expected an activation (ReLU, ReLU6, LeakyReLU, ELU, SiLU, HardSwish, HardSigmoid, GELU,"
                        + " sigmoid, tanh), a maximum or average over windows of up to 16 pixels a side or over all, a choice"
                        + " of channels, padding, resizing, a softmax, a flattening or the identity, got mish" + remedy,
                refusal(headed(LambdaBlock.singleton(Activation::mish))));
        ends(", got one named 'odd' from (2, 12, 12) to (2, 12, 12)" + remedy, refusal(headed(odd())));
        assertTrue(refusal(headed(failing()))
                .contains("got one that fails for an input of shape (2, 2, 12, 12): no such axis;"));
        assertEquals(
                "block 01Conv1d: expected a SequentialBlock, ParallelBlock, Conv2d, Linear, BatchNorm, LayerNorm, Dropout or"
                        + " LambdaBlock, got Conv1d; build the network of these",
                refusal(
                        new SequentialBlock()
                                .add(Conv1d.builder()
                                        .setFilters(2)
                                        .setKernelShape(new Shape(3))
                                        .build()),
                        new Shape(2, 12)));
        assertEquals(
                "read: expected logits from the last layer, got the probabilities of 03LambdaBlock; leave the softmax out: it"
                        + " belongs to the loss",
                refusal(new SequentialBlock()
                        .add(Blocks.batchFlattenBlock())
                        .add(linear(3))
                        .add(LambdaBlock.singleton(array -> array.softmax(1)))));
        assertEquals(
                "read: expected the last layer to make one logit per class, got 02LambdaBlock of shape (2, 12, 12); pool or"
                        + " flatten it",
                refusal(new SequentialBlock().add(convolution(2, 1, 1, 0)).add(Activation.reluBlock())));
        assertEquals(
                "block 01LayerNorm: expected a layer norm of vectors with scale and shift, got one of inputs of shape (2, 12,"
                        + " 12); flatten before it, or use batch norm",
                refusal(headed(LayerNorm.builder().build())));
    }

    private static Block odd() {
        return new LambdaBlock(list -> new NDList(list.singletonOrThrow().mul(2)), "odd");
    }

    /** Works while the shape is found, with one sample, and not later. */
    private static Block failing() {
        return LambdaBlock.singleton(array -> {
            if (array.getShape().get(0) > 1) {
                throw new IllegalStateException("no such axis");
            }
            return array;
        });
    }

    @Test
    void refusesOtherJoins() {
        assertEquals(
                "block 01ParallelBlock: expected branches that are added, multiplied or concatenated in their order, perhaps"
                        + " with an activation behind, got another function of branches of shapes [(4, 12, 12), (4, 12, 12)];"
                        + " join them by one of these",
                refusal(headed(parallel(list -> new NDList(sum(list).mul(0.5f)), 4, 4))));
    }

    @Test
    void refusesTwoHeadsByName() {
        String remedy =
                "; read the branch that makes the one you want as a block of its own, or add or concatenate them";
        Function<List<NDList>, NDList> both =
                list -> new NDList(list.get(0).singletonOrThrow(), list.get(1).singletonOrThrow());
        Block heads = new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(new ParallelBlock(both, List.of(linear(3), linear(2))));
        assertEquals("block 02ParallelBlock: expected one output, got 2" + remedy, refusal(heads));
        assertEquals(
                "block ParallelBlock: expected one output, got 2" + remedy,
                refusal(new ParallelBlock(both, List.of(linear(3), linear(3))), new Shape(4)));
        assertEquals("block of read: expected one output, got 2" + remedy, refusal(twice(0, true)));
    }

    @Test
    void refusesWhatAHeadOfZerosWouldHide() {
        assertEquals(
                "block of read: expected what was read to compute the same up to 1.0E-4, got a relative difference of 0.50;"
                        + " build it of blocks that do no more than their parts",
                refusal(twice(2, false)));
    }

    /** A head of zeros whose outputs are multiplied, or given out twice. */
    private static Block twice(float factor, boolean both) {
        Linear head = linear(3);
        head.setInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);
        return new SequentialBlock() {
            @Override
            protected NDList forwardInternal(
                    ParameterStore store,
                    NDList inputs,
                    boolean training,
                    ai.djl.util.PairList<String, Object> params) {
                NDArray made =
                        super.forwardInternal(store, inputs, training, params).singletonOrThrow();
                return both ? new NDList(made, made) : new NDList(made.mul(factor));
            }
        }.add(Blocks.batchFlattenBlock()).add(head);
    }

    @Test
    void refusesBlocksThatDoMoreThanTheirParts() {
        Block doubling = new SequentialBlock() {
            @Override
            protected NDList forwardInternal(
                    ParameterStore store,
                    NDList inputs,
                    boolean training,
                    ai.djl.util.PairList<String, Object> params) {
                return new NDList(super.forwardInternal(store, inputs, training, params)
                        .singletonOrThrow()
                        .mul(2));
            }
        }.add(Blocks.batchFlattenBlock()).add(linear(3));
        assertEquals(
                "block of read: expected what was read to compute the same up to 1.0E-4, got a relative difference of 0.50;"
                        + " build it of blocks that do no more than their parts",
                refusal(doubling));
    }

    @Test
    void refusesTheBlockOfAClosedModel() {
        Block block = headed(convolution(2, 3, 1, 0));
        Network read;
        try (NDManager manager = NDManager.newBaseManager()) {
            read = BlockConverter.read("read", lively(block, manager, IMAGE));
        }
        assertEquals(
                "block: expected parameters, got those of a model or manager that has been closed; read it before",
                assertThrows(IllegalArgumentException.class, () -> BlockConverter.read("late", block))
                        .getMessage());
        try (LiveNetwork live = LiveNetwork.open(read)) {
            NDArray logits = live.forward(noise(live.manager(), IMAGE, 1));
            assertEquals(new Shape(3, 3), logits.getShape(), "what was read before does not need the block any more");
        }
    }

    @Test
    void refusesBlocksThatAreNotReadyToBeRead() {
        assertEquals(
                "block: expected parameters, got a block without; initialise, train or load it first, as in"
                        + " block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 32, 32)); or start with new ones:"
                        + " BlockConverter.fresh(name, block, data)",
                assertThrows(IllegalArgumentException.class, () -> BlockConverter.read("new", headed()))
                        .getMessage());
        assertEquals(
                "block SequentialBlock: expected one output, got those of all its parts; call"
                        + " setReturnIntermediate(false)",
                refusal(headed().setReturnIntermediate(true)));
        assertEquals(
                "block 01Linear: fully connected layer: expected input of shape [12], got (2, 12, 12); is a Flatten"
                        + " missing?",
                refusal(new SequentialBlock().add(linear(3))));
        try (NDManager manager = NDManager.newBaseManager()) {
            Block doubles = headed(convolution(2, 1, 1, 0));
            doubles.initialize(manager, DataType.FLOAT64, new Shape(1).addAll(IMAGE));
            assertEquals(
                    "block 01Conv2d: expected a weight of type float32, got float64; initialise the block with"
                            + " DataType.FLOAT32",
                    assertThrows(IllegalArgumentException.class, () -> BlockConverter.read("doubles", doubles))
                            .getMessage());
            Dataset data = new Dataset("noise", GraphExamples.noise(2, 1), GraphExamples.noise(2, 2));
            assertEquals(
                    "block of doubles: expected one without parameters, got one that has them; keep them:"
                            + " BlockConverter.read(name, block)",
                    assertThrows(IllegalArgumentException.class, () -> BlockConverter.fresh("doubles", doubles, data))
                            .getMessage());
            Block two = new LambdaBlock(list -> list);
            two.initialize(manager, DataType.FLOAT32, new Shape(1, 2), new Shape(1, 2));
            assertEquals(
                    "block: expected one input, got 2; write it so that it reads a single array",
                    assertThrows(IllegalArgumentException.class, () -> BlockConverter.read("two", two))
                            .getMessage());
        }
    }

    private static String refusal(Block block) {
        return refusal(block, IMAGE);
    }

    private static String refusal(Block block, Shape input) {
        try (NDManager manager = NDManager.newBaseManager()) {
            lively(block, manager, input);
            return assertThrows(IllegalArgumentException.class, () -> BlockConverter.read("read", block))
                    .getMessage();
        }
    }

    private static void ends(String expected, String message) {
        assertTrue(message.endsWith(expected), message);
    }
}
