package org.mipp.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.Examples;
import org.mipp.Results;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.experiment.pruned.ComparedNetwork;
import org.mipp.experiment.pruned.Comparison;
import org.mipp.experiment.pruned.Estimation;
import org.mipp.experiment.pruned.Tradeoff;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.estimator.MeasurementFigure;
import org.mipp.figure.network.ActivationsFigure;
import org.mipp.figure.network.LearningCurveFigure;
import org.mipp.figure.network.NetworkFigure;
import org.mipp.figure.pruning.ComparisonFigure;
import org.mipp.figure.pruning.InformationFigure;
import org.mipp.figure.pruning.InformationFlowFigure;
import org.mipp.figure.pruning.MaskStripsFigure;
import org.mipp.figure.pruning.RemovalPathFigure;
import org.mipp.figure.pruning.ReplayFigure;
import org.mipp.figure.pruning.TradeoffFigure;
import org.mipp.figure.pruning.WidthsFigure;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.information.NodeInformation;
import org.mipp.information.gaussian.GaussianNodeInformation;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.run.Provenance;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.selection.explain.InformationFlow;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.training.CurvePoint;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.judge.Latency;

/** What figures make of values, sizes and names that nobody hopes for. */
class BadInputTest {

    private static final Provenance NOWHERE = new Provenance(0, 0, "cpu()", 0);
    private static final String NASTY = "<img src=x onerror=alert(1)>&</script>" + " very".repeat(200) + " long";

    /** A network whose first layer has a nasty name, or one node, and what follows from it. */
    private static Activations captured(String layer, int nodes) {
        Network network = Initialisation.of(
                new ArchitectureBuilder(layer, new Shape(1, 3, 4))
                        .then("flatten", new Flatten())
                        .then(layer, new FullyConnected(12, nodes))
                        .then("relu", new Relu())
                        .then("last", new FullyConnected(nodes, 2))
                        .build(),
                0);
        return Capture.of(network, Examples.noise(100, 0), CaptureOptions.DEFAULT);
    }

    private static Stream<Figure> figures(Activations activations) {
        Masks masks = new ClosedFormTerc(Regularisation.DEFAULT).select(activations, new Budget.KeptFraction(0.5));
        return Stream.of(
                ActivationsFigure.of(activations),
                InformationFigure.of(
                        Estimation.of(activations, new GaussianNodeInformation(Regularisation.DEFAULT, 0.95))),
                RemovalPathFigure.of(masks),
                ReplayFigure.of(ExplainedPath.of(masks, masks.masks().get(0).layer())),
                InformationFlowFigure.of(InformationFlow.of(masks)),
                MaskStripsFigure.of(masks),
                ActivationsFigure.distribution(activations),
                NetworkFigure.of(masks),
                NetworkFigure.of(activations.stage().network().architecture()),
                WidthsFigure.of(masks),
                WidthsFigure.of(new RandomSelection(0).select(activations, new Budget.KeptFraction(0.5))));
    }

    @Test
    void markupInNamesIsShownAndLongNamesAreCut() {
        Stream<Figure> others = Stream.of(
                ComparisonFigure.of(new Comparison(List.of(row(NASTY, 0.5), row(NASTY, 0.6)))),
                TradeoffFigure.of(new Tradeoff(
                        List.of(new Tradeoff.Point(NASTY, new Budget.KeptFraction(0.5), 10, 0.1, 0.2)), List.of())));
        Stream.concat(figures(captured(NASTY, 5)), others).forEach(figure -> {
            String json = figure.toJson();
            assertFalse(json.contains("<img") || json.contains("</script"), json);
            assertFalse(json.contains(" very".repeat(120)), "long names are cut: " + json);
            assertTrue(json.contains("&lt;img src=x"), "but still there: " + json);
            assertTrue(figure.toPng().length > 1000);
        });
    }

