package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.notebook.Rendering.HTML;
import static org.mipp.notebook.Rendering.PLOTLY;
import static org.mipp.notebook.Rendering.PNG;
import static org.mipp.notebook.Rendering.TEXT;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.Results;

/** What every kernel's own display machinery, in process, makes of results. */
abstract class RenderersContract {

    static final List<String> TYPES = List.of(TEXT, HTML, PNG, PLOTLY);

    /** Outputs of their own above the one that is rendered: data by MIME type. */
    final List<Map<String, Object>> above = new ArrayList<>();

    /** The output of a value at the end of a cell: data by MIME type. */
    abstract Map<String, Object> render(Object value);

    /** The output where one type is asked for. */
    abstract Map<String, Object> renderAs(Object value, String type);

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.mipp.notebook.ShownResults#all")
    void everyResultShowsItsTableAndItsFigureAndHasAText(String name, Object value, boolean table, boolean figure) {
        Map<String, Object> output = render(value);
        assertTrue(((String) output.get(TEXT)).length() > 3, "a text");
        assertEquals(figure, output.containsKey(PNG));
        assertEquals(figure, output.containsKey(PLOTLY));
        if (figure) {
            Map<?, ?> plotly = assertInstanceOf(Map.class, output.get(PLOTLY), "a map, not a text");
            assertTrue(plotly.containsKey("data") && plotly.containsKey("layout"));
            byte[] png = Base64.getDecoder().decode((String) output.get(PNG));
            assertEquals('P', png[1]);
            assertFalse(output.containsKey(HTML), "HTML beside a PNG would win over it");
        }
        boolean htmlAbove = above.size() == 1 && above.get(0).keySet().equals(Set.of(TEXT, HTML));
        assertEquals(table, htmlAbove || output.containsKey(HTML));
    }

    @Test
    void onlyWhatIsAskedForIsRendered() {
        assertEquals(Set.of(TEXT, HTML), renderAs(Results.MASKS, HTML).keySet());
        assertEquals(Set.of(TEXT, PNG), renderAs(Results.MASKS, PNG).keySet());
        assertEquals(List.of(), above);
    }

    @Test
    void aBenchmarkSaysWhyEstimatesFailed() {
        String html = (String) renderAs(Results.BENCHMARK, HTML).get(HTML);
        assertTrue(html.contains("<br>Note: fails failed: expected a finite number of nats, got NaN</p>"), html);
    }
}
