package org.mipp.run.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Who does independent pieces of work: threads of this process, or machines, if someone plugs a cluster in here. Pieces that are to
 * travel are records of values, not lambdas, and leave what they make in files or in their results.
 */
@FunctionalInterface
public interface Workers {

    /**
     * Does all pieces, in any order and each once.
     *
     * @param task what is being done, in a few words
     * @param pieces the work
     * @param <T> what each makes
     * @return what they made, in the order of the pieces
     * @throws RuntimeException what a piece has thrown; then no other piece is begun
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    <T> List<T> all(String task, List<? extends Callable<T>> pieces);

    /**
     * Does all pieces and hands on what each made as soon as it is there, so that it can be kept before the next one is.
     *
     * @param task what is being done, in a few words
     * @param pieces the work
     * @param made takes what a piece made, one at a time
     * @param <T> what each makes
     * @return as of {@link #all}
     */
    default <T> List<T> each(String task, List<? extends Callable<T>> pieces, Consumer<T> made) {
        return all(
                task,
                pieces.stream()
                        .<Callable<T>>map(piece -> () -> {
                            T result = piece.call();
                            synchronized (made) {
                                made.accept(result);
                            }
                            return result;
                        })
                        .toList());
    }

    /**
     * One piece after the other in this thread: right where each piece uses all cores, as networks do.
     *
     * @return the worker
     */
    static Workers oneByOne() {
        return new Workers() {
            @Override
            public <T> List<T> all(String task, List<? extends Callable<T>> pieces) {
                List<T> made = new ArrayList<>();
                try (Progress progress = Progress.of(task, pieces.size())) {
                    for (Callable<T> piece : pieces) {
                        made.add(done(piece));
                        progress.advance(1);
                    }
                }
                return made;
            }
        };
    }

    /**
     * As many pieces at a time as there are cores.
     *
     * @return threads of this process
     */
    static Workers threads() {
        return new Workers() {
            @Override
            public <T> List<T> all(String task, List<? extends Callable<T>> pieces) {
                List<List<T>> made = new ArrayList<>();
                pieces.forEach(piece -> made.add(new ArrayList<>()));
                Parallel.each(pieces.size(), i -> made.get(i).add(done(pieces.get(i))));
                return made.stream().map(one -> one.get(0)).toList();
            }
        };
    }

    private static <T> T done(Callable<T> piece) {
        try {
            return piece.call();
        } catch (Exception e) {
            throw Interrupts.unchecked(e);
        }
    }
}