    private static ComparedNetwork row(String method, double accuracy) {
        return new ComparedNetwork(
                method,
                Results.TRAINED,
                new Latency(1, 4, 3, 5, 7),
                new Latency(100, 4, 3, 5, 7),
                new ComparedNetwork.Accuracies(
                        OptionalDouble.of(accuracy),
                        OptionalDouble.of(accuracy),
                        OptionalDouble.empty(),
                        OptionalDouble.of(accuracy)));
    }

    @Test
    void aLayerOfOneNodeIsShown() {
        figures(captured("one", 1)).forEach(figure -> {
            assertTrue(figure.data().size() > 0);
            assertTrue(figure.toPng().length > 1000);
        });
    }

    /** Figures of results that hold nothing. */
    static Stream<Arguments> empty() {
        Masks masks = Results.RANDOM_MASKS;
        Activations captured = Results.ACTIVATIONS;
        return Stream.of(
                Arguments.of(
                        "activations",
                        ActivationsFigure.of(new Activations(
                                captured.stage(), captured.images(), captured.options(), List.of(), NOWHERE))),
                Arguments.of("information", InformationFigure.of(new Information(List.of(), "none", NOWHERE))),
                Arguments.of("removal path", RemovalPathFigure.of(masks)),
                Arguments.of("comparison", ComparisonFigure.of(new Comparison(List.of()))),
                Arguments.of("trade-off", TradeoffFigure.of(new Tradeoff(List.of(), List.of()))),
                Arguments.of("learning curve", LearningCurveFigure.of(trained(List.of()))));
    }

    private static TrainedNetwork trained(List<CurvePoint> curve) {
        TrainedNetwork lenet = Results.TRAINED;
        return new TrainedNetwork(
                lenet.network(), lenet.start(), lenet.dataset(), lenet.plan(), curve, lenet.test(), NOWHERE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("empty")
    void anEmptyResultIsAnEmptyFigureThatCanBeShown(String name, Figure figure) {
        assertTrue(figure.height() > 0 && figure.toPng().length > 500, name);
        assertEquals(
                !name.equals("learning curve"), // which still has the accuracy at the end
                figure.toJson().contains("There is nothing to show."),
                figure.toJson());
    }

    @Test
    void valuesThatAreNotFiniteAreGapsThatTheFigureOwnsUpTo() {
        Figure curve = LearningCurveFigure.of(trained(List.of(
                new CurvePoint(0, 2.3, 0.1),
                new CurvePoint(1, Double.NaN, 0.2),
                new CurvePoint(2, Double.POSITIVE_INFINITY, Double.NaN))));
        assertTrue(curve.toJson().contains("3 values are not finite (NaN or infinite) and are left out."));
        assertFalse(curve.toJson().contains("NaN,") || curve.toJson().contains("Infinity"));
        Figure one = InformationFigure.of(
                information(new NodeInformation(0, 1, 0.5, 0.1), new NodeInformation(1, 1, Double.NaN, 0.1)));
        assertTrue(one.toJson().contains("One value is not finite (NaN or infinite) and is left out."));
        assertTrue(curve.toPng().length > 1000 && one.toPng().length > 1000);
        assertFalse(
                MeasurementFigure.of(Results.MEASUREMENT).toJson().contains("not finite"),
                "what is absent on purpose is no surprise");
    }

    private static Information information(NodeInformation... nodes) {
        return new Information(
                List.of(new LayerInformation("layer", List.of(nodes), 1, OptionalDouble.of(0.1), 0.95, List.of())),
                "made up",
                NOWHERE);
    }

    @Test
    void placesOfTheSameNameAreToldApart() {
        assertEquals(List.of("a", "b", "a 2"), PlotlyText.places(List.of("a", "b", "a")));
        String shortened = PlotlyText.shorten("x".repeat(50) + "y".repeat(50), 21);
        assertEquals("x".repeat(10) + "…" + "y".repeat(10), shortened);
        assertEquals(Map.of("text", "a &lt;b&gt;"), Map.of("text", PlotlyText.name("a\n <b>")));
    }
}
