package org.mipp.notebook;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.pruned.Comparison;
import org.mipp.experiment.pruned.Exploration;
import org.mipp.experiment.pruned.PixelSelection;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.experiment.pruned.Tradeoff;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.estimator.BenchmarkFigure;
import org.mipp.figure.estimator.MeasurementFigure;
import org.mipp.figure.estimator.NeuralEstimateFigure;
import org.mipp.figure.estimator.RankingFigure;
import org.mipp.figure.network.ActivationsFigure;
import org.mipp.figure.network.ChangesFigure;
import org.mipp.figure.network.ConfusionFigure;
import org.mipp.figure.network.ExamplesFigure;
import org.mipp.figure.network.ExplorationFigure;
import org.mipp.figure.network.LearningCurveFigure;
import org.mipp.figure.network.NetworkFigure;
import org.mipp.figure.network.PredictionsFigure;
import org.mipp.figure.pruning.ComparisonFigure;
import org.mipp.figure.pruning.ExperimentFigure;
import org.mipp.figure.pruning.InformationFigure;
import org.mipp.figure.pruning.InformationFlowFigure;
import org.mipp.figure.pruning.PixelsFigure;
import org.mipp.figure.pruning.ReasonsFigure;
import org.mipp.figure.pruning.RemovalPathFigure;
import org.mipp.figure.pruning.ReplayFigure;
import org.mipp.figure.pruning.TradeoffFigure;
import org.mipp.figure.table.ConfusionTable;
import org.mipp.figure.table.EstimatorTables;
import org.mipp.figure.table.ExperimentTables;
import org.mipp.figure.table.HelpTables;
import org.mipp.figure.table.Html;
import org.mipp.figure.table.PredictionsTable;
import org.mipp.figure.table.RankingTables;
import org.mipp.figure.table.Tables;
import org.mipp.help.HelpPage;
import org.mipp.information.Information;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.measure.Measurement;
import org.mipp.information.neural.NeuralEstimate;
import org.mipp.information.ranking.ColumnRanking;
import org.mipp.information.ranking.ColumnSelection;
import org.mipp.information.ranking.PairwiseInformation;
import org.mipp.network.Network;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Masks;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.selection.explain.ExplainedPaths;
import org.mipp.selection.explain.InformationFlow;
import org.mipp.training.EvaluatedNetwork;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.judge.ChangedAnswers;
import org.mipp.training.judge.Confusion;
import org.mipp.training.judge.Predictions;
import tech.tablesaw.api.Table;

/**
 * How one type of result looks under a cell, whatever the kernel: a caption, tables and a figure, each of which it may
 * lack.
 *
 * @param type the type
 * @param caption a few words above the tables; may be empty
 * @param tables its tables, mostly one
 * @param figure its figure
 * @param <T> the type
 */
