package org.mipp.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.Pictures;
import org.mipp.experiment.Score;
import org.mipp.figure.chart.Figure;

class ScoresFigureTest {

    private static final List<Score> SCORES = List.of(
            new Score("MIPP", 0.9),
            new Score("new weights", 0.8),
            new Score("MIPP", 0.7),
            new Score("new weights", 0.6));

    @Test
    void everySeedIsADotAndTheLegendSaysMeanAndRange() {
        Figure figure = Pictures.dots("Two seeds", SCORES);
        assertEquals(2, figure.data().size());
        assertEquals(List.of(90.0, 70.0), figure.data().get(0).get("y"));
        assertEquals(
                "new weights: mean 70.00 % (60.00 to 80.00)",
                figure.data().get(1).get("name"));
        assertTrue(figure.toPng().length > 1_000);
    }

    @Test
    void rangesGoAroundTheirMeansInTheOrderOfTheNumbers() {
        Figure figure = Pictures.ranges("Pixels", "pixels", Map.of(78, SCORES, 16, SCORES.subList(0, 2)));
        Map<String, Object> ours = figure.data().get(0);
        assertEquals(List.of(16, 78), ours.get("x"));
        assertEquals(List.of(90.0, 80.0), ours.get("y"));
        assertEquals(List.of(0.0, 10.0), ((Map<?, ?>) ours.get("error_y")).get("array"));
    }

    @Test
    void pairsStandBelowEachOtherAndMustBeEquallyMany() {
        Figure figure = Pictures.pairs(Examples.noise(12, 0), Examples.noise(12, 1));
        assertEquals(2, figure.data().size());
        assertEquals(10 * 4, ((List<?>) ((List<?>) figure.data().get(0).get("z")).get(0)).size());
        assertTrue(figure.toPng().length > 1_000);
        assertEquals(
                "pairs: expected as many images before as after, got 12 and 11",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Pictures.pairs(Examples.noise(12, 0), Examples.noise(11, 0)))
                        .getMessage());
    }

    @Test
    void aContestantWithoutScoresIsRefusedWithThoseThereAre() {
        assertEquals(
                "scores: expected one of [MIPP, new weights], got ours",
                assertThrows(IllegalArgumentException.class, () -> Score.percent(SCORES, "ours"))
                        .getMessage());
        assertEquals(
                "scores: expected at least one, got none",
                assertThrows(IllegalArgumentException.class, () -> Pictures.dots("", List.of()))
                        .getMessage());
        assertEquals(
                "score of x: expected an accuracy from 0 to 1, got 90.0",
                assertThrows(IllegalArgumentException.class, () -> new Score("x", 90))
                        .getMessage());
    }
}
