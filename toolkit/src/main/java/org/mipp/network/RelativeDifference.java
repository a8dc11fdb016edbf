package org.mipp.network;

/** How far the outputs of two networks are apart: the one measure by which they count as the same. */
public final class RelativeDifference {

    private RelativeDifference() {}

    /**
     * Compares outputs.
     *
     * @param expected the outputs of the one
     * @param got the outputs of the other
     * @return the largest difference, relative to the largest of the expected outputs; 0 where both are zero throughout,
     *     infinite where only the expected ones are, NaN if they cannot be compared, as there are more or fewer, or a value
     *     is not finite
     */
    public static double between(float[] expected, float[] got) {
        double largest = 0;
        double difference = expected.length == got.length ? 0 : Double.NaN;
        for (int i = 0; i < expected.length && i < got.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) expected[i] - got[i]));
        }
        return difference == 0 ? 0 : difference / largest;
    }
}
