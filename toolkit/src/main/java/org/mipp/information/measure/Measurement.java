package org.mipp.information.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mipp.information.Unit;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;

/**
 * An estimate of mutual information, or of an entropy, with what is needed to judge it.
 *
 * @param estimator its name with its parameters; of an entropy or a share also what is estimated
 * @param estimated what came out
 * @param truth the exact value, where it is known
 * @param columns of the variables
 * @param warnings what to know before the numbers are believed, for display
 * @param provenance seed, samples, seconds
 */
public record Measurement(
        String estimator,
        Estimated estimated,
        OptionalDouble truth,
        Columns columns,
        List<String> warnings,
        Provenance provenance) {

    /**
     * How many columns the variables have.
     *
     * @param x columns of X
     * @param y columns of Y; 0 for an entropy
     * @param z columns of what was known already; 0 for none
     */
    public record Columns(int x, int y, int z) {}

    /**
     * An estimate and how sure it is.
     *
     * @param unit of all information here; nats unless one asks for others
     * @param estimate may be negative
     * @param interval how far it would move on another sample; absent if not asked for or the sample is too small
     * @param chance what the estimator gives where there is nothing to find; absent if not asked for
     */
    public record Estimated(
            Unit unit, double estimate, Optional<Interval> interval, Optional<NullDistribution> chance) {

        private Estimated times(double factor, Unit other) {
            return new Estimated(
                    other,
                    factor * estimate,
                    interval.map(range ->
                            new Interval(factor * range.low(), factor * range.high(), range.level(), range.how())),
                    chance.map(line ->
                            new NullDistribution(factor * line.threshold(), line.level(), line.pValue(), line.how())));
        }
    }

    /** Copies the list. */
    public Measurement {
        warnings = List.copyOf(warnings);
    }

    /**
     * Adds what is known of the truth.
     *
     * @param nats the exact information, in the unit of this
     * @return the same measurement beside the truth
     */
    public Measurement beside(double nats) {
        return new Measurement(estimator, estimated, OptionalDouble.of(nats), columns, warnings, provenance);
    }

    /** {@return the unit of all information here} */
    public Unit unit() {
        return estimated.unit();
    }

    /** {@return the estimate; may be negative} */
    public double estimate() {
        return estimated.estimate();
    }

    /** {@return how far it would move on another sample; absent if not asked for or the sample is too small} */
    public Optional<Interval> interval() {
        return estimated.interval();
    }

    /** {@return what the estimator gives where there is nothing to find; absent if not asked for} */
    public Optional<NullDistribution> chance() {
        return estimated.chance();
    }

    /** {@return the estimator's name, and that something was known already} */
    public String label() {
        return estimator + (columns.z() == 0 ? "" : " given z");
    }

    /** {@return the same in bits; a share stays what it is} */
    public Measurement bits() {
        if (unit() != Unit.NATS) {
            return this;
        }
        double factor = unit().in(Unit.BITS);
        return new Measurement(
                estimator,
                estimated.times(factor, Unit.BITS),
                truth.isPresent() ? OptionalDouble.of(factor * truth.getAsDouble()) : truth,
                columns,
                warnings,
                provenance);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %.4f %s", label(), estimate(), unit())
                + interval()
                        .map(range -> String.format(
                                Locale.ROOT,
                                ", %.0f %% interval %.4f to %.4f",
                                100 * range.level(),
                                range.low(),
                                range.high()))
                        .orElse("")
                + chance().map(line -> String.format(
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
