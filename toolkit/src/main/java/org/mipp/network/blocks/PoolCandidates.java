package org.mipp.network.blocks;

import static org.mipp.network.blocks.FunctionCandidates.LARGEST_WINDOW;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Sides;

/** The pools that a function may be: square windows first, small before large, without overlap beyond the image first. */
final class PoolCandidates {

    private PoolCandidates() {}

    /** How a window moves along one side. */
    private record Steps(int window, int stride, int padding) {

        static Stream<Steps> all() {
            return IntStream.rangeClosed(1, LARGEST_WINDOW).boxed().flatMap(window -> IntStream.rangeClosed(
                            1, LARGEST_WINDOW)
                    .boxed()
                    .flatMap(stride -> IntStream.rangeClosed(0, window / 2) // more padding, no engine takes
                            .mapToObj(padding -> new Steps(window, stride, padding))));
        }

        /** Whether they lead from one side to another, perhaps with one step beyond the image. */
        boolean lead(long from, long to) {
            long steps = Math.floorDiv(from + 2L * padding - window, stride) + 1;
            return steps == to || steps + 1 == to;
        }
    }

    static Stream<Operation> of(Shape input, Shape output) {
        Stream<Operation> square = Stream.of(false, true).flatMap(ceil -> Steps.all()
                .filter(steps -> steps.lead(input.get(1), output.get(1)) && steps.lead(input.get(2), output.get(2)))
                .flatMap(steps -> pools(steps, steps, ceil)));
        List<Steps> down = Steps.all()
                .filter(steps -> steps.lead(input.get(1), output.get(1)))
                .toList();
        List<Steps> across = Steps.all()
                .filter(steps -> steps.lead(input.get(2), output.get(2)))
                .toList();
        Stream<Operation> others = down.stream().flatMap(rows -> across.stream()
                .filter(columns -> !columns.equals(rows))
                .flatMap(columns -> pools(rows, columns, false)));
        return Stream.concat(square, others);
    }

    private static Stream<Operation> pools(Steps rows, Steps columns, boolean ceil) {
        Sides window = new Sides(rows.window(), columns.window());
        Sides stride = new Sides(rows.stride(), columns.stride());
        Padding padding = Padding.of(rows.padding(), columns.padding());
        Stream<Operation> usual = Stream.of(
                new AveragePool(window, stride, padding, ceil, true), new MaxPool(window, stride, padding, ceil));
        return padding.equals(Padding.NONE)
                ? usual
                : Stream.concat(usual, Stream.of(new AveragePool(window, stride, padding, ceil, false)));
    }
}
