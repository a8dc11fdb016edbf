package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupDowndateTest {

    @ParameterizedTest(name = "{0} groups of {1}, {2} targets")
    @CsvSource({"6, 1, 3", "5, 4, 2", "12, 3, 20", "1, 5, 1"})
    void everyStepAgreesWithInvertingAnew(int groups, int width, int targets) {
        int n = groups * width;
        Matrix s = Problems.positiveDefinite(n, 11);
        Matrix c = Problems.correlated(n, targets, 12);
        List<Integer> order = new ArrayList<>(IntStream.range(0, groups).boxed().toList());
        Collections.shuffle(order, new Random(13));
        try (GroupDowndate downdate = GroupDowndate.of(s, c, width)) {
            for (int group : order) {
                assertAgreesWithInversion(downdate, s, c, width, 1e-9);
                downdate.remove(group);
            }
            assertEquals(0, downdate.left());
        }
    }

    @ParameterizedTest(name = "{0} groups of {1}")
    @CsvSource({"300, 1", "60, 5", "40, 9"})
    void manyRemovalsStayAccurateAcrossFullPanelsAndHoles(int groups, int width) {
        int n = groups * width;
        Matrix s = Problems.positiveDefinite(n, 21);
        Matrix c = Problems.correlated(n, 3, 22);
        Random random = new Random(23);
        try (GroupDowndate downdate = GroupDowndate.of(s, c, width)) {
            while (downdate.left() > 4) {
                int[] remaining = downdate.remaining();
                downdate.remove(remaining[random.nextInt(remaining.length)]);
            }
            assertAgreesWithInversion(downdate, s, c, width, 1e-8);
        }
    }

    private static void assertAgreesWithInversion(
            GroupDowndate downdate, Matrix s, Matrix c, int width, double tolerance) {
        int[] groups = downdate.remaining();
        int[] kept = columns(groups, width);
        int[] targets = IntStream.range(0, c.columns()).toArray();
        Matrix a = Problems.inverse(s.select(kept, kept));
        Matrix b = Problems.product(a, c.select(kept, targets));
        double[] logDeterminants = downdate.logDeterminants();
        double[] increases = downdate.errorIncreases();
        for (int i = 0; i < groups.length; i++) {
            int[] own = IntStream.range(i * width, (i + 1) * width).toArray();
            Matrix block = a.select(own, own);
            Matrix rows = b.select(own, targets);
            Matrix increase = Problems.product(rows.transpose(), Problems.product(Problems.inverse(block), rows));
            double trace = 0;
            for (double value : increase.diagonal()) {
                trace += value;
            }
            assertEquals(Problems.logDeterminant(block), logDeterminants[i], tolerance, "ln det of group " + groups[i]);
            assertEquals(trace, increases[i], tolerance * Math.max(1, trace), "increase of group " + groups[i]);
        }
    }

    private static int[] columns(int[] groups, int width) {
        return IntStream.of(groups)
                .flatMap(group -> IntStream.range(group * width, (group + 1) * width))
                .toArray();
    }

    @Test
    void remainingGroupsAreListedInOrder() {
        try (GroupDowndate downdate = GroupDowndate.of(Problems.positiveDefinite(6, 1), 2)) {
            downdate.remove(1);
            assertArrayEquals(new int[] {0, 2}, downdate.remaining());
        }
    }

    @Test
    void refusesAGroupThatIsGone() {
        try (GroupDowndate downdate = GroupDowndate.of(Problems.positiveDefinite(3, 1), 1)) {
            downdate.remove(1);
            String message = assertThrows(IllegalArgumentException.class, () -> downdate.remove(1))
                    .getMessage();
            assertEquals("remove: expected one of the groups [0, 2], got 1", message);
        }
    }

    @Test
    void refusesAWidthThatDoesNotDivide() {
        Matrix s = Problems.positiveDefinite(5, 1);
        String message = assertThrows(IllegalArgumentException.class, () -> GroupDowndate.of(s, 2))
                .getMessage();
        assertEquals("group width: expected a divisor of the 5 variables, got 2", message);
    }

    @Test
    void refusesACrossCovarianceOfOtherVariables() {
        Matrix s = Problems.positiveDefinite(5, 1);
        String message = assertThrows(IllegalArgumentException.class, () -> GroupDowndate.of(s, Matrix.of(4, 0), 1))
                .getMessage();
        assertEquals("cross-covariance: expected 5 rows as the covariance has, got 4", message);
    }

    @Test
    void refusesACovarianceWithoutInverse() {
        Matrix singular = Matrix.of(2, 2, 1, 1, 1, 1);
        String message = assertThrows(IllegalArgumentException.class, () -> GroupDowndate.of(singular, 1))
                .getMessage();
        assertTrue(message.startsWith("covariance: expected a positive definite matrix"), message);
    }
}
