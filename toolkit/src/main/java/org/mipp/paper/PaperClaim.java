package org.mipp.paper;

import java.util.List;
import java.util.function.Function;

/** The five qualitative claims of the paper, as far as its text is known, and who judges them. */
enum PaperClaim {
    TRAINED(
            "Trained: MIPP best or level everywhere; SOSP-H better on ResNet-34 at 80 to 90 % pruned",
            AccuracyClaims::trained),
    UNTRAINED(
            "Untrained: GraSP and re-initialised MIPP slightly better on VGG-11 and, at high sparsity, on VGG-19 with"
                    + " CIFAR-100; else MIPP best or level",
            AccuracyClaims::untrained),
    COLLAPSE("MIPP avoids layer collapse longest", CollapseClaim::judge),
    PERIOD(
            "Ratios per layer of an untrained ResNet-34 alternate with period 2, of ResNet-50 with period 3",
            PeriodClaim::judge),
    DEFORMED("Deforming MNIST hurts the pruning of untrained networks only", DeformationClaim::judge);

    private final String text;
    private final Function<List<PaperResult>, List<Finding>> judge;

    PaperClaim(String text, Function<List<PaperResult>, List<Finding>> judge) {
        this.text = text;
        this.judge = judge;
    }

    /**
     * Judges the claim by all lines that were run, but not in smoke form.
     *
     * @return one finding per line that the claim speaks of; none if none was run
     */
    List<Finding> findings(List<PaperResult> results) {
        return judge.apply(results.stream().filter(result -> !result.smoke()).toList());
    }

    /** Confirmed, refuted or not run here. */
    static String verdict(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "not run here";
        }
        return findings.stream().allMatch(Finding::holds) ? "confirmed" : "refuted";
    }

    /** The claim in words. */
    String text() {
        return text;
    }
}
