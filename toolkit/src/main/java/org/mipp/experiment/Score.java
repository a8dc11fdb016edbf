package org.mipp.experiment;

import static org.mipp.run.Checks.argument;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * What one contestant reached from one seed, in an experiment of your own: scores of all contestants, each in the order of the
 * seeds, are what {@code dots} and {@code ranges} draw.
 *
 * @param what the contestant: a method, or a control
 * @param accuracy from 0 to 1
 */
public record Score(String what, double accuracy) {

    /**
     * Checks the accuracy.
     *
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public Score {
        argument(
                accuracy >= 0 && accuracy <= 1,
                "score of %s: expected an accuracy from 0 to 1, got %s",
                what,
                accuracy);
    }

    /**
     * Summarises one contestant.
     *
     * @param scores of all contestants
     * @param what the contestant's name
     * @return its mean, smallest and largest accuracy, in percent
     * @throws IllegalArgumentException if it has no score
     */
    public static DoubleSummaryStatistics percent(List<Score> scores, String what) {
        DoubleSummaryStatistics own = scores.stream()
                .filter(score -> score.what().equals(what))
                .mapToDouble(score -> 100 * score.accuracy())
                .summaryStatistics();
        argument(
                own.getCount() > 0,
                "scores: expected one of %s, got %s",
                scores.stream().map(Score::what).distinct().toList(),
                what);
        return own;
    }
}
