package org.mipp.information.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.information.estimator.Draws.normal;
import static org.mipp.information.estimator.Draws.phi;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mipp.information.estimator.KsgMi.Algorithm;
import org.mipp.linalg.Matrix;

/** Rounded variables at N = 800 against the exact information of the rounded variables, summed over all cells. */
class TiesTest {

    private static final int SAMPLES = 800;
    private static final int SEEDS = 60;
    private static final double BOUND = 0.01;

    private static double mean(ToDoubleFunction<Random> estimate) {
        return IntStream.range(0, SEEDS)
                .parallel()
                .mapToDouble(seed -> estimate.applyAsDouble(new Random(seed)))
                .average()
                .orElseThrow();
    }

    private static double rounded(double value, int perSpread) {
        return Math.rint(value * perSpread) / perSpread;
    }

    @ParameterizedTest
    @CsvSource({"5, 0", "5, 0.29", "5, 0.7", "10, 0", "10, 0.29", "10, 0.7", "20, 0", "20, 0.29", "20, 0.7"})
    void rossIsRightOnRoundedFeatures(int perSpread, double shift) {
        double truth = ofLabel(shift, perSpread);
        assertEquals(shift == 0 ? 0 : shift < 0.5 ? 0.04 : 0.2, truth, 0.003);
        double mean = mean(random -> {
            double[] y = new double[SAMPLES];
            double[] x = new double[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                y[i] = random.nextInt(2);
                x[i] = rounded(random.nextGaussian() + shift * (2 * y[i] - 1), perSpread);
            }
            return new RossMi(3, RossMi.Discrete.Y).estimate(column(x), column(y));
        });
        assertEquals(truth, mean, BOUND);
    }

