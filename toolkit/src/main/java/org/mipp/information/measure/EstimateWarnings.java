package org.mipp.information.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an estimate gives to doubt beside what the samples gave: it is below zero, near its ceiling or within chance. */
final class EstimateWarnings {

    private static final double NEAR = 1; // nats below a ceiling

    private EstimateWarnings() {}

    static List<String> of(double estimate, double ceiling, Optional<NullDistribution> chance) {
        List<String> warnings = new ArrayList<>();
        if (estimate < 0) {
            boolean beyondChance =
                    chance.filter(line -> estimate > line.threshold()).isPresent();
            warnings.add("the estimate is below zero, which information never is: "
                    + (beyondChance
                            ? "yet it is above what chance gives, so there is something to find, and the estimator is too"
                                    + " low on these samples"
                            : "there is nothing to find, or there are too few samples to find it"));
        }
        if (estimate > ceiling - NEAR) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the estimate is near the most that this estimator can find in so many samples, %.2f nats: there may be"
                            + " much more",
                    ceiling));
        }
        chance.filter(line -> estimate <= line.threshold())
                .ifPresent(line -> warnings.add(String.format(
                        Locale.ROOT,
                        "the estimate is not above what chance alone stays below in %.0f %% of samples, %.4f nats",
                        100 * line.level(),
                        line.threshold())));
        return warnings;
    }
}
