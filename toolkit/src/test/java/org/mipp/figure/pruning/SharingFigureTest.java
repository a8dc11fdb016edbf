package org.mipp.figure.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Pictures;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.figure.chart.Figure;
import org.mipp.selection.LossCurve;
import org.mipp.selection.Masks;

class SharingFigureTest {

    private static final Activations CAPTURED =
            Capture.of(Examples.perceptron(3, 12, 9, 7, 3), Examples.noise(300, 2), CaptureOptions.DEFAULT);

    @Test
    void itShowsEveryCurveTheWidthsChosenAndWhatTheyCost() {
        Masks masks = Methods.mipp()
                .select(CAPTURED, Budgets.parameters(0.5).sharedBy((activations, trials) -> trials.stream()
                        .map(trial -> 1 - (double) trial.kept().size() / trial.nodes())
                        .toList()));
        Figure figure = Pictures.sharing(masks);
        Map<String, Object> chosen = figure.data().stream()
                .filter(trace -> "width chosen".equals(trace.get("name")))
                .findFirst()
                .orElseThrow();
        List<Double> shares = masks.losses().stream()
                .map(curve -> 100.0 * masks.mask(curve.layer()).kept().size() / curve.nodes())
                .toList();
        assertEquals(shares, chosen.get("x"));
        List<List<Double>> paid = figure.data().stream()
                .filter(trace -> "bar".equals(trace.get("type")))
                .map(trace -> ((List<?>) trace.get("y"))
                        .stream().map(Double.class::cast).toList())
                .toList();
        LossCurve first = masks.losses().get(0);
        assertEquals(3, paid.size());
        assertEquals(List.of(first.at(masks.mask("a").kept().size())), paid.get(0));
        assertTrue(figure.toPng().length > 1000);
        assertTrue(figure.toJson().contains("a: " + masks.mask("a").kept().size() + " of 12 nodes"));
    }

    @Test
    void refusesMasksThatRestOnNoMeasuredLosses() {
        Masks masks = Methods.mipp().select(CAPTURED, Budgets.keep(0.5));
        String message = assertThrows(IllegalArgumentException.class, () -> Pictures.sharing(masks))
                .getMessage();
        assertEquals(
                "sharing: expected masks of a budget that was shared out by measured losses, got 'keep 50 %'; ask for it, as in"
                        + " measured(macs(0.5))",
                message);
    }
}