record View<T>(
        Class<T> type,
        Function<T, String> caption,
        Function<T, List<Table>> tables,
        Function<T, Optional<Figure>> figure) {

    /** All types that have a look of their own. */
    static List<View<?>> all() {
        return List.of(
                figure(Figure.class, value -> "", value -> value),
                figure(tech.tablesaw.plotly.components.Figure.class, value -> "", Figure::of),
                table(Table.class, value -> "", value -> value),
                new View<>(HelpPage.class, HelpPage::text, HelpTables::of, page -> Optional.empty()),
                figure(Dataset.class, Dataset::toString, data -> ExamplesFigure.of(data.train())),
                figure(Images.class, Images::toString, ExamplesFigure::of),
                both(
                        Network.class,
                        network -> firstLine(network.toString()),
                        Tables::of,
                        network -> NetworkFigure.of(network.architecture())),
                both(
                        EvaluatedNetwork.class,
                        EvaluatedNetwork::toString,
                        evaluated -> Tables.of(evaluated.network()),
                        evaluated -> NetworkFigure.of(evaluated.network().architecture())),
                both(
                        Predictions.class,
                        predictions -> firstLine(predictions.toString()),
                        PredictionsTable::of,
                        PredictionsFigure::of),
                both(Confusion.class, confusion -> "", ConfusionTable::of, ConfusionFigure::of),
                figure(ChangedAnswers.class, ChangedAnswers::toString, ChangesFigure::of),
                figure(
                        Exploration.class,
                        exploration -> warnings(exploration.warnings()).strip(),
                        ExplorationFigure::of),
                table(Structure.class, structure -> "", Tables::of),
                figure(TrainedNetwork.class, TrainedNetwork::toString, LearningCurveFigure::of),
                both(
                        Activations.class,
                        activations -> firstLine(activations.toString()) + warnings(activations.warnings()),
                        Tables::of,
                        ActivationsFigure::of),
                both(
                        Information.class,
                        information -> firstLine(information.toString()) + warnings(information.allWarnings()),
                        Tables::of,
                        InformationFigure::of),
                both(
                        Masks.class,
                        masks -> firstLine(masks.toString()) + warnings(masks.warnings()),
                        Tables::of,
                        masks -> masks.paths().isEmpty() ? NetworkFigure.of(masks) : RemovalPathFigure.of(masks)),
                figure(
                        InformationFlow.class,
                        flow -> firstLine(flow.toString()) + warnings(flow.warnings()),
                        InformationFlowFigure::of),
                figure(ExplainedPath.class, path -> firstLine(path.toString()), ReplayFigure::of),
                figure(ExplainedPaths.class, ExplainedPaths::toString, ReasonsFigure::of),
                figure(LayerActivations.class, LayerActivations::toString, ActivationsFigure::of),
                both(
                        PixelSelection.class,
                        selection -> firstLine(selection.toString()) + warnings(selection.warnings()),
                        Tables::of,
                        PixelsFigure::of),
                both(
                        PrunedNetwork.class,
                        pruned -> firstLine(pruned.toString()) + warnings(pruned.warnings()),
                        Tables::of,
                        pruned -> NetworkFigure.of(pruned.masks())),
                both(
                        Comparison.class,
                        comparison -> warnings(comparison.warnings()).strip(),
                        Tables::of,
                        ComparisonFigure::of),
                both(Tradeoff.class, tradeoff -> warnings(tradeoff.warnings()).strip(), Tables::of, TradeoffFigure::of),
                new View<>(
                        ExperimentResult.class,
                        result -> firstLine(result.toString()) + warnings(result.reasons()),
                        result -> List.of(ExperimentTables.accuracies(result), ExperimentTables.costs(result)),
                        result -> result.failures().size() == result.runs().size()
                                ? Optional.empty() // the caption says why
                                : Optional.of(ExperimentFigure.of(result))),
                both(
                        ColumnRanking.class,
                        ranking -> firstLine(ranking.toString()) + warnings(ranking.allWarnings()),
                        RankingTables::of,
                        RankingFigure::of),
                both(
                        ColumnSelection.class,
                        selection -> firstLine(selection.toString()) + warnings(selection.allWarnings()),
                        RankingTables::of,
                        RankingFigure::of),
                both(
                        PairwiseInformation.class,
                        pairs -> firstLine(pairs.toString()) + warnings(pairs.allWarnings()),
                        RankingTables::strongest,
                        RankingFigure::of),
                both(Measurement.class, Measurement::toString, EstimatorTables::of, MeasurementFigure::of),
                figure(NeuralEstimate.class, NeuralEstimate::toString, NeuralEstimateFigure::of),
                both(
                        BenchmarkResult.class,
                        result -> firstLine(result.toString()) + warnings(result.reasons()),
                        EstimatorTables::of,
                        BenchmarkFigure::of));
    }

    /** A text that stands alone: how a value prints itself, but a jsplot figure, which would print an address. */
    String text(T value) {
        return value instanceof tech.tablesaw.plotly.components.Figure jsplot
                ? Figure.of(jsplot).toString()
                : String.valueOf(value);
    }

    /** The caption and the tables as HTML without script; empty if there is neither. */
    String html(T value) {
        StringBuilder html = new StringBuilder();
        String lines = caption.apply(value)
                .lines()
                .map(line -> Html.escape(line.strip()))
                .collect(Collectors.joining("<br>"));
        if (!lines.isEmpty()) {
            html.append("<p style=\"overflow-wrap:anywhere\">").append(lines).append("</p>");
        }
        tables.apply(value).forEach(table -> html.append(Html.of(table)));
        return html.toString();
    }

    private static <T> View<T> figure(Class<T> type, Function<T, String> caption, Function<T, Figure> figure) {
        return new View<>(type, caption, value -> List.of(), figure.andThen(Optional::of));
    }

    private static <T> View<T> table(Class<T> type, Function<T, String> caption, Function<T, Table> table) {
        return new View<>(type, caption, table.andThen(List::of), value -> Optional.empty());
    }

    private static <T> View<T> both(
            Class<T> type, Function<T, String> caption, Function<T, Table> table, Function<T, Figure> figure) {
        return new View<>(type, caption, table.andThen(List::of), figure.andThen(Optional::of));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String warnings(List<String> warnings) {
        return warnings.isEmpty() ? "" : "\nNote: " + String.join("\nNote: ", warnings);
    }
}
