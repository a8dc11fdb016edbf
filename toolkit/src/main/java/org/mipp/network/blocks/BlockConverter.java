package org.mipp.network.blocks;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.refusedIn;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.function.Supplier;
import org.mipp.data.Dataset;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.RelativeDifference;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.run.RefusedException;

/**
 * Reads a block of DJL: its structure becomes an architecture, its parameters are copied to the Java heap. The block is
 * left as it is.
 *
 * <pre>{@code
 * Model model = Model.newInstance("mine");
 * model.setBlock(block);
 * model.load(folder);
 * Network mine = BlockReader.read("mine", model.getBlock());
 * Network other = BlockReader.fresh("other", new ai.djl.basicmodelzoo.basic.Mlp(784, 10, new int[] {64}), mnist());
 * }</pre>
 *
 * <p>Understood are {@code SequentialBlock} and {@code ParallelBlock}, nested at will; {@code Conv2d}, over all channels,
 * depthwise or in groups; {@code Linear}, {@code BatchNorm}, {@code LayerNorm} of vectors and {@code Dropout}; and functions
 * ({@code LambdaBlock}) that turn out to be an activation, a maximum or average over windows or over all pixels, a choice of
 * channels, padding, resizing, a softmax, a flattening or the identity. The branches of a {@code ParallelBlock} may be added,
 * multiplied or concatenated, with an activation behind.
 * Everything else is refused by name. Layers are named after DJL's blocks, for example {@code 03ParallelBlock.01Conv2d}.
 *
 * <p>What blocks do not tell is found by running them on random inputs, functions and joins among them, so nothing rests
 * on a name. At the end the network is compared with the block on random inputs, once with the block's parameters and once
 * with random ones in their place, behind which a head of zeros cannot hide anything: so nothing is wrong unnoticed.
 *
 * <p>Outputs are the same in evaluation mode. In training, two things differ: batch norm takes this toolkit's constants
 * (a block's other epsilon is moved into the running variance), and a block that occurs in several places no longer shares
 * its weights between them. Finding a dropout's rate draws from the engine's random numbers.
 *
 * <p>Cost: a few forward passes, and one for each window that a pooling function might have.
 */
public final class BlockConverter {

    private static final double TOLERANCE = 1e-4;

    private BlockConverter() {}

    /**
     * Reads a block for inputs of the shape that it was initialised with.
     *
     * @param name what to call the network
     * @param block with parameters: initialised, trained or loaded
     * @return the same network
     * @throws IllegalArgumentException if there are no parameters, not yet or not any more, or something cannot be read, by
     *     name with the reason
     */
    public static Network read(String name, Block block) {
        requireParameters(block);
        Shape[] inputs = block.getInputShapes();
        argument(
                inputs.length == 1,
                "block: expected one input, got %d; write it so that it reads a single array",
                inputs.length);
        return read(name, block, inputs[0].slice(1));
    }

    /**
     * Reads a block.
     *
     * @param name what to call the network
     * @param block with parameters: initialised, trained or loaded
     * @param input the shape of one input, without the batch axis
     * @return the same network
     * @throws IllegalArgumentException if there are no parameters, not yet or not any more, or something cannot be read, by
     *     name with the reason
     */
    public static Network read(String name, Block block, Shape input) {
        requireParameters(block);
        BlockWalk reading = new BlockWalk(name, input);
        Network network = reading.of(block);
        try (BlockProbe probe = BlockProbe.of(block)) {
            Shape batch = BlockProbe.batch(input);
            float[] numbers = probe.numbers(1, batch);
            requireSame(
                    name, single(name, () -> probe.evaluate(block, numbers, batch)), logits(network, numbers, batch));
            Network general = network.withWeights(reading.weights(probe::general)); // zeros hide nothing there
            requireSame(
                    name,
                    probe.run(block, probe.array(numbers, batch)).toFloatArray(),
                    logits(general, numbers, batch));
        }
        return network;
    }

    private static float[] single(String name, Supplier<float[]> outputs) {
        try {
            return outputs.get();
        } catch (RefusedException e) {
            throw refusedIn("block of " + name, e);
        }
    }

    private static float[] logits(Network network, float[] numbers, Shape batch) {
        try (LiveNetwork live = LiveNetwork.open(network)) {
            return live.forward(live.manager().create(numbers, batch)).toFloatArray();
        }
    }

    private static void requireSame(String name, float[] expected, float[] got) {
        double difference = RelativeDifference.between(expected, got);
        argument(
                difference <= TOLERANCE,
                "block of %s: expected what was read to compute the same up to %s, got a relative difference of %.2g;"
                        + " build it of blocks that do no more than their parts",
                name,
                TOLERANCE,
                difference);
    }

    /**
     * Makes a new network of a block's structure, not trained.
     *
     * @param name what to call the network
     * @param block without parameters, as its builder returns it; it has none afterwards either
     * @param data whose images the network is for
     * @return the network, with random weights from seed 0 as this toolkit draws them
     * @throws IllegalArgumentException if the block has parameters already, or something cannot be read, by name with the
     *     reason
     */
    public static Network fresh(String name, Block block, Dataset data) {
        argument(
                block.getParameters().values().stream().noneMatch(Parameter::isInitialized),
                "block of %s: expected one without parameters, got one that has them; keep them: BlockConverter.read(name, block)",
                name);
        Shape input = new Shape(
                data.train().channels(), data.train().height(), data.train().width());
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(input));
            return Initialisation.of(read(name, block, input).architecture(), 0);
        } finally {
            block.clear();
        }
    }

    private static void requireParameters(Block block) {
        argument(
                block.isInitialized(),
                "block: expected parameters, got a block without; initialise, train or load it first, as in"
                        + " block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 32, 32)); or start with new ones:"
                        + " BlockConverter.fresh(name, block, data)");
        argument(
                block.getParameters().values().stream()
                        .noneMatch(parameter -> parameter.getArray().isReleased()),
                "block: expected parameters, got those of a model or manager that has been closed; read it before");
    }
}
