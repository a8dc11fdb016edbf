package org.mipp.network.blocks;

import static org.mipp.run.Checks.argument;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mipp.network.RelativeDifference;

/** Runs blocks on random numbers, two samples at a time, on the device of their parameters. */
final class BlockProbe implements AutoCloseable {

    static final int SAMPLES = 2; // one could not tell flattening from dropping the batch axis

    private final NDManager manager;
    private final Random random = new Random(0);
    private final ParameterStore generic;

    private BlockProbe(NDManager manager) {
        this.manager = manager;
        this.generic = new GivenParameters(this::numbers);
    }

    static BlockProbe of(Block block) {
        Device device = block.getParameters().values().stream()
                .findFirst()
                .map(parameter -> parameter.getArray().getDevice())
                .orElseGet(BlockProbe::defaultDevice);
        return new BlockProbe(NDManager.newBaseManager(device));
    }

    private static Device defaultDevice() {
        try (NDManager manager = NDManager.newBaseManager()) {
            return manager.getDevice();
        }
    }

    /** Gives a block other parameters than its own for a forward pass. */
    private final class GivenParameters extends ParameterStore {

        private final Map<String, NDArray> values = new HashMap<>();
        private final Function<Parameter, float[]> give;

        GivenParameters(Function<Parameter, float[]> give) {
            super(manager, false);
            this.give = give;
        }

        @Override
        public @Nullable NDArray getValue(@Nullable Parameter parameter, Device device, boolean training) {
            return parameter == null // DJL asks for biases that are not there
                    ? null
                    : values.computeIfAbsent(
                            parameter.getId(), id -> manager.create(give.apply(parameter), parameter.getShape()));
        }
    }

    static Shape batch(Shape sample) {
        return new Shape(SAMPLES).addAll(sample);
    }

    /** Numbers of both signs, up to a scale. */
    float[] numbers(float scale, Shape shape) {
        float[] numbers = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = scale * (2 * random.nextFloat() - 1);
        }
        return numbers;
    }

    /** Weights that neither blow up nor vanish; scales and variances near one. */
    private float[] numbers(Parameter parameter) {
        Shape shape = parameter.getShape();
        boolean matrix = shape.dimension() > 1;
        float[] numbers = numbers(matrix ? (float) Math.sqrt(3.0 * shape.get(0) / shape.size()) : 0.5f, shape);
        for (int i = 0; i < numbers.length && !matrix; i++) {
            numbers[i]++;
        }
        return numbers;
    }

    NDArray array(float[] numbers, Shape shape) {
        return manager.create(numbers, shape);
    }

    /** Computes the outputs with the block's own parameters. */
    float[] evaluate(Block block, float[] numbers, Shape shape) {
        return single(block.forward(new ParameterStore(manager, false), new NDList(array(numbers, shape)), false))
                .toFloatArray();
    }

    /** The parameter in general position that {@link #run} computes with. */
    float[] general(Parameter parameter) {
        return generic.getValue(parameter, manager.getDevice(), false).toFloatArray();
    }

    private static NDArray single(NDList made) {
        argument(
                made.size() == 1,
                "expected one output, got %d; read the branch that makes the one you want as a block of its own, or add"
                        + " or concatenate them",
                made.size());
        return made.get(0);
    }

    /** Computes the output with parameters in general position, so that no zero among the block's own hides anything. */
    NDArray run(Block block, NDArray... inputs) {
        NDList copies = new NDList();
        for (NDArray input : inputs) {
            copies.add(input.duplicate()); // a function may change what it reads
        }
        return single(block.forward(generic, copies, false));
    }

    /** What a batch norm adds to the variance: with a variance of zero it alone remains. */
    double epsilon(Block norm, Shape input) {
        ParameterStore bare = new GivenParameters(parameter -> {
            float[] values = new float[Math.toIntExact(parameter.getShape().size())];
            Arrays.fill(values, parameter.getName().equals("gamma") ? 1 : 0);
            return values;
        });
        double output = norm.forward(bare, new NDList(manager.ones(batch(input))), false)
                .singletonOrThrow()
                .toFloatArray()[0];
        return 1 / (output * output);
    }

    /** What a layer norm of vectors adds to the variance: beside values as small as its root, it shows. */
    float layerNormEpsilon(Block norm, int columns) {
        ParameterStore bare = new GivenParameters(parameter -> {
            float[] values = new float[Math.toIntExact(parameter.getShape().size())];
            Arrays.fill(values, parameter.getName().equals("gamma") ? 1 : 0);
            return values;
        });
        float[] small = new float[columns];
        double variance = 0;
        double mean = 1e-3 / columns; // of values that are zero but for the first
        small[0] = 1e-3f;
        for (float value : small) {
            variance += (value - mean) * (value - mean) / columns;
        }
        double output = norm.forward(bare, new NDList(array(small, new Shape(1, columns))), false)
                .singletonOrThrow()
                .toFloatArray()[0];
        double centred = small[0] - mean;
        return (float) new java.math.BigDecimal(centred * centred / (output * output) - variance)
                .round(new java.math.MathContext(3))
                .doubleValue();
    }

    /** The rate of a dropout: what it keeps, it multiplies by 1 / (1 - rate). */
    double rate(Block dropout) {
        float kept = dropout.forward(
                        new ParameterStore(manager, false), new NDList(manager.ones(new Shape(1, 4096))), true)
                .singletonOrThrow()
                .max()
                .getFloat();
        return kept == 0 ? 1 : 1 - 1.0 / kept;
    }

    static boolean same(NDArray expected, NDArray got) {
        return expected.getShape().equals(got.getShape())
                && RelativeDifference.between(expected.toFloatArray(), got.toFloatArray()) <= 1e-5;
    }

    @Override
    public void close() {
        manager.close();
    }
}
