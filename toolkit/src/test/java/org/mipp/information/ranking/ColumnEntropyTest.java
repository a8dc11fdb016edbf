package org.mipp.information.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.information.Unit;
import org.mipp.information.measure.Interval;
import org.mipp.information.measure.Measurement;
import org.mipp.information.table.SampleColumn;
import org.mipp.information.table.TableSamples;

class ColumnEntropyTest {

    private static final TableSamples PLANTED = PlantedTable.of(1);

    @Test
    void theEntropyOfFourEquallyFrequentLabelsIsTwoBits() {
        SampleColumn labels = PlantedTable.labels(
                "l", IntStream.range(0, 400).mapToDouble(i -> i % 4).toArray());
        Measurement entropy = ColumnEntropy.of(labels).bits();
        assertEquals(2, entropy.estimate(), 3 / 800.0 / Math.log(2) + 1e-12);
        assertEquals(Unit.BITS, entropy.unit());
        Interval interval = entropy.interval().orElseThrow();
        assertTrue(interval.low() < 2 && 2 < interval.high() + 1e-9, entropy.toString());
        assertTrue(entropy.toString().startsWith("entropy, discrete, corrected: 2."), entropy.toString());
    }

    @Test
    void whatIsKnownLeavesLess() {
        SampleColumn grade = PLANTED.column("R grade");
        SampleColumn target = PLANTED.column("target");
        assertEquals(0, ColumnEntropy.of(grade, grade).estimate(), 0.01);
        assertTrue(ColumnEntropy.of(grade, target).estimate()
                < ColumnEntropy.of(grade).estimate());
        assertTrue(ColumnEntropy.of(target, PLANTED.column("R strong")).estimate()
                < ColumnEntropy.of(target).estimate());
        assertTrue(ColumnEntropy.of(target).warnings().get(0).startsWith("the entropy of a density"));
    }

    /**
     * scikit-learn 1.9.1: {@code normalized_mutual_info_score([0, 0, 1, 1, 2, 2, 2, 0, 1, 2], [0, 0, 1, 1, 1, 2, 2, 2, 0, 0])} is
     * 0.26733692039994567.
     */
    @Test
    void theShareOfDiscreteColumnsIsThatOfAnotherImplementation() {
        SampleColumn x = PlantedTable.labels("x", 0, 0, 1, 1, 2, 2, 2, 0, 1, 2);
        SampleColumn y = PlantedTable.labels("y", 0, 0, 1, 1, 1, 2, 2, 2, 0, 0);
        assertEquals(NORMALISED, ColumnEntropy.normalised(x, y).estimate(), 1e-12);
        assertEquals(1, ColumnEntropy.normalised(x, x).estimate(), 1e-12);
        SampleColumn constant = PlantedTable.labels("c", new double[10]);
        assertEquals(1, ColumnEntropy.normalised(constant, constant).estimate(), 0);
        assertEquals(0, ColumnEntropy.normalised(constant, x).estimate(), 1e-12);
    }

    private static final double NORMALISED = 0.26733692039994567;

    @Test
    void theShareOfNormalColumnsIsTheirCorrelation() {
        SampleColumn strong = PLANTED.column("R strong");
        double[] noise = PLANTED.column("N normal").values().toArray();
        double[] strongValues = strong.values().toArray();
        SampleColumn correlated = SampleColumn.ofNumbers(
                "y",
                IntStream.range(0, noise.length)
                        .mapToDouble(i -> 0.8 * strongValues[i] + 0.6 * noise[i])
                        .toArray());
        Measurement share = ColumnEntropy.normalised(strong, correlated);
        assertEquals(0.8, share.estimate(), 0.08);
        assertEquals(share, share.bits());
        assertTrue(share.toString().contains(" of 1, 95 % interval"), share.toString());
        assertEquals(
                Arrays.asList(1, 1, 0),
                Arrays.asList(
                        share.columns().x(),
                        share.columns().y(),
                        share.columns().z()));
    }
}
