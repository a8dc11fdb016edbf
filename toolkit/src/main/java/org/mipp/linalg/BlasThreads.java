package org.mipp.linalg;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.openblas.global.openblas;
import org.jspecify.annotations.Nullable;
import org.mipp.run.progress.Interrupts;

/**
 * Chooses how many threads OpenBLAS uses for a call.
 *
 * <p>After a call on several threads OpenBLAS's idle threads spin for some 25 ms, which takes a processor core from the
 * network engine that works next: repairing LeNet5 on two cores took three times as long. So small problems stay on the
 * calling thread, and only large ones, beside which 25 ms are little, use all cores. The setting is the process's, but a
 * race between two callers costs time only.
 *
 * <p>All cores are those that Java sees, or fewer where {@code OMP_NUM_THREADS} says so, as for PyTorch: programs side by side on
 * one machine then share it instead of waiting for each other.
 */
final class BlasThreads {

    private static final Pattern NUMBER = Pattern.compile("\\s*0*([1-9]\\d{0,5})\\b");
    private static final double LARGE = 5e8; // multiply-accumulates: some 20 ms on one core
    private static final int ALL =
            most(System.getenv("OMP_NUM_THREADS"), Runtime.getRuntime().availableProcessors());

    private static volatile int current; // 0: as OpenBLAS chose by itself

    private BlasThreads() {}

    /** How many threads a call may use at most; of a list, as for nested loops, the first number counts. */
    static int most(@Nullable String asked, int processors) {
        Matcher number = NUMBER.matcher(asked == null ? "" : asked);
        return number.lookingAt() ? Math.min(Integer.parseInt(number.group(1)), processors) : processors;
    }

    /**
     * Prepares for a call, which cannot be stopped itself; what stands before it notices an interrupt.
     *
     * @param operations about how many multiply-accumulates it takes
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    static void prepareFor(double operations) {
        Interrupts.check();
        int wanted = operations >= LARGE ? ALL : 1;
        if (wanted != current) {
            openblas.blas_set_num_threads(wanted);
            current = wanted;
        }
    }
}
