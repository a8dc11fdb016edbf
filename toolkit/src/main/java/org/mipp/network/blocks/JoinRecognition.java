package org.mipp.network.blocks;

import static org.mipp.run.Checks.refusedIn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.Concatenation;
import org.mipp.network.operation.Multiply;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Relu;
import org.mipp.run.RefusedException;

/** Finds out how a parallel block joins its branches, by comparing its output with those of the branches. */
final class JoinRecognition {

    private static final List<List<Operation>> KNOWN = known();

    private JoinRecognition() {}

    /** Every join, alone and then with each function behind it. */
    private static List<List<Operation>> known() {
        List<Operation> joins = List.of(new Add(), new Concatenation(), new Multiply());
        List<List<Operation>> known = new ArrayList<>();
        joins.forEach(join -> known.add(List.of(join)));
        Stream.concat(Stream.of(new Relu()), FunctionCandidates.usual())
                .forEach(function -> joins.forEach(join -> known.add(List.of(join, function))));
        return known;
    }

    /**
     * Recognises a join.
     *
     * @param name of the block, for messages
     * @param parallel the block, each branch of which has been read already
     * @param input the shape of one sample
     * @param branches the shapes of what the branches make of it
     * @return the operations that join the branches, one after the other
     * @throws IllegalArgumentException if it is none that networks of this toolkit have
     */
    static List<Operation> recognise(String name, ParallelBlock parallel, Shape input, List<Shape> branches) {
        try (BlockProbe probe = BlockProbe.of(parallel)) {
            List<NDArray> made = new ArrayList<>();
            List<NDArray[]> parts = new ArrayList<>();
            for (float scale : FunctionRecognition.SCALES) {
                NDArray given = probe.array(probe.numbers(scale, BlockProbe.batch(input)), BlockProbe.batch(input));
                made.add(outcome(name, parallel, given, probe));
                parts.add(parallel.getChildren().values().stream()
                        .map(branch -> probe.run(branch, given))
                        .toArray(NDArray[]::new));
            }
            return KNOWN.stream()
                    .filter(join -> fits(join.get(0), branches))
                    .filter(join -> IntStream.range(0, made.size())
                            .allMatch(i -> BlockProbe.same(made.get(i), joined(join, parts.get(i), probe))))
                    .findFirst()
                    .orElseThrow(() -> refusal(name, branches));
        }
    }

    private static RefusedException refusal(String name, List<Shape> branches) {
        return new RefusedException(String.format(
                Locale.ROOT,
                "block %s: expected branches that are added, multiplied or concatenated in their order, perhaps with an"
                        + " activation behind, got another function of branches of shapes %s; join them by one of these",
                name,
                branches));
    }

    private static NDArray outcome(String name, ParallelBlock parallel, NDArray given, BlockProbe probe) {
        try {
            return probe.run(parallel, given);
        } catch (RefusedException e) {
            throw refusedIn("block " + name, e);
        }
    }

    private static NDArray joined(List<Operation> join, NDArray[] parts, BlockProbe probe) {
        NDArray[] arrays = parts;
        for (Operation operation : join) {
            Block block = operation.block();
            arrays = new NDArray[] {probe.run(block, arrays)};
        }
        return arrays[0];
    }

    private static boolean fits(Operation operation, List<Shape> branches) {
        try {
            operation.output(branches);
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }
}
