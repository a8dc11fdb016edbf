package org.mipp.benchmark;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.mipp.Examples;
import org.mipp.Results;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.estimator.BenchmarkFigure;
import org.mipp.figure.estimator.MeasurementFigure;
import org.mipp.figure.estimator.NeuralEstimateFigure;
import org.mipp.figure.estimator.RankingFigure;
import org.mipp.figure.network.ActivationsFigure;
import org.mipp.figure.network.ExamplesFigure;
import org.mipp.figure.network.LearningCurveFigure;
import org.mipp.figure.network.NetworkFigure;
import org.mipp.figure.pruning.ComparisonFigure;
import org.mipp.figure.pruning.InformationFigure;
import org.mipp.figure.pruning.InformationFlowFigure;
import org.mipp.figure.pruning.MaskStripsFigure;
import org.mipp.figure.pruning.PixelsFigure;
import org.mipp.figure.pruning.RemovalPathFigure;
import org.mipp.figure.pruning.ReplayFigure;
import org.mipp.figure.pruning.TradeoffFigure;
import org.mipp.figure.pruning.WidthsFigure;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.information.NodeInformation;
import org.mipp.linalg.Matrix;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.Mlp;
import org.mipp.network.zoo.Vgg;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.training.CurvePoint;
import org.mipp.training.TrainedNetwork;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.ScatterPlot;

/**
 * How long every kind of figure takes, from a result to JSON and to a still picture, and how large it is. With a folder as
 * argument the figures are saved there too, to be looked at.
 */
final class FigureGallery {

