package org.mipp.experiment;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.notNegative;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.training.judge.Latency;

/**
 * One network, pruned once by one method, and how well it did at every step.
 *
 * @param method who pruned it
 * @param settings the method with all its settings
 * @param budget how much it was to leave
 * @param seed of the network's weights, the captured images, the method's choices and the order of training images
 * @param outcome what is left and how well it does, or why the method could not prune this network to this budget
 */
public record PruningRun(String method, String settings, String budget, long seed, Outcome outcome) {

    private static final Measured NOTHING =
            new Measured(Map.of(), new Size(0, 0, 0, 0), 0, Map.of(), Map.of(), Map.of(), Map.of());

    /** What came of it. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Measured.class, name = "measured"),
        @JsonSubTypes.Type(value = Failed.class, name = "failed")
    })
    public sealed interface Outcome {}

    /**
     * It could not be done.
     *
     * @param reason why
     */
    public record Failed(String reason) implements Outcome {}

    /**
     * It was done. Accuracies are shares of the test images, 0 to 1.
     *
     * @param kept nodes that stay, by layer from inputs to outputs
     * @param size what is left of the network
     * @param maskSeconds wall clock to find the mask, with what the method trains; with capturing if it reads what was captured
     * @param treated accuracy after each treatment, before any retraining
     * @param treatmentSeconds wall clock of each treatment
     * @param retrained accuracy after each treatment and retraining, where it was retrained
     * @param topFive the share of images whose class is among the five likeliest, after the same as {@code retrained}, of the
     *     whole network after training; none up to ten classes
     */
    public record Measured(
            Map<String, Integer> kept,
            Size size,
            double maskSeconds,
            Map<RepairMethod, Double> treated,
            Map<RepairMethod, Double> treatmentSeconds,
            Map<RepairMethod, Double> retrained,
            Map<RepairMethod, Double> topFive)
            implements Outcome {

        /**
         * Copies the maps.
         *
         * @throws IllegalArgumentException if an accuracy is no share, or a time or a number of nodes is negative or none
         */
        public Measured {
            notNegative(maskSeconds, "seconds for the mask");
            treatmentSeconds.forEach((treatment, seconds) -> notNegative(seconds, "seconds of " + treatment));
            kept.forEach(
                    (layer, nodes) -> argument(nodes >= 0, "kept of %s: expected at least 0, got %d", layer, nodes));
            for (Map<RepairMethod, Double> accuracies : List.of(treated, retrained, topFive)) {
                accuracies.forEach((treatment, share) -> argument(
                        share >= 0 && share <= 1,
                        "accuracy, %s: expected a share from 0 to 1, got %s",
                        treatment,
                        share));
            }
            kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
            treated = sorted(treated);
            treatmentSeconds = sorted(treatmentSeconds);
            retrained = sorted(retrained);
            topFive = sorted(topFive);
        }

        private static Map<RepairMethod, Double> sorted(Map<RepairMethod, Double> map) {
            Map<RepairMethod, Double> copy = new EnumMap<>(RepairMethod.class);
            copy.putAll(map);
            return Collections.unmodifiableMap(copy);
        }
    }

    /**
     * What a network costs.
     *
     * @param nodes prunable ones
     * @param parameters numbers learned
     * @param macs multiply-accumulate operations for one image, of convolutions and fully connected layers
     * @param milliseconds for 1,000 images in batches of 100, measured; 0 where it was not
     */
    public record Size(int nodes, long parameters, long macs, double milliseconds) {

        /** Nothing known. */
        static final Size UNKNOWN = new Size(0, 0, 0, 0);

        /** Counts, and measures the time. */
        static Size of(Network network) {
            Architecture architecture = network.architecture();
            return new Size(
                    architecture.nodes(),
                    architecture.parameterCount(),
                    architecture.macs(),
                    Latency.millisecondsPerThousandImages(network));
        }

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is negative or none
         */
        public Size {
            argument(
                    nodes >= 0 && parameters >= 0 && macs >= 0,
                    "size: expected at least 0 nodes, parameters and MACs, got %d, %d and %d",
                    nodes,
                    parameters,
                    macs);
            notNegative(milliseconds, "milliseconds for 1,000 images");
        }
    }

    /** {@return whether the method could not prune this network to this budget} */
    public boolean hasFailed() {
        return outcome instanceof Failed;
    }

    /** {@return why it could not; empty if it could} */
    public Optional<String> failure() {
        return outcome instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    private Measured measured() {
        return outcome instanceof Measured measured ? measured : NOTHING;
    }

    /** {@return nodes that stay, by layer from inputs to outputs; none of a run that failed} */
    public Map<String, Integer> kept() {
        return measured().kept();
    }

    /** {@return what is left of the network; zeros of a run that failed} */
    public Size size() {
        return measured().size();
    }

    /** {@return wall clock to find the mask, in seconds; 0 of a run that failed} */
    public double maskSeconds() {
        return measured().maskSeconds();
    }

    /** {@return accuracy after each treatment, before any retraining, 0 to 1; none of a run that failed} */
    public Map<RepairMethod, Double> treated() {
        return measured().treated();
    }

    /** {@return wall clock of each treatment, in seconds; none of a run that failed} */
    public Map<RepairMethod, Double> treatmentSeconds() {
        return measured().treatmentSeconds();
    }

    /** {@return accuracy after each treatment and retraining, 0 to 1; none of a run that failed} */
    public Map<RepairMethod, Double> retrained() {
        return measured().retrained();
    }

    /** {@return the share of images whose class is among the five likeliest after retraining, 0 to 1; none up to ten classes} */
    public Map<RepairMethod, Double> topFive() {
        return measured().topFive();
    }

    /** {@return whether some layer has come down to a single node: all that is left of it is what has to stay} */
    public boolean collapsed() {
        return kept().containsValue(1);
    }

    @Override
    public String toString() {
        return outcome instanceof Failed failed
                ? String.format(Locale.ROOT, "%s, %s, seed %d: failed, %s", method, budget, seed, failed.reason())
                : String.format(
                        Locale.ROOT,
                        "%s, %s, seed %d: %,d parameters, %s, retrained %s, mask found in %.2f s",
                        method,
                        budget,
                        seed,
                        size().parameters(),
                        percent(treated()),
                        percent(retrained()),
                        maskSeconds());
    }

    private static String percent(Map<RepairMethod, Double> accuracies) {
        Map<RepairMethod, String> texts = new EnumMap<>(RepairMethod.class);
        accuracies.forEach(
                (treatment, share) -> texts.put(treatment, String.format(Locale.ROOT, "%.2f %%", 100 * share)));
        return texts.toString();
    }
}
