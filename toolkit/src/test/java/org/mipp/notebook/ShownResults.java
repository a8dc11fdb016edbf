package org.mipp.notebook;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.mipp.Examples;
import org.mipp.Explanations;
import org.mipp.Help;
import org.mipp.Networks;
import org.mipp.Results;
import org.mipp.figure.chart.FigureTest;
import org.mipp.figure.pruning.WidthsFigure;
import org.mipp.figure.table.Tables;
import org.mipp.training.EvaluatedNetwork;

/** One value of every type that has a look of its own. */
final class ShownResults {

    private ShownResults() {}

    /** Name, value, whether it has a table or caption, whether it has a figure. */
    static Stream<Arguments> all() {
        return Stream.of(
                Arguments.of("data set", Examples.digits(), true, true),
                Arguments.of("images", Examples.digits().test(), true, true),
                Arguments.of("network", Results.TRAINED.network(), true, true),
                Arguments.of("trained network", Results.TRAINED, true, true),
                Arguments.of("activations", Results.ACTIVATIONS, true, true),
                Arguments.of("information", Results.INFORMATION, true, true),
                Arguments.of("masks", Results.MASKS, true, true),
                Arguments.of("masks by a budget of the network", Results.SHARED_MASKS, true, true),
                Arguments.of("masks without path", Results.RANDOM_MASKS, true, true),
                Arguments.of("explained path", Results.EXPLAINED, true, true),
                Arguments.of("explained paths", Explanations.explain(Results.MASKS), true, true),
                Arguments.of("layer", Results.ACTIVATIONS.layers().get(0), true, true),
                Arguments.of("confusion", Explanations.confusion(Results.TRAINED, Examples.digits()), true, true),
                Arguments.of(
                        "changes",
                        Explanations.changes(Results.TRAINED, Results.PRUNED, Examples.digits()),
                        true,
                        true),
                Arguments.of("exploration", Explanations.explore(Results.TRAINED, Results.ACTIVATIONS), false, true),
                Arguments.of("all verbs", Help.help(), true, false),
                Arguments.of("information flow", Results.FLOW, true, true),
                Arguments.of("pixels", Results.PIXELS, true, true),
                Arguments.of(
                        "predictions",
                        Networks.predict(Results.TRAINED, Examples.digits().test()),
                        true,
                        true),
                Arguments.of("pruned network", Results.PRUNED, true, true),
                Arguments.of("comparison", Results.COMPARISON, true, true),
                Arguments.of("trade-off", Results.TRADEOFF, true, true),
                Arguments.of("measurement", Results.MEASUREMENT, true, true),
                Arguments.of("ranking", Results.RANKING, true, true),
                Arguments.of("selection", Results.SELECTION, true, true),
                Arguments.of("pairs", Results.PAIRS, true, true),
                Arguments.of("neural estimate", Results.NEURAL, true, true),
                Arguments.of("benchmark", Results.BENCHMARK, true, true),
                Arguments.of("experiment", Results.EXPERIMENT, true, true),
                Arguments.of(
                        "evaluated network",
                        new EvaluatedNetwork(Results.TRAINED.network(), Examples.digits(), Results.TRAINED.test()),
                        true,
                        true),
                Arguments.of(
                        "structure", Results.TRAINED.network().architecture().structure(), true, false),
                Arguments.of("jsplot", FigureTest.jsplot(), false, true),
                Arguments.of("figure", WidthsFigure.of(Results.MASKS), false, true),
                Arguments.of("table", Tables.of(Results.MASKS), true, false));
    }

    /** The types that have a look of their own, by their simple names. */
    static Set<String> types() {
        return View.all().stream()
                .map(view -> view.type().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How a value looks. */
    @SuppressWarnings("unchecked") // the view is of the value's own class
    static View<Object> view(Object value) {
        return (View<Object>) View.all().stream()
                .filter(view -> view.type().isInstance(value))
                .findFirst()
                .orElseThrow();
    }
}
