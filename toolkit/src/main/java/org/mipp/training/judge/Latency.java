package org.mipp.training.judge;

import java.util.List;
import java.util.Locale;
import org.mipp.network.NetworkStage;

/**
 * How long one forward pass takes: the median over some runs, and between which times the middle half of them lay.
 *
 * @param batch images at once
 * @param milliseconds of the batch, the median
 * @param low the first quartile
 * @param high the third quartile
 * @param runs how often it was measured
 */
public record Latency(int batch, double milliseconds, double low, double high, int runs) {

    private static final int THOUSAND = 1000;
    private static final int BATCH = 100;

    /**
     * Measures one network alone, in batches of 100: for tables whose rows are not made together. Where they are, {@link
     * LatencyContest} compares them fairly.
     *
     * @param stage the network
     * @return milliseconds for 1,000 images
     */
    public static double millisecondsPerThousandImages(NetworkStage stage) {
        return LatencyContest.of(List.of(stage), BATCH).get(0).perThousand();
    }

    /** What some runs took, in milliseconds. */
    static Latency of(int batch, List<Double> milliseconds) {
        double[] sorted =
                milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Latency(batch, quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75), sorted.length);
    }

    /** Between the values next to it, as numpy does by default. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** {@return milliseconds for 1,000 images, in batches of this size} */
    public double perThousand() {
        return milliseconds * THOUSAND / batch;
    }

    /**
     * Says whether a difference means nothing: the middle halves of the runs overlap.
     *
     * @param other of the same batch size, measured in turn with this one
     * @return whether the difference is within the spread
     */
    public boolean within(Latency other) {
        return low <= other.high && other.low <= high;
    }

    /**
     * {@return pairs whose difference is within the spread, in words; empty if there are none}
     *
     * @param names of what was measured
     * @param latencies measured in turn, one of each
     */
    public static String noise(List<String> names, List<Latency> latencies) {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                if (latencies.get(i).within(latencies.get(j))) {
                    pairs.append(pairs.isEmpty() ? "" : "; ").append(names.get(i) + " and " + names.get(j));
                }
            }
        }
        return pairs.toString();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.2f ms for %d image%s (%.2f to %.2f, %d runs)",
                milliseconds,
                batch,
                batch == 1 ? "" : "s",
                low,
                high,
                runs);
    }
}
