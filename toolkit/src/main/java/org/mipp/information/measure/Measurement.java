package org.mipp.information.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;

/**
 * An estimate of mutual information with what is needed to judge it.
 *
 * @param estimator its name with its parameters
 * @param estimate in nats; may be negative
 * @param interval how far it would move on another sample; absent if not asked for or the sample is too small
 * @param chance what the estimator gives where there is nothing to find; absent if not asked for
 * @param truth the exact value, where it is known
 * @param dimX columns of X
 * @param dimY columns of Y
 * @param warnings what to know before the numbers are believed, for display
 * @param provenance seed, samples, seconds
 */
public record Measurement(
        String estimator,
        double estimate,
        Optional<Interval> interval,
        Optional<NullDistribution> chance,
        OptionalDouble truth,
        int dimX,
        int dimY,
        List<String> warnings,
        Provenance provenance) {

    /** Copies the list. */
    public Measurement {
        warnings = List.copyOf(warnings);
    }

    /**
     * Adds what is known of the truth.
     *
     * @param nats the exact information
     * @return the same measurement beside the truth
     */
    public Measurement beside(double nats) {
        return new Measurement(
                estimator, estimate, interval, chance, OptionalDouble.of(nats), dimX, dimY, warnings, provenance);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %.4f nats", estimator, estimate)
                + interval.map(range -> String.format(
                                Locale.ROOT,
                                ", %.0f %% interval %.4f to %.4f",
                                100 * range.level(),
                                range.low(),
                                range.high()))
                        .orElse("")
                + chance.map(line -> String.format(
                                Locale.ROOT,
                                "; chance stays below %.4f in %.0f %% (p %s%s)",
                                line.threshold(),
                                100 * line.level(),
                                line.pValue() < 1e-6 ? "< 1e-6" : String.format(Locale.ROOT, "= %.2g", line.pValue()),
                                line.how().startsWith("closed form") ? " by the " + line.how() : ""))
                        .orElse("")
                + (truth.isPresent() ? String.format(Locale.ROOT, "; truth %.4f", truth.getAsDouble()) : "")
                + " (" + provenance + ")"
                + Notes.of(warnings);
    }
}
