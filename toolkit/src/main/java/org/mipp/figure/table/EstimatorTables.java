package org.mipp.figure.table;

import static org.mipp.figure.table.Columns.number;
import static org.mipp.figure.table.Columns.text;
import static org.mipp.figure.table.Columns.whole;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.benchmark.BenchmarkSummary;
import org.mipp.information.benchmark.EstimatorScore;
import org.mipp.information.measure.Interval;
import org.mipp.information.measure.Measurement;
import org.mipp.information.measure.NullDistribution;
import org.mipp.information.task.MiTask;
import tech.tablesaw.api.Table;

/** Estimates of mutual information, and how estimators did, as Tablesaw tables: to look at, to compute with, to save. */
public final class EstimatorTables {

    private EstimatorTables() {}

    /**
     * Lists tasks with known mutual information.
     *
     * @param tasks of two variables
     * @return one row per task
     */
    public static Table ofTasks(List<MiTask> tasks) {
        return Table.create(
                "tasks",
                text("id", tasks, MiTask::id),
                text("name", tasks, MiTask::name),
                whole("columns of X", tasks, MiTask::dimX),
                whole("columns of Y", tasks, MiTask::dimY),
                number("exact, nats", tasks, MiTask::mutualInformation));
    }

    /**
     * Lists how estimators did on all tasks.
     *
     * @param result of a benchmark
     * @return one row per sample size and estimator
     */
    public static Table of(BenchmarkResult result) {
        List<EstimatorScore> scores = result.scores();
        return Table.create(
                "benchmark",
                text("estimator", scores, EstimatorScore::estimator),
                whole("N", scores, EstimatorScore::samples),
                whole("tasks", scores, EstimatorScore::tasks),
                number("mean absolute error, nats", scores, EstimatorScore::meanAbsoluteError),
                whole("within a factor of 1.5", scores, EstimatorScore::close),
                whole("failed estimates", scores, EstimatorScore::failures),
                number("seconds", scores, EstimatorScore::seconds));
    }

    /**
     * Lists how estimators did on every task.
     *
     * @param result of a benchmark
     * @return one row per task, sample size and estimator, over seeds
     */
    public static Table byTask(BenchmarkResult result) {
        List<BenchmarkSummary> rows = result.summaries();
        return Table.create(
                "benchmark by task",
                text("task", rows, BenchmarkSummary::task),
                text("estimator", rows, BenchmarkSummary::estimator),
                whole("N", rows, BenchmarkSummary::samples),
                number("truth, nats", rows, BenchmarkSummary::truth),
                number("mean, nats", rows, BenchmarkSummary::mean),
                number("standard deviation", rows, BenchmarkSummary::deviation),
                number("ln(mean / truth)", rows, BenchmarkSummary::logRatio),
                whole("failed estimates", rows, BenchmarkSummary::failures),
                number("enough from N on", rows, row -> {
                    OptionalInt needed = result.samplesNeeded(row.task(), row.estimator());
                    return needed.isPresent() ? needed.getAsInt() : Double.NaN;
                }),
                number("seconds", rows, BenchmarkSummary::seconds));
    }

    /**
     * Lists measurements.
     *
     * @param measurements of any estimators
     * @return one row each, in its own unit
     */
    public static Table of(Measurement... measurements) {
        List<Measurement> rows = List.of(measurements);
        return Table.create(
                "measurements",
                text("estimator", rows, Measurement::label),
                number("estimate, " + units(rows), rows, Measurement::estimate),
                number("from", rows, row -> row.interval().map(Interval::low).orElse(Double.NaN)),
                number("to", rows, row -> row.interval().map(Interval::high).orElse(Double.NaN)),
                number("chance stays below", rows, row -> row.chance()
                        .map(NullDistribution::threshold)
                        .orElse(Double.NaN)),
                number("p", rows, row -> row.chance()
                        .map(NullDistribution::pValue)
                        .orElse(Double.NaN)),
                text("p from", rows, row -> row.chance()
                        .map(NullDistribution::how)
                        .orElse("")),
                number("truth", rows, row -> row.truth().orElse(Double.NaN)),
                whole("N", rows, row -> row.provenance().samples()),
                text("columns", rows, EstimatorTables::columns),
                number("seconds", rows, row -> row.provenance().seconds()));
    }

    /** The unit of all, or the units in the order of the rows. */
    private static String units(List<Measurement> rows) {
        return rows.stream().map(row -> row.unit().toString()).distinct().collect(Collectors.joining(" or "));
    }

    private static String columns(Measurement row) {
        String of = row.columns().y() == 0
                ? String.valueOf(row.columns().x())
                : row.columns().x() + " x " + row.columns().y();
        return row.columns().z() == 0 ? of : of + " given " + row.columns().z();
    }
}
