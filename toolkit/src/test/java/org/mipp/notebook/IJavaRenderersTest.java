package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMETypeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.Results;

/** The renderers in IJava's own display machinery, in process. */
class IJavaRenderersTest {

    private final List<DisplayData> above = new ArrayList<>();
    private final Renderer renderer = new Renderer();

    IJavaRenderersTest() {
        new IJavaRenderers(renderer, above::add).register();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.mipp.notebook.ShownResults#all")
    void everyResultShowsItsTableAndItsFigureAndHasAText(String name, Object value, boolean table, boolean figure)
            throws MIMETypeParseException {
        DisplayData output = renderer.render(value);
        assertTrue(((String) output.getData(MIMEType.TEXT_PLAIN)).length() > 3, "a text");
        assertEquals(figure, output.hasDataForType(MIMEType.IMAGE_PNG));
        assertEquals(figure, output.hasDataForType(MIMEType.parse("application/vnd.plotly.v1+json")));
        if (figure) {
            Map<?, ?> plotly = assertInstanceOf(
                    Map.class, output.getData(MIMEType.parse("application/vnd.plotly.v1+json")), "a map, not a text");
            assertTrue(plotly.containsKey("data") && plotly.containsKey("layout"));
            byte[] png = Base64.getDecoder().decode((String) output.getData(MIMEType.IMAGE_PNG));
            assertEquals('P', png[1]);
            assertFalse(output.hasDataForType(MIMEType.TEXT_HTML), "HTML beside a PNG would win over it");
        }
        boolean htmlAbove = above.size() == 1 && above.get(0).hasDataForType(MIMEType.TEXT_HTML);
        assertEquals(table, htmlAbove || output.hasDataForType(MIMEType.TEXT_HTML));
    }

    @Test
    void onlyWhatIsAskedForIsRendered() {
        DisplayData html = renderer.renderAs(Results.MASKS, "text/html");
        assertTrue(html.hasDataForType(MIMEType.TEXT_HTML));
        assertFalse(html.hasDataForType(MIMEType.IMAGE_PNG));
        DisplayData png = renderer.renderAs(Results.MASKS, "image/png");
        assertTrue(png.hasDataForType(MIMEType.IMAGE_PNG));
        assertFalse(png.hasDataForType(MIMEType.TEXT_HTML));
        assertEquals(List.of(), above);
    }
}
