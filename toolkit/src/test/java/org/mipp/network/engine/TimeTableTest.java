package org.mipp.network.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimeTableTest {

    private static final int[] INPUTS = {2, 4, 16};
    private static final int[] OUTPUTS = {1, 8};

    private static TimeTable plane() {
        double[][] nanoseconds = new double[INPUTS.length][OUTPUTS.length];
        for (int i = 0; i < INPUTS.length; i++) {
            for (int j = 0; j < OUTPUTS.length; j++) {
                nanoseconds[i][j] = 100 + 7 * INPUTS[i] + 3 * OUTPUTS[j];
            }
        }
        return new TimeTable(INPUTS, OUTPUTS, nanoseconds);
    }

    @Test
    void whatGrowsEvenlyIsInterpolatedExactly() {
        for (int in = 2; in <= 16; in++) {
            for (int out = 1; out <= 8; out++) {
                assertEquals(100 + 7 * in + 3 * out, plane().at(in, out), 1e-12);
            }
        }
    }

    @Test
    void belowTheFewestChannelsALayerTakesAsLongAsThere() {
        assertEquals(plane().at(2, 1), plane().at(1, 1), 0);
    }

    @Test
    void aLayerOfOneShapeTakesWhatItTakes() {
        TimeTable one = new TimeTable(new int[] {3}, new int[] {5}, new double[][] {{42}});
        assertEquals(42, one.at(3, 5), 0);
    }

    @Test
    void moreChannelsNeverTakeLess() {
        TimeTable noisy = new TimeTable(INPUTS, OUTPUTS, new double[][] {{5, 4}, {3, 9}, {6, 8}}).rising();
        for (int in = 2; in < 16; in++) {
            for (int out = 1; out < 8; out++) {
                double here = noisy.at(in, out);
                assertEquals(Math.max(here, noisy.at(in + 1, out)), noisy.at(in + 1, out), 1e-12);
                assertEquals(Math.max(here, noisy.at(in, out + 1)), noisy.at(in, out + 1), 1e-12);
            }
        }
    }
}
