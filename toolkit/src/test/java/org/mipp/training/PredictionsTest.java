package org.mipp.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.Networks;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.figure.network.PredictionsFigure;
import org.mipp.figure.table.PredictionsTable;
import org.mipp.run.RefusedException;
import org.mipp.training.judge.Evaluation;
import org.mipp.training.judge.Predictions;
import tech.tablesaw.api.Table;

class PredictionsTest {

    private static final TrainedNetwork LENET = Examples.lenet();
    private static final Images IMAGES = Examples.digits().test();
    private static final Predictions PREDICTIONS = Networks.predict(LENET, IMAGES);

    @Test
    void theShareThatIsRightIsWhatEvaluateCounts() {
        Evaluation evaluation = Evaluation.of(LENET.network(), IMAGES);
        assertEquals(evaluation.accuracy(), PREDICTIONS.accuracy().orElseThrow());
        assertTrue(evaluation.accuracy() > 0.5, "the network has learned: " + evaluation);
    }

    @Test
    void theLossIsTheMeanOfTheLogarithmsOfTheLabelsProbabilities() {
        double loss = IntStream.range(0, IMAGES.size())
                .mapToDouble(image -> -Math.log(PREDICTIONS.probability(image, IMAGES.label(image))))
                .average()
                .orElseThrow();
        assertEquals(Evaluation.of(LENET.network(), IMAGES).loss(), loss, 1e-4);
    }

    @Test
    void probabilitiesSumToOneAndTheLargestIsThatOfTheClass() {
        for (int image = 0; image < 20; image++) {
            int at = image;
            double[] row = IntStream.range(0, 10)
                    .mapToDouble(label -> PREDICTIONS.probability(at, label))
                    .toArray();
            assertEquals(1, IntStream.range(0, 10).mapToDouble(i -> row[i]).sum(), 1e-5);
            assertEquals(
                    IntStream.range(0, 10).mapToDouble(i -> row[i]).max().orElseThrow(),
                    row[PREDICTIONS.classes().get(image)]);
        }
    }

    @Test
    void imagesWithoutLabelsArePredictedToo() {
        Predictions unlabelled = Networks.predict(LENET, IMAGES.withoutLabels());
        assertEquals(PREDICTIONS.classes(), unlabelled.classes());
        assertFalse(unlabelled.accuracy().isPresent());
        assertEquals(3, PredictionsTable.of(unlabelled).columnCount());
    }

    @Test
    void theTableAndThePictureShowThem() {
        Table table = PredictionsTable.of(PREDICTIONS);
        assertEquals(List.of("image", "class", "probability, %", "label", "right"), table.columnNames());
        assertEquals(IMAGES.size(), table.rowCount());
        assertEquals(
                PREDICTIONS.accuracy().orElseThrow(),
                (double) table.stringColumn("right").countOccurrences("yes") / table.rowCount());
        String json = PredictionsFigure.of(PREDICTIONS).toJson();
        assertTrue(json.contains("image 3: class " + PREDICTIONS.classes().get(3) + ", "), json.substring(0, 200));
    }

    @Test
    void imagesAndPlacesThatDoNotFitAreRefused() {
        assertTrue(assertThrows(
                        RefusedException.class,
                        () -> Networks.predict(LENET, ImageArrays.of("wide", 1, 8, 8, 2, new byte[64], new byte[1])))
                .getMessage()
                .contains("expected images of shape (1, 28, 28), got (1, 8, 8)"));
        assertEquals(
                "probability: expected an image from 0 to " + (IMAGES.size() - 1)
                        + " and a class from 0 to 9, got 0 and 10",
                assertThrows(RefusedException.class, () -> PREDICTIONS.probability(0, 10))
                        .getMessage());
        assertTrue(assertThrows(
                        RefusedException.class,
                        () -> new Predictions("short", IMAGES, List.of(1), PREDICTIONS.probabilities()))
                .getMessage()
                .startsWith("predictions: expected one for each of " + IMAGES.size() + " images, got 1"));
    }
}
