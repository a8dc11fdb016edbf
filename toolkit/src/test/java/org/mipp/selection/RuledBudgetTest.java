package org.mipp.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.estimator.GaussianMi;

/** Floors and rounding on budgets that each layer follows by itself. */
class RuledBudgetTest {

    private static final Activations CAPTURED =
            Capture.of(Examples.perceptron(3, 30, 20, 3), Examples.noise(400, 2), CaptureOptions.DEFAULT);

    private static List<Integer> widths(Budget budget, SelectionMethod method) {
        return method.select(CAPTURED, budget).masks().stream()
                .map(mask -> mask.kept().size())
                .toList();
    }

    private static List<Integer> widths(Budget budget) {
        return widths(budget, Methods.mipp());
    }

    @Test
    void widthsAreRoundedUpToTheNextOneAllowed() {
        WidthRule rule = new WidthRule(0.25, 8);
        assertEquals(
                List.of(8, 8, 16, 24, 30, 30),
                IntStream.of(1, 8, 9, 17, 25, 30)
                        .map(width -> rule.raised(30, width))
                        .boxed()
                        .toList());
        assertEquals(5, rule.raised(5, 2), "no multiple fits: all stay");
        assertTrue(rule.allows(30, 30) && rule.allows(30, 8) && !rule.allows(30, 12) && !rule.allows(64, 8));
    }

    @Test
    void keptFractionsAndCountsAreRounded() {
        assertEquals(List.of(16, 16), widths(Budgets.keep(0.5).roundedTo(8)).subList(0, 2));
        assertEquals(
                List.of(16, 16),
                widths(Budgets.keep(0.5).roundedTo(8), Methods.l1Norm()).subList(0, 2));
        Budget counts = Budgets.keep(Map.of("a", 9, "b", 3)).roundedTo(4);
        assertEquals(List.of(12, 4), widths(counts).subList(0, 2));
    }

    @Test
    void budgetsOfLossesKeepTheirPromiseAndTheirFloor() {
        for (Budget budget : List.of(Budgets.unexplained(0.3), Budgets.lose(5), Budgets.confidence(0.95))) {
            List<Integer> before = widths(budget);
            List<Integer> after = widths(budget.atLeast(0.4).roundedTo(5));
            for (int i = 0; i < 2; i++) {
                int nodes = CAPTURED.layers().get(i).layer().nodes();
                assertEquals(new WidthRule(0.4, 5).raised(nodes, before.get(i)), after.get(i), "" + budget);
            }
        }
        Budget rounded = Budgets.lose(0.5).roundedTo(10);
        SelectionMethod terc = Methods.terc(new GaussianMi(false, 0.01)).rows(200);
        List<Integer> plain = widths(Budgets.lose(0.5), terc);
        assertEquals(
                plain.subList(0, 2).stream().map(width -> (width + 9) / 10 * 10).toList(),
                widths(rounded, terc).subList(0, 2),
                "a search does not stop early because of rounding");
    }

    @Test
    void saysItsRule() {
        assertEquals(
                "keep 50 %, at least 10 % of each layer, multiples of 8",
                Budgets.keep(0.5).atLeast(0.1).roundedTo(8).toString());
        assertEquals(
                "5.0 nats lost, multiples of 8", Budgets.lose(5).roundedTo(8).toString());
        assertEquals(
                "2x fewer MACs, at least 10 % of each layer",
                Budgets.macs(0.5).atLeast(0.1).toString());
    }

    @Test
    void refusesFloorsThatContradictWidths() {
        assertEquals(
                "at least: expected a floor of at most what the budget keeps, 'keep 5 %', got 0.1; keep more, or lower the floor",
                assertThrows(IllegalArgumentException.class, () -> Budgets.keep(0.05)
                                .atLeast(0.1))
                        .getMessage());
        Budget counts = Budgets.keep(Map.of("a", 2, "b", 20)).atLeast(0.5);
        String message = assertThrows(IllegalArgumentException.class, () -> widths(counts))
                .getMessage();
        assertTrue(
                message.contains("nodes to keep in a: expected at least 0.5 of its 30 nodes, as the floor says, got 2"),
                message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void refusesSharesOutsideTheirRange(double share) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Budgets.macs(0.5).atLeast(share))
                .getMessage();
        assertTrue(message.startsWith("at least: expected"), message);
    }

    @Test
    void refusesMultiplesBelowOne() {
        assertEquals(
                "rounded to a multiple: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> Budgets.keep(0.5)
                                .roundedTo(0))
                        .getMessage());
    }
}
