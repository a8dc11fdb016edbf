package org.mipp.information.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.linalg.Cholesky;
import org.mipp.linalg.Matrix;

class TasksTest {

    /** Written by another implementation of the same formulas, in Python, together with reference estimates. */
    private static List<String[]> reference() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                TasksTest.class.getResourceAsStream("/org/mipp/information/reference-estimates.csv"),
                StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(line -> line.split(",")).toList();
        }
    }

    @Test
    void theFortyTasksHaveTheIdsShapesAndInformationOfTheReference() throws IOException {
        List<String[]> reference = reference();
        List<MiTask> tasks = Tasks.all();
        assertEquals(40, tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
            MiTask task = tasks.get(i);
            assertEquals(reference.get(i)[0], task.id());
            assertEquals(Integer.parseInt(reference.get(i)[1]), task.dimX(), task.id());
            assertEquals(Integer.parseInt(reference.get(i)[2]), task.dimY(), task.id());
            assertEquals(Double.parseDouble(reference.get(i)[3]), task.mutualInformation(), 5e-8 / 4, task.id());
        }
    }

    @Test
    void namesSayWhatWasDoneToWhat() {
        assertEquals("Normal CDF @ Bivariate normal 1 x 1", Tasks.all().get(1).name());
        assertEquals("Uniform 1 x 1 (additive noise=0.1)", Tasks.all().get(2).name());
        assertEquals("Swiss roll 2 x 1", Tasks.all().get(9).name());
        assertEquals(
                "Spiral @ Normal CDF @ Multinormal 3 x 3 (2-pair)",
                Tasks.all().get(34).name());
        assertEquals("Asinh @ Student-t 5 x 5 (dof=2)", Tasks.all().get(39).name());
    }

    static Stream<MiTask> pairs() {
        return Stream.concat(Tasks.all().stream(), Tasks.labelled().stream());
    }

    @Test
    void idsAreUniqueAndFindTheirTask() {
        Set<String> ids = new HashSet<>();
        pairs().forEach(task ->
                assertTrue(ids.add(task.id()) && Tasks.get(task.id()).name().equals(task.name())));
        Tasks.conditional().forEach(task -> assertTrue(ids.add(task.id())));
        assertEquals(0, Tasks.getConditional("conditional-copies").mutualInformation());
        String message = assertThrows(IllegalArgumentException.class, () -> Tasks.get("1v1-norml-0.75"))
                .getMessage();
        assertTrue(
                message.startsWith("task: expected the id of one of 48 tasks, got '1v1-norml-0.75'; similar ones are"
                        + " 1v1-normal-0.75, "),
                message);
    }

    @Test
    void theSameSeedGivesTheSameSampleAndMoreSamplesBeginWithFewer() {
        pairs().forEach(task -> {
            Sample few = task.sample(20, 7);
            Sample many = task.sample(30, 7);
            int[] first = IntStream.range(0, 20).toArray();
            assertEquals(few.x(), many.x().rows(first), task.id());
            assertEquals(few.y(), many.y().rows(first), task.id());
            assertNotEquals(few.x(), task.sample(20, 8).x(), task.id());
        });
        Tasks.conditional().forEach(task -> {
            ConditionalSample sample = task.sample(20, 7);
            assertEquals(sample.x(), task.sample(20, 7).x());
            assertNotEquals(sample.x(), task.sample(20, 8).x());
        });
    }

    /** Half the log-ratio of determinants; for normal variables its bias is about dx dy / 2N. */
    private static double logDeterminants(Matrix x, Matrix y) {
        Matrix both = new Sample(x.beside(y), y).standardised().x();
        int n = both.rows();
        Matrix covariance = Matrix.fill(both.columns(), both.columns(), (i, j) -> {
            double sum = 0;
            for (int row = 0; row < n; row++) {
                sum += both.get(row, i) * both.get(row, j) / n;
            }
            return sum;
        });
        int[] first = IntStream.range(0, x.columns()).toArray();
        int[] second = IntStream.range(x.columns(), both.columns()).toArray();
        return (Cholesky.of(covariance.select(first, first)).logDeterminant()
                        + Cholesky.of(covariance.select(second, second)).logDeterminant()
                        - Cholesky.of(covariance).logDeterminant())
                / 2;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1v1-normal-0.75",
                "multinormal-dense-2-2-0.5",
                "multinormal-dense-5-5-0.5",
                "multinormal-dense-25-25-0.5",
                "multinormal-sparse-3-3-2-2.0",
                "multinormal-sparse-25-25-2-2.0"
            })
    void samplesOfNormalTasksCarryTheInformationThatTheTaskClaims(String id) {
        MiTask task = Tasks.get(id);
        Sample sample = task.sample(20_000, 1);
        double bias = task.dimX() * task.dimY() / 40_000.0;
        assertEquals(task.mutualInformation() + bias, logDeterminants(sample.x(), sample.y()), 0.02);
    }

    @Test
    void samplesOfConditionalNormalTasksCarryWhatTheyClaimByTheChainRule() {
        for (ConditionalMiTask task : Tasks.conditional().subList(0, 4)) {
            ConditionalSample sample = task.sample(20_000, 2);
            double chain = logDeterminants(sample.x().beside(sample.z()), sample.y())
                    - logDeterminants(sample.z(), sample.y());
            assertEquals(task.mutualInformation(), chain, 0.015, task.id());
        }
        assertEquals(0, Tasks.getConditional("conditional-chain").mutualInformation());
    }

    /** Each column against the law that it should follow: Kolmogorov and Smirnov's distance, 1.95 / sqrt(N) at 0.1 %. */
    @ParameterizedTest
    @CsvSource({
        "1v1-normal-0.75, normal, normal",
        "normal_cdf-1v1-normal-0.75, uniform, uniform",
        "1v1-additive-0.1, uniform, any",
        "1v1-bimodal-0.75, bimodal, any",
        "half_cube-1v1-normal-0.75, half-cube, half-cube",
        "student-identity-1-1-1, cauchy, cauchy",
        "student-identity-2-2-2, t2, t2",
        "asinh-student-identity-1-1-1, asinh-cauchy, asinh-cauchy",
        "multinormal-dense-50-50-0.5, normal, normal",
        "label-mixture-2-1, mixture, any",
    })
    void columnsFollowTheirLaws(String id, String lawOfX, String lawOfY) {
        Sample sample = Tasks.get(id).sample(10_000, 3);
        assertTrue(distance(sample.x(), lawOfX) < 0.0195, "X of " + id);
        assertTrue(distance(sample.y(), lawOfY) < 0.0195, "Y of " + id);
    }

    private static DoubleUnaryOperator law(String name) {
        return switch (name) {
            case "normal" -> Transforms::normalCdf;
            case "uniform" -> value -> Math.max(0, Math.min(1, value));
            case "bimodal" -> value -> 0.3 * Transforms.normalCdf(value) + 0.7 * Transforms.normalCdf(value - 5);
            case "half-cube" -> value -> Transforms.normalCdf(Math.copySign(Math.pow(Math.abs(value), 2 / 3.0), value));
            case "cauchy" -> value -> 0.5 + Math.atan(value) / Math.PI;
            case "t2" -> value -> 0.5 + value / (2 * Math.sqrt(2 + value * value));
            case "asinh-cauchy" -> value -> 0.5 + Math.atan(Math.sinh(value)) / Math.PI;
            case "mixture" -> value -> (Transforms.normalCdf(value - 1) + Transforms.normalCdf(value + 1)) / 2;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static double distance(Matrix data, String law) {
        double largest = 0;
        for (int j = 0; j < data.columns() && !law.equals("any"); j++) {
            double[] sorted = data.column(j);
            Arrays.sort(sorted);
            for (int i = 0; i < sorted.length; i++) {
                double expected = law(law).applyAsDouble(sorted[i]);
                largest = Math.max(largest, Math.abs(expected - (i + 0.5) / sorted.length));
            }
        }
        return largest;
    }

    @Test
    void spiralsKeepTheLengthOfEveryRowAndTurnBack() {
        Matrix rows = Tasks.get("multinormal-sparse-3-3-2-2.0").sample(50, 4).x();
        Matrix turned = Transforms.spiral(0, 1).apply(rows);
        Matrix back = Transforms.spiral(1, 0).apply(turned);
        for (int i = 0; i < 50; i++) {
            assertEquals(rows.get(i, 2), turned.get(i, 2));
            assertEquals(rows.get(i, 0), back.get(i, 0), 1e-12);
            assertNotEquals(rows.get(i, 0), turned.get(i, 0), 1e-9);
        }
        assertEquals(new Sample(rows, rows).samples(), turned.rows());
    }

    @Test
    void aSwissRollLeavesItsAngleInTheRadius() {
        Matrix rolled = Transforms.swissRoll(Matrix.of(3, 1, 0, 0.5, 1));
        for (int i = 0; i < 3; i++) {
            double radius = Math.hypot(rolled.get(i, 0), rolled.get(i, 1));
            assertEquals(1.5 * Math.PI * (1 + i), 21 * radius, 1e-12);
        }
    }

    @Test
    void labelledTasksCarryTheInformationOfTheirFormula() {
        assertEquals(Math.log(2), Tasks.get("label-same-sign-5").mutualInformation());
        // ln 2 minus the mean entropy of the label given x, over a sample of a million
        MiTask mixture = Tasks.get("label-mixture-2-1");
        double[] x = mixture.sample(1_000_000, 5).x().column(0);
        double left = Arrays.stream(x)
                .map(value -> Quadrature.binaryEntropy(1 / (1 + Math.exp(2 * value))))
                .average()
                .orElseThrow();
        assertEquals(Math.log(2) - left, mixture.mutualInformation(), 0.001);
        assertEquals(mixture.mutualInformation(), Tasks.get("label-mixture-2-5").mutualInformation());
        assertEquals(
                counted(Tasks.get("label-channel-10-0.2").sample(200_000, 6), 10),
                Tasks.get("label-channel-10-0.2").mutualInformation(),
                0.01);
        assertEquals(0, Quadrature.threshold(1e9), 1e-9);
        assertEquals(Math.log(2), Quadrature.threshold(1e-2), 0.02);
        assertEquals(
                Tasks.getConditional("conditional-xor-0.1").mutualInformation(),
                Tasks.get("label-channel-2-0.1").mutualInformation(),
                1e-12);
    }

    /** The plug-in estimate from a table of labels. */
    private static double counted(Sample labels, int count) {
        double[][] joint = new double[count][count];
        for (int i = 0; i < labels.samples(); i++) {
            joint[(int) labels.x().get(i, 0)][(int) labels.y().get(i, 0)] += 1.0 / labels.samples();
        }
        double nats = 0;
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                double rows = Arrays.stream(joint[a]).sum();
                int column = b;
                double columns =
                        Arrays.stream(joint).mapToDouble(row -> row[column]).sum();
                nats += joint[a][b] > 0 ? joint[a][b] * Math.log(joint[a][b] / (rows * columns)) : 0;
            }
        }
        return nats;
    }

    @Test
    void exclusiveOrTellsNothingUntilTheOtherCoinIsKnown() {
        ConditionalSample sample = Tasks.getConditional("conditional-xor").sample(20_000, 8);
        assertEquals(0, counted(new Sample(sample.x(), sample.y()), 2), 0.001);
        Matrix z = sample.z();
        Matrix both = Matrix.fill(20_000, 1, (i, j) -> sample.x().get(i, 0) + 2 * z.get(i, 0));
        assertEquals(
                Math.log(2), counted(new Sample(both, sample.y()), 4) - counted(new Sample(z, sample.y()), 2), 0.001);
        assertEquals(
                Quadrature.mixture(0, 1 / 0.3),
                Tasks.getConditional("conditional-xor-normal-0.3").mutualInformation());
    }

    @Test
    void aLatentModelHasUnitVariancesAndOnlyTheDependencesAskedFor() {
        Matrix two = new LatentModel(3, 4, 2, 0, 0, 2, 1, 2).correlation();
        assertEquals(0.8, two.get(0, 3), 1e-15);
        assertEquals(0.8, two.get(4, 1), 1e-15);
        assertEquals(0, two.get(2, 5));
        assertEquals(0, two.get(0, 1));
        assertEquals(1, two.get(6, 6), 1e-15);
        Matrix shared = new LatentModel(2, 2, 0, 1, 1, 0, 1, 0).correlation();
        assertEquals(1 / 3.0, shared.get(0, 2), 1e-15);
        assertEquals(2 / 3.0, shared.get(0, 1), 1e-15);
        assertEquals(
                "pairs: expected 0 to 2, as many as both sides have columns for, got 3",
                message(() -> new LatentModel(2, 2, 3, 0, 0, 1, 1, 1)));
    }

    @Test
    void tasksOfOnesOwnAreChecked() {
        MiTask wrong = new MiTask(
                "wrong",
                "Wrong",
                2,
                1,
                0,
                (n, random) -> new Sample(Matrix.fill(n, 1, (i, j) -> 0), Matrix.fill(n, 1, (i, j) -> 0)));
        assertEquals(
                "sampler of task wrong: expected 5 rows of 2 + 1 columns, got 5 of 1 + 1",
                message(() -> wrong.sample(5, 0)));
        assertEquals("samples: expected a whole number of at least 1, got 0", message(() -> wrong.sample(0, 0)));
        assertEquals(
                "task w: expected an exact information of at least 0 nats, got NaN",
                message(() -> new MiTask("w", "W", 1, 1, Double.NaN, wrong.sampler())));
        assertEquals(
                "sample: expected as many rows of y as of x, 2, got 1",
                message(() -> new Sample(Matrix.of(2, 1, 0, 0), Matrix.of(1, 1, 0))));
        assertEquals(
                "normal distribution: expected a positive definite covariance",
                message(() -> new GaussianVector(Matrix.of(2, 2, 1, 1, 1, 1))));
    }

    @Test
    void standardisedColumnsHaveMeanZeroAndVarianceOneAndConstantOnesAreZero() {
        Matrix x = Matrix.of(4, 2, 1, 0.1, 2, 0.1, 3, 0.1, 6, 0.1);
        Sample sample = new Sample(x, x);
        double[] first = sample.standardised().x().column(0);
        assertEquals(0, Arrays.stream(first).sum(), 1e-15);
        assertEquals(4, Arrays.stream(first).map(value -> value * value).sum(), 1e-14);
        assertEquals(Matrix.fill(4, 1, (i, j) -> 0), sample.standardised().x().columns(1));
        assertEquals(x, sample.standardisedX().y());
    }

    private static String message(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }
}
