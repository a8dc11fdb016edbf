package org.mipp.figure.still;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mipp.figure.chart.Figure;

class LogTicksTest {

    @Test
    void powersOfTenAreEnoughWhereThereAreSeveral() {
        assertEquals(List.of(0.001, 0.01, 0.1, 1.0), LogTicks.between(0.0005, 3));
        assertEquals(List.of(1000.0, 10_000.0), LogTicks.between(300, 16_000));
    }

    @Test
    void elsewhereTheirMultiplesAreWrittenUntilThereAreTwo() {
        assertEquals(List.of(0.005, 0.01, 0.02, 0.05), LogTicks.between(0.0045, 0.09));
        assertEquals(List.of(20_000.0, 30_000.0), LogTicks.between(11_000, 32_000));
        assertEquals(List.of(3.1, 3.9), LogTicks.between(3.1, 3.9), "where there is none, the ends");
        assertEquals(List.of(4.2), LogTicks.between(4.2, 4.2));
    }

    @Test
    void numbersAreWrittenInFullUnlessTheirDigitsAreTooMany() {
        assertEquals("20,000", LogTicks.label(20_000));
        assertEquals("0.000001", LogTicks.label(1e-6));
        assertEquals("1e-13", LogTicks.label(1e-13));
        assertEquals("2e+09", LogTicks.label(2e9));
    }

    @Test
    void aStillWritesThemAtItsAxesAndTheUsersInTheirPlace() {
        assertTrue(svg(Map.of("type", "log")).contains(">20,000<"));
        String chosen = svg(Map.of("type", "log", "tickvals", List.of(1, 16_000, 32_000)));
        assertTrue(chosen.contains(">16,000<") && chosen.contains(">32,000<"), chosen);
        assertFalse(chosen.contains(">20,000<"), "the user's numbers are all");
    }

    private static String svg(Map<String, Object> axis) {
        Map<String, Object> trace = Map.of(
                "type", "scatter", "mode", "markers", "x", List.of(11_000, 16_000, 32_000), "y", List.of(1, 2, 3));
        return new Figure(List.of(trace), Map.of("xaxis", axis)).toSvg();
    }
}
