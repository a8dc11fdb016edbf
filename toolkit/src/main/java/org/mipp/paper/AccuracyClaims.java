package org.mipp.paper;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who is better after retraining: claims one and two, judged budget by budget as {@link MippAhead} says. */
final class AccuracyClaims {

    private static final double HIGH = 0.8; // share of nodes pruned
    private static final double HIGHEST = 0.9;
    private static final Set<String> EXCEPTIONS = Set.of("GraSP", "IterGraSP", "MIPP, re-initialised");

    private AccuracyClaims() {}

    /** MIPP is nowhere worse, but than SOSP-H on ResNet-34 from 80 to 90 %, where it has to be. */
    static List<Finding> trained(List<PaperResult> results) {
        return results.stream()
                .filter(result -> !result.experiment().before() && decided(result))
                .map(result -> judge(
                        result,
                        result.experiment().network() == PaperNetwork.RESNET34
                                ? row -> row.rival().equals("SOSP-H") && row.pruned() >= HIGH && row.pruned() <= HIGHEST
                                : row -> false))
                .toList();
    }

    /** MIPP is nowhere worse, but than GraSP and its own re-initialised form on two networks, where one of them has to be better. */
    static List<Finding> untrained(List<PaperResult> results) {
        return results.stream()
                .filter(result -> result.experiment().before() && decided(result))
                .map(result -> judge(result, exceptions(result.experiment())))
                .toList();
    }

    /** One seed, or no rival, decides nothing. */
    private static boolean decided(PaperResult result) {
        return MippAhead.of(result.result()).stream().anyMatch(MippAhead::decided);
    }

    private static Predicate<MippAhead> exceptions(PaperLine line) {
        Predicate<MippAhead> named = row -> EXCEPTIONS.contains(row.rival());
        if (line.network() == PaperNetwork.VGG11) {
            return named;
        }
        boolean sparse = line.network() == PaperNetwork.VGG19 && line.data() == PaperData.CIFAR100;
        return sparse ? named.and(row -> row.pruned() >= HIGH) : row -> false;
    }

    private static Finding judge(PaperResult result, Predicate<MippAhead> exception) {
        List<MippAhead> rows = MippAhead.of(result.result());
        List<MippAhead> worse =
                rows.stream().filter(row -> row.worse() && !exception.test(row)).toList();
        boolean excepted = rows.stream().anyMatch(exception);
        boolean found = rows.stream().anyMatch(row -> exception.test(row) && row.worse());
        String evidence = String.format(
                Locale.ROOT,
                "MIPP better in %d of %d comparisons, level within noise in %d, worse in %d%s%s",
                rows.stream().filter(MippAhead::better).count(),
                rows.size(),
                rows.stream().filter(row -> !row.better() && !row.worse()).count(),
                rows.stream().filter(MippAhead::worse).count(),
                worse.isEmpty() ? "" : ": " + named(worse),
                !excepted ? "" : found ? "; the exception is found" : "; the exception is not found");
        return new Finding(result.line(), worse.isEmpty() && (!excepted || found), evidence);
    }

    private static String named(List<MippAhead> rows) {
        return rows.stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        "%s at %.0f %% pruned by %.1f points",
                        row.rival(),
                        100 * row.pruned(),
                        -row.points()))
                .collect(Collectors.joining(", "));
    }
}
