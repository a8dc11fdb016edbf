package org.mipp.run;

import java.util.Locale;

/**
 * Where a result comes from: enough to make it again and to judge it.
 *
 * @param seed the seed of every random choice behind the result
 * @param samples how many samples (images) it rests on, 0 where none were used
 * @param device where the tensors lived, for example {@code cpu()}
 * @param seconds how long it took, wall clock
 */
public record Provenance(long seed, int samples, String device, double seconds) {

    /** The device of what Java itself computes in doubles, from moments or from samples: the CPU, wherever networks run. */
    public static final String OF_JAVA = "cpu()";

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "seed %d, %,d samples, %s, %.2f s", seed, samples, device, seconds);
    }
}