    @ParameterizedTest
    @CsvSource({"5, 0", "5, 0.277", "5, 0.574", "10, 0", "10, 0.277", "10, 0.574", "20, 0", "20, 0.277", "20, 0.574"})
    void ksgIsRightOnRoundedVariables(int perSpread, double correlation) {
        double truth = ofNormal(correlation, perSpread);
        assertEquals(correlation == 0 ? 0 : correlation < 0.5 ? 0.04 : 0.2, truth, 0.003);
        for (Algorithm algorithm : Algorithm.values()) {
            KsgMi ksg = new KsgMi(algorithm, 3);
            assertEquals(
                    truth,
                    mean(random -> {
                        Matrix both = pair(random, correlation, perSpread);
                        return ksg.estimate(both.columns(0), both.columns(1));
                    }),
                    BOUND,
                    ksg.name());
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 0", "5, 0.277", "5, 0.574", "10, 0", "10, 0.277", "10, 0.574", "20, 0", "20, 0.277", "20, 0.574"})
    void ksgIsRightOnRoundedVariablesUnderARoundedCondition(int perSpread, double correlation) {
        KsgMi ksg = new KsgMi(Algorithm.FIRST, 3);
        double mean = mean(random -> {
            Matrix both = pair(random, correlation, perSpread);
            double[] z = IntStream.range(0, SAMPLES)
                    .mapToDouble(i -> rounded(random.nextGaussian(), perSpread))
                    .toArray();
            return ksg.estimate(both.columns(0), both.columns(1), column(z));
        });
        assertEquals(ofNormal(correlation, perSpread), mean, BOUND);
    }

    private static Matrix pair(Random random, double correlation, int perSpread) {
        double rest = Math.sqrt(1 - correlation * correlation);
        double[][] rows = new double[SAMPLES][];
        for (int i = 0; i < SAMPLES; i++) {
            double x = random.nextGaussian();
            rows[i] = new double[] {
                rounded(x, perSpread), rounded(correlation * x + rest * random.nextGaussian(), perSpread)
            };
        }
        return Matrix.of(rows);
    }

    private static Matrix column(double[] values) {
        return Matrix.of(values.length, 1, values);
    }

    /** I of a fair label and a rounded normal variable that it shifts to both sides. */
    private static double ofLabel(double shift, int perSpread) {
        double sum = 0;
        for (int cell = -10 * perSpread; cell <= 10 * perSpread; cell++) {
            double low = (cell - 0.5) / perSpread;
            double high = (cell + 0.5) / perSpread;
            double up = phi(high - shift) - phi(low - shift);
            double down = phi(high + shift) - phi(low + shift);
            sum += term(up, (up + down) / 2) / 2 + term(down, (up + down) / 2) / 2;
        }
        return sum;
    }

    /** I of two rounded normal variables: cells by the midpoint rule over 20 strips of X, exact along Y. */
    private static double ofNormal(double correlation, int perSpread) {
        int reach = 6 * perSpread;
        int strips = 20;
        double rest = Math.sqrt(1 - correlation * correlation);
        double sum = 0;
        for (int a = -reach; a <= reach; a++) {
            double[] joint = new double[2 * reach + 1];
            for (int strip = 0; strip < strips; strip++) {
                double x = (a - 0.5 + (strip + 0.5) / strips) / perSpread;
                double weight = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) / perSpread / strips;
                double below = phi(((-reach - 0.5) / perSpread - correlation * x) / rest);
                for (int b = -reach; b <= reach; b++) {
                    double upTo = phi(((b + 0.5) / perSpread - correlation * x) / rest);
                    joint[b + reach] += weight * (upTo - below);
                    below = upTo;
                }
            }
            for (int b = -reach; b <= reach; b++) {
                sum += term(joint[b + reach], cell(a, perSpread) * cell(b, perSpread));
            }
        }
        return sum;
    }

    private static double cell(int at, int perSpread) {
        return phi((at + 0.5) / perSpread) - phi((at - 0.5) / perSpread);
    }

    private static double term(double p, double reference) {
        return p < 1e-15 || reference <= 0 ? 0 : p * Math.log(p / reference);
    }

    @Test
    void samplesWithoutTiesAreNotTouched() {
        double[] x = normal(500, 2, 1).toArray();
        double[] dead = new double[500];
        assertSame(x, Ties.spread(500, 3, 0, x, dead)[0]);
    }

    @Test
    void everyValueStaysNearestToItsOwnPlaceAndUntiedOnesStayWhereTheyAre() {
        double[] x = IntStream.range(0, 400)
                .mapToDouble(i -> i < 390 ? i % 39 : 100 + i)
                .toArray();
        double[] spread = Ties.spread(400, 3, 0, x.clone(), normal(400, 1, 1).toArray())[0];
        double widest = 0;
        for (int i = 0; i < 400; i++) {
            widest = Math.max(widest, Math.abs(spread[i] - x[i]));
            assertTrue(Math.abs(spread[i] - x[i]) <= (i < 390 ? 0.5 : 0), "sample " + i);
        }
        assertEquals(0.5, widest, 0.01);
    }

    @Test
    void zerosOfBothSignsAndTheSameNumberComputedInTwoWaysAreEqual() {
        double[] x = IntStream.range(0, 400)
                .mapToDouble(i -> (i % 20 - 10) * (i % 2 == 0 ? 0.1 : 0.1 + 1e-17))
                .map(value -> value == 0 ? Math.copySign(0, value) : value)
                .toArray();
        x[10] = -0.0;
        x[30] = 0.1 + 0.2;
        x[13] = 0.3;
        double[] spread = Ties.spread(400, 3, 0, x.clone(), normal(400, 1, 1).toArray())[0];
        double widest = IntStream.of(10, 30, 50, 70, 90, 110, 130, 150, 13, 33, 53, 73)
                .mapToDouble(i -> Math.abs(spread[i] - x[i]))
                .max()
                .orElseThrow();
        assertEquals(0.05, widest, 0.01);
    }

    @Test
    void aLabelBesideContinuousVariablesIsNoDimensionMore() {
        double[] label = IntStream.range(0, 400).mapToDouble(i -> i % 2 * 2 - 1).toArray();
        double[] spread =
                Ties.spread(400, 3, 0, label.clone(), normal(400, 1, 1).toArray())[0];
        for (int i = 0; i < 400; i++) {
            assertEquals(label[i], spread[i], 1.1e-6);
        }
    }

    @Test
    void thePlacesDependOnSeedColumnAndRowAlone() {
        double[] x = IntStream.range(0, 300).mapToDouble(i -> i % 30).toArray();
        double[][] spread = Ties.spread(300, 3, 7, x, x);
        double[][] again = Ties.spread(300, 3, 7, x, x);
        int differ = 0;
        for (int i = 0; i < 300; i++) {
            assertEquals(spread[0][i], again[0][i]);
            differ += spread[0][i] != spread[1][i] ? 1 : 0;
        }
        assertEquals(300, differ); // else equal variables would share their noise
    }
}
