package org.mipp.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.run.progress.Workers;
import org.mipp.training.judge.Evaluation;

/** How often the class is among the five likeliest. */
class TopFiveTest {

    private static final int COUNT = 300;
    private static final Network NETWORK = Examples.perceptron(2, 8, 12);

    private static Images images(int classes) {
        Random random = new Random(3);
        byte[] pixels = new byte[12 * COUNT];
        random.nextBytes(pixels);
        return new Images(
                "noise",
                1,
                3,
                4,
                classes,
                pixels,
                random.ints(COUNT, 0, classes).toArray());
    }

    @Test
    void theFiveLargestLogitsAreCounted() {
        Images images = images(12);
        float[] logits = Examples.logits(NETWORK, images);
        long among = IntStream.range(0, COUNT)
                .filter(image -> IntStream.range(0, 12)
                                .filter(k -> logits[12 * image + k] > logits[12 * image + images.label(image)])
                                .count()
                        < 5)
                .count();
        Evaluation evaluation = Evaluation.of(NETWORK, images);
        assertEquals(evaluation, Evaluation.of(NETWORK, images, Workers.oneByOne()));
        assertEquals((double) among / COUNT, evaluation.topFive().orElseThrow());
        assertTrue(evaluation.accuracy() < evaluation.topFive().orElseThrow());
        assertTrue(
                evaluation.toString().matches("\\d+\\.\\d\\d % of 300 images, \\d+\\.\\d\\d % among the first five"),
                evaluation.toString());
        String summary = EvaluatedNetwork.of(NETWORK, new Dataset("noise", images, images))
                .toString();
        assertTrue(summary.contains(" % among the first five, 212 parameters"), summary);
    }

    @Test
    void ofTenClassesFiveWouldSayLittle() {
        Evaluation evaluation = Evaluation.of(NETWORK, images(10));
        assertEquals(OptionalDouble.empty(), evaluation.topFive());
        assertTrue(evaluation.toString().endsWith(" % of 300 images"), evaluation.toString());
    }
}
