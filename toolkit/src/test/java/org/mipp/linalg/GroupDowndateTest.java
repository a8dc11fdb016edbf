package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest(name = "{0} groups of {1}, {2} targets")
    @CsvSource({"6, 1, 3", "5, 4, 2", "4, 3, 20", "3, 2, 0"})
    void givenTheTargetsThePrecisionIsTheJointOnes(int groups, int width, int targets) {
        int n = groups * width;
        Matrix joint = Problems.positiveDefinite(n + targets, 31);
        int[] variables = IntStream.range(0, n).toArray();
        int[] others = IntStream.range(n, n + targets).toArray();
        Matrix cross = joint.select(variables, others);
        Matrix precision = Problems.inverse(joint).select(variables, variables);
        try (GroupDowndate all = GroupDowndate.of(joint.select(variables, variables), cross, width);
                GroupDowndate given = all.givenTargets(cross, joint.select(others, others))) {
            double[] found = given.logDeterminants();
            for (int i = 0; i < groups; i++) {
                int[] own = IntStream.range(i * width, (i + 1) * width).toArray();
                assertEquals(Problems.logDeterminant(precision.select(own, own)), found[i], 1e-9, "group " + i);
            }
        }
    }

    @ParameterizedTest(name = "groups of {0}")
    @ValueSource(ints = {1, 3})
    void aCoefficientThatFallsFarStaysExact(int width) {
        int n = 30;
        Matrix x = Problems.correlated(3 * n, n, 41);
        Random random = new Random(43);
        // each variable of the second group is nearly one of the first, and the target their difference, enlarged
        Matrix twins = Matrix.fill(
                x.rows(),
                n,
                (i, j) ->
                        j < width || j >= 2 * width ? x.get(i, j) : x.get(i, j - width) + 1e-3 * random.nextGaussian());
        Matrix sums = Problems.product(twins.transpose(), twins);
        Matrix s = Matrix.fill(n, n, (i, j) -> sums.get(i, j) / x.rows());
        Matrix c = Matrix.fill(n, 2, (i, j) -> 1e5 * (s.get(i, 0) - s.get(i, width)));
        try (GroupDowndate downdate = GroupDowndate.of(s, c, width)) {
            downdate.remove(0);
            while (downdate.left() > 2) {
                assertIncreases(downdate, s, c, width, 1e-4);
                downdate.remove(downdate.remaining()[1]);
            }
        }
    }

    private static void assertIncreases(GroupDowndate downdate, Matrix s, Matrix c, int width, double tolerance) {
        int[] groups = downdate.remaining();
        double[] found = downdate.errorIncreases();
        double[] exact = increases(groups, s, c, width);
        for (int i = 0; i < groups.length; i++) {
            assertEquals(exact[i], found[i], tolerance * exact[i], "increase of group " + groups[i]);
        }
    }

    private static double[] increases(int[] groups, Matrix s, Matrix c, int width) {
        int[] kept = columns(groups, width);
        int[] targets = IntStream.range(0, c.columns()).toArray();
        Matrix a = Problems.inverse(s.select(kept, kept));
        Matrix b = Problems.product(a, c.select(kept, targets));
        return IntStream.range(0, groups.length)
                .mapToDouble(i -> {
                    int[] own = IntStream.range(i * width, (i + 1) * width).toArray();
                    Matrix rows = b.select(own, targets);
                    Matrix solved = Problems.product(Problems.inverse(a.select(own, own)), rows);
                    return DoubleStream.of(
                                    Problems.product(rows.transpose(), solved).diagonal())
                            .sum();
                })
                .toArray();
    }

    @Test
    void refusesToBeGivenTheTargetsOfOtherVariablesOrTooLate() {
        Matrix s = Problems.positiveDefinite(4, 1);
        Matrix c = Problems.correlated(4, 2, 2);
        try (GroupDowndate downdate = GroupDowndate.of(s, c, 2)) {
            String shapes = assertThrows(IllegalArgumentException.class, () -> downdate.givenTargets(c, s))
                    .getMessage();
            assertEquals("given targets: expected 4 variables and 2 targets, got 4 x 2 and 4 x 4", shapes);
            downdate.remove(0);
            Matrix v = Problems.positiveDefinite(2, 3);
            String late = assertThrows(IllegalArgumentException.class, () -> downdate.givenTargets(c, v))
                    .getMessage();
            assertEquals("given targets: expected all groups, got 1 of 2", late);
        }
    }

    private static void assertAgreesWithInversion(
            GroupDowndate downdate, Matrix s, Matrix c, int width, double tolerance) {
        int[] groups = downdate.remaining();
        int[] kept = columns(groups, width);
        Matrix a = Problems.inverse(s.select(kept, kept));
        double[] logDeterminants = downdate.logDeterminants();
        double[] found = downdate.errorIncreases();
        double[] exact = increases(groups, s, c, width);
        for (int i = 0; i < groups.length; i++) {
            int[] own = IntStream.range(i * width, (i + 1) * width).toArray();
            double logDeterminant = Problems.logDeterminant(a.select(own, own));
            assertEquals(logDeterminant, logDeterminants[i], tolerance, "ln det of group " + groups[i]);
            assertEquals(exact[i], found[i], tolerance * Math.max(1, exact[i]), "increase of group " + groups[i]);
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