    private static final Map<String, Supplier<Figure>> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("examples", () -> ExamplesFigure.of(Examples.digits().test()));
        FIGURES.put("learning-curve", () -> LearningCurveFigure.of(Results.TRAINED));
        FIGURES.put("neural-estimate", () -> NeuralEstimateFigure.of(Results.NEURAL));
        FIGURES.put("activations", () -> ActivationsFigure.of(Results.ACTIVATIONS));
        FIGURES.put("information", () -> InformationFigure.of(Results.INFORMATION));
        FIGURES.put("removal-path", () -> RemovalPathFigure.of(Results.MASKS));
        FIGURES.put("removal-path-shared", () -> RemovalPathFigure.of(Results.SHARED_MASKS));
        for (String layer : new String[] {"conv2", "fc1"}) {
            ExplainedPath explained = ExplainedPath.of(Results.MASKS, layer);
            System.out.println(explained);
            FIGURES.put("replay-" + layer, () -> ReplayFigure.of(explained));
        }
        FIGURES.put("information-flow", () -> InformationFlowFigure.of(Results.FLOW, Results.RANDOM_FLOW));
        FIGURES.put("mask-strips", () -> MaskStripsFigure.of(Results.MASKS, Results.RANDOM_MASKS));
        FIGURES.put("distribution", () -> ActivationsFigure.distribution(Results.ACTIVATIONS));
        Information many = many();
        FIGURES.put("10000-nodes", () -> InformationFigure.of(many));
        TrainedNetwork longTraining = longTraining();
        FIGURES.put("10000-points", () -> Figure.of(points()));
        FIGURES.put("10000-steps", () -> LearningCurveFigure.of(longTraining));
        FIGURES.put("network", () -> NetworkFigure.of(Results.MASKS));
        FIGURES.put("network-resnet20", () -> NetworkFigure.of(residual()));
        FIGURES.put(
                "network-resnet20-plain",
                () -> NetworkFigure.of(CifarResNet.of(20, CifarResNet.Shortcut.PROJECTION, 10)));
        FIGURES.put("network-vgg16", () -> NetworkFigure.of(Vgg.of(16, 10)));
        FIGURES.put(
                "network-mlp-4096",
                () -> NetworkFigure.of(Mlp.of(Examples.digits().train(), 4096, 4096)));
        FIGURES.put("pixels", () -> PixelsFigure.of(Results.PIXELS));
        FIGURES.put("widths", () -> WidthsFigure.of(Results.RANDOM_MASKS));
        FIGURES.put("comparison", () -> ComparisonFigure.of(Results.COMPARISON));
        FIGURES.put("tradeoff", () -> TradeoffFigure.of(Results.TRADEOFF));
        FIGURES.put("ranking", () -> RankingFigure.of(Results.RANKING));
        FIGURES.put("selection", () -> RankingFigure.of(Results.SELECTION));
        FIGURES.put("pairs", () -> RankingFigure.of(Results.PAIRS));
        FIGURES.put("measurement", () -> MeasurementFigure.of(Results.MEASUREMENT, Results.MEASUREMENT));
        FIGURES.put("benchmark", () -> BenchmarkFigure.of(Results.BENCHMARK));
        FIGURES.put("estimates", () -> BenchmarkFigure.estimates(Results.BENCHMARK));
    }

    /** Half of a ResNet-20 with random weights. */
    private static Masks residual() {
        Network network = Initialisation.of(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10), 0);
        return new L1Norm()
                .select(
                        new Activations(
                                network,
                                Examples.digits().test(),
                                CaptureOptions.DEFAULT,
                                network.architecture().prunable().stream()
                                        .map(layer -> new LayerActivations(
                                                layer, List.of(), Matrix.fill(1, layer.nodes(), (i, j) -> 0)))
                                        .toList(),
                                Results.ACTIVATIONS.provenance()),
                        new Budget.KeptFraction(0.5));
    }

    private static Information many() {
        return new Information(
                List.of(new LayerInformation(
                        "wide",
                        IntStream.range(0, 10_000)
                                .mapToObj(node ->
                                        new NodeInformation(node, 1 / (node + 1.0), Math.exp(-node / 3e3), 0.01))
                                .toList(),
                        1,
                        OptionalDouble.of(0.1),
                        0.95,
                        List.of())),
                "made up",
                Results.INFORMATION.provenance());
    }

    private static tech.tablesaw.plotly.components.Figure points() {
        Random random = new Random(0);
        DoubleColumn x = DoubleColumn.create("x", random.doubles(10_000));
        DoubleColumn y = DoubleColumn.create("y", random.doubles(10_000));
        return ScatterPlot.create("a user's plot", Table.create(x, y), "x", "y");
    }

    private static TrainedNetwork longTraining() {
        return new TrainedNetwork(
                Results.TRAINED.network(),
                Results.TRAINED.start(),
                Results.TRAINED.dataset(),
                Results.TRAINED.plan(),
                IntStream.range(0, 10_000)
                        .mapToObj(step -> new CurvePoint(step / 500.0, 1 / (step + 1.0), 1 - Math.exp(-step / 3e3)))
                        .toList(),
                Results.TRAINED.test(),
                Results.TRAINED.provenance());
    }

    private FigureGallery() {}

    public static void main(String[] arguments) {
        System.out.printf(
                Locale.ROOT, "%-22s %9s %9s %9s %9s%n", "figure", "make, ms", "JSON, ms", "PNG, ms", "JSON, kB");
        FIGURES.values().forEach(figure -> figure.get().toPng()); // results are made once, classes loaded
        FIGURES.forEach((name, maker) -> {
            long start = System.nanoTime();
            Figure figure = maker.get();
            long made = System.nanoTime();
            String json = figure.toJson();
            long written = System.nanoTime();
            figure.toPng();
            long drawn = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %9.1f %9.1f %9.1f %9.1f%n",
                    name,
                    (made - start) / 1e6,
                    (written - made) / 1e6,
                    (drawn - written) / 1e6,
                    json.length() / 1e3);
            if (arguments.length > 0) {
                for (String ending : new String[] {".html", ".png", ".svg"}) {
                    figure.save(Path.of(arguments[0], name + ending));
                }
            }
        });
    }
}
