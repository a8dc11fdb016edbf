package org.mipp.experiment;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.notNegative;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One network, pruned once by one method, and how well it did at every step. Accuracies are shares of the test images, 0 to
 * 1.
 *
 * @param method who pruned it
 * @param settings the method with all its settings
 * @param budget how much it was to leave
 * @param seed of the network's weights, the captured images, the method's choices and the order of training images
 * @param kept nodes that stay, by layer from inputs to outputs
 * @param size what is left of the network
 * @param maskSeconds wall clock to find the mask, with what the method trains; with capturing if it reads what was captured
 * @param treated accuracy after each treatment, before any retraining
 * @param treatmentSeconds wall clock of each treatment
 * @param retrained accuracy after each treatment and retraining, where it was retrained
 * @param failure why the method could not prune this network to this budget; empty if it could, and then all else is there
 */
public record PruningRun(
        String method,
        String settings,
        String budget,
        long seed,
        Map<String, Integer> kept,
        Size size,
        double maskSeconds,
        Map<RepairMethod, Double> treated,
        Map<RepairMethod, Double> treatmentSeconds,
        Map<RepairMethod, Double> retrained,
        String failure) {

    /**
     * What a network costs.
     *
     * @param nodes prunable ones
     * @param parameters numbers learned
     * @param macs multiply-accumulate operations for one image, of convolutions and fully connected layers
     * @param milliseconds for 1,000 images in one batch, measured; 0 where it was not
     */
    public record Size(int nodes, long parameters, long macs, double milliseconds) {

        /** Nothing known. */
        static final Size UNKNOWN = new Size(0, 0, 0, 0);

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

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if an accuracy is no share, or a time or a number of nodes is negative or none
     */
    public PruningRun {
        notNegative(maskSeconds, "seconds for the mask");
        treatmentSeconds.forEach((treatment, seconds) -> notNegative(seconds, "seconds of " + treatment));
        kept.forEach((layer, nodes) -> argument(nodes >= 0, "kept of %s: expected at least 0, got %d", layer, nodes));
        for (Map<RepairMethod, Double> accuracies : List.of(treated, retrained)) {
            accuracies.forEach((treatment, share) -> argument(
                    share >= 0 && share <= 1, "accuracy, %s: expected a share from 0 to 1, got %s", treatment, share));
        }
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
        treated = sorted(treated);
        treatmentSeconds = sorted(treatmentSeconds);
        retrained = sorted(retrained);
    }

    private static Map<RepairMethod, Double> sorted(Map<RepairMethod, Double> map) {
        Map<RepairMethod, Double> copy = new EnumMap<>(RepairMethod.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    /** A method that could not do it. */
    static PruningRun failed(String method, String settings, String budget, long seed, String reason) {
        return new PruningRun(
                method, settings, budget, seed, Map.of(), Size.UNKNOWN, 0, Map.of(), Map.of(), Map.of(), reason);
    }

    /** {@return whether the method could not prune this network to this budget} */
    public boolean hasFailed() {
        return !failure.isEmpty();
    }

    /** {@return whether some layer has come down to a single node: all that is left of it is what has to stay} */
    public boolean collapsed() {
        return kept.containsValue(1);
    }

    @Override
    public String toString() {
        return hasFailed()
                ? String.format(Locale.ROOT, "%s, %s, seed %d: failed, %s", method, budget, seed, failure)
                : String.format(
                        Locale.ROOT,
                        "%s, %s, seed %d: %,d parameters, %s, retrained %s, mask found in %.2f s",
                        method,
                        budget,
                        seed,
                        size.parameters(),
                        percent(treated),
                        percent(retrained),
                        maskSeconds);
    }

    private static String percent(Map<RepairMethod, Double> accuracies) {
        Map<RepairMethod, String> texts = new EnumMap<>(RepairMethod.class);
        accuracies.forEach(
                (treatment, share) -> texts.put(treatment, String.format(Locale.ROOT, "%.2f %%", 100 * share)));
        return texts.toString();
    }
}
