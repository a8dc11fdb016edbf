package org.mipp.network.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.mipp.network.operation.Operation;
import org.mipp.run.RefusedException;

/**
 * Finds out which operation a function is, by comparing both on random numbers: small ones, which tell a rectifier from
 * its smooth relatives, and large ones, which tell it from those that level off.
 */
final class FunctionRecognition {

    static final List<Float> SCALES = List.of(1f, 1000f);

    /** Functions that networks of this toolkit do not have, to name them in messages. */
    private static final Map<String, Function<NDArray, NDArray>> UNSUPPORTED = new LinkedHashMap<>();

    static {
        UNSUPPORTED.put("SELU", Activation::selu);
        UNSUPPORTED.put("mish", Activation::mish);
        UNSUPPORTED.put("softplus", Activation::softPlus);
        UNSUPPORTED.put("softsign", Activation::softSign);
    }

    private FunctionRecognition() {}

    /**
     * Recognises a function.
     *
     * @param name of the block, for messages
     * @param function the block
     * @param input the shape of one sample
     * @return the operation; empty if it changes nothing
     * @throws IllegalArgumentException if it is none that networks of this toolkit have
     */
    static Optional<Operation> recognise(String name, LambdaBlock function, Shape input) {
        try (BlockProbe probe = BlockProbe.of(function)) {
            List<NDArray> given = new ArrayList<>();
            List<NDArray> made = new ArrayList<>();
            for (float scale : SCALES) {
                NDArray numbers = probe.array(probe.numbers(scale, BlockProbe.batch(input)), BlockProbe.batch(input));
                given.add(numbers);
                made.add(outcome(name, function, numbers, probe));
            }
            if (agree(given, made, array -> array)) {
                return Optional.empty();
            }
            Shape output = made.get(0).getShape().slice(1);
            return Optional.of(FunctionCandidates.of(given, made)
                    .filter(operation -> makes(operation, input, output))
                    .filter(operation -> agree(given, made, array -> probe.run(operation.block(), array)))
                    .findFirst()
                    .orElseThrow(() -> refusal(name, what(function, given, made))));
        }
    }

    private static NDArray outcome(String name, Block function, NDArray numbers, BlockProbe probe) {
        try {
            return probe.run(function, numbers);
        } catch (RuntimeException e) { // the user's own code
            throw refusal(name, "one that fails for an input of shape " + numbers.getShape() + ": " + e.getMessage());
        }
    }

    private static boolean agree(List<NDArray> given, List<NDArray> made, Function<NDArray, NDArray> function) {
        return IntStream.range(0, given.size())
                .allMatch(i -> BlockProbe.same(made.get(i), function.apply(given.get(i))));
    }

    private static boolean makes(Operation operation, Shape input, Shape output) {
        try {
            return operation.output(List.of(input)).equals(output);
        } catch (RefusedException e) {
            return false;
        }
    }

    private static String what(LambdaBlock function, List<NDArray> given, List<NDArray> made) {
        for (Map.Entry<String, Function<NDArray, NDArray>> known : UNSUPPORTED.entrySet()) {
            if (agree(given, made, known.getValue())) {
                return known.getKey();
            }
        }
        return String.format(
                Locale.ROOT,
                "one named '%s' from %s to %s",
                function.getName(),
                given.get(0).getShape().slice(1),
                made.get(0).getShape().slice(1));
    }

    private static IllegalArgumentException refusal(String name, String got) {
        return new RefusedException(String.format(
                Locale.ROOT,
                "block %s: expected an activation (ReLU, ReLU6, LeakyReLU, ELU, SiLU, HardSwish, HardSigmoid, GELU, sigmoid,"
                        + " tanh), a maximum or average over windows of up to %d pixels a side or over all, a choice of"
                        + " channels, padding, resizing, a softmax, a flattening or the identity, got %s; build and train the"
                        + " network with one of these",
                name,
                FunctionCandidates.LARGEST_WINDOW,
                got));
    }
}
