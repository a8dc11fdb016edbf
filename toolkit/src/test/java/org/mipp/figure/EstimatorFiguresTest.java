package org.mipp.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.Results;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.estimator.BenchmarkFigure;
import org.mipp.figure.estimator.MeasurementFigure;
import org.mipp.figure.estimator.NeuralEstimateFigure;
import org.mipp.figure.table.EstimatorTables;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.benchmark.EstimatorBenchmark;
import org.mipp.information.measure.Interval;
import org.mipp.information.task.Tasks;

/** Figures and tables of measurements and benchmarks. */
class EstimatorFiguresTest {

    @Test
    void aMeasurementIsShownWithItsIntervalItsThresholdAndTheTruth() {
        Figure figure = MeasurementFigure.of(Results.MEASUREMENT, Results.MEASUREMENT);
        Map<String, Object> points = figure.data().get(2);
        assertEquals(List.of("Gaussian &lt;log det&gt;", "Gaussian &lt;log det&gt; 2"), points.get("x"));
        assertEquals(Results.MEASUREMENT.estimate(), ((List<?>) points.get("y")).get(0));
        Interval interval = Results.MEASUREMENT.interval().orElseThrow();
        assertEquals(
                (interval.high() - interval.low()) / 2,
                ((List<?>) ((Map<?, ?>) points.get("error_y")).get("array")).get(0));
        assertEquals(
                Results.MEASUREMENT.chance().orElseThrow().threshold(),
                ((List<?>) figure.data().get(0).get("y")).get(0));
        assertEquals("truth", figure.data().get(1).get("name"));
        assertEquals(
                2, EstimatorTables.of(Results.MEASUREMENT, Results.MEASUREMENT).rowCount());
        String message = assertThrows(IllegalArgumentException.class, MeasurementFigure::of)
                .getMessage();
        assertEquals("measurement figure: expected at least one measurement, got none", message);
    }

    @Test
    void aBenchmarkIsShownTaskByTaskWithItsFailures() {
        Figure figure = BenchmarkFigure.of(Results.BENCHMARK);
        Map<String, Object> cells = figure.data().get(0);
        assertEquals(
                List.of(
                        "1v1-normal-0.75, truth 0.41",
                        "student-identity-3-3-2, truth 0.29",
                        "label-mixture-2-1, truth 0.34"),
                cells.get("y"));
        assertEquals(8, ((List<?>) cells.get("x")).size());
        List<?> student = (List<?>) ((List<?>) cells.get("z")).get(1);
        assertEquals(1.0, student.get(2), "27 instead of 0.29 nats is clipped");
        assertNull(student.get(4), "a failure is a gap");
        assertEquals(
                List.of("fails, N = 100", "fails, N = 200"),
                figure.data().get(1).get("x"));
        assertTrue(cells.get("text").toString().contains("-2.00*"), "some seeds failed: " + cells.get("text"));
        assertEquals(8, EstimatorTables.of(Results.BENCHMARK).rowCount());
        assertEquals(40, EstimatorTables.ofTasks(Tasks.all()).rowCount());
        assertEquals(24, EstimatorTables.byTask(Results.BENCHMARK).rowCount());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> BenchmarkFigure.of(new BenchmarkResult(List.of())))
                .getMessage();
        assertEquals("benchmark figure: expected at least one estimate, got none", message);
    }

    @Test
    void aMeanJustBelowZeroIsWrittenWithoutItsSign() {
        BenchmarkResult result = EstimatorBenchmark.of((x, y) -> -0.001)
                .tasks("1v1-normal-0.75")
                .sizes(100)
                .run();
        assertEquals(
                List.of(List.of("0.00")),
                BenchmarkFigure.of(result).data().get(0).get("text"));
    }

    @Test
    void namesInTheLegendAreWhole() {
        for (Figure figure : List.of(
                MeasurementFigure.of(Results.MEASUREMENT),
                NeuralEstimateFigure.of(Results.NEURAL),
                BenchmarkFigure.estimates(Results.BENCHMARK))) {
            assertTrue(
                    figure.data().stream().noneMatch(trace -> String.valueOf(trace.get("name"))
                            .contains("…")),
                    figure.toString());
        }
    }

    @Test
    void estimatesBeyondTheFrameAreTrianglesThatTellTheirValue() {
        Figure figure = BenchmarkFigure.estimates(Results.BENCHMARK);
        Map<String, Object> beyond = figure.data().stream()
                .filter(trace ->
                        trace.get("marker") instanceof Map<?, ?> marker && "triangle-up".equals(marker.get("symbol")))
                .findFirst()
                .orElseThrow();
        assertTrue(beyond.get("hovertext").toString().startsWith("[huge on 1v1-normal-0.75, N = 100: 9.0000 nats"));
        assertTrue(figure.toString().contains("triangles are beyond the frame"), figure.toString());
    }
}
